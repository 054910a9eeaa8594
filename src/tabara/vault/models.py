"""Identities, what finds them, and the forms that are not finished. Everything a person could be known by is sealed."""

import uuid
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models

from tabara import sealing
from tabara.access.protected import ByNumber, OwnedByMember


@dataclass(frozen=True)
class Relative:
    """Somebody close to the person: the kind of tie, a name, a telephone."""

    tie: str
    name: str
    phone: str = ""


@dataclass(frozen=True)
class Names:
    """Who a person is, in the clear: it exists only while somebody with a reason looks at it."""

    given: str = ""
    surname: str = ""
    aliases: tuple[str, ...] = ()
    birth_date: str = ""  # ISO 8601, "1999-04-02" or "1999"; empty where unknown
    phones: tuple[str, ...] = ()
    address: str = ""
    place: str = ""  # the finest place given (a code of the gazetteer) …
    place_version: str = ""  # … and the version of the division it was given in
    relatives: tuple[Relative, ...] = ()
    number: str = ""  # an identity paper's number
    safe_contact: str = ""  # how, when and through whom the person can be reached without danger

    @property
    def full(self) -> str:
        """Return the name as one reads it."""
        return " ".join(part for part in (self.given, self.surname) if part)


class Identity(models.Model):
    """One person's names, sealed as one under the person's identity key."""

    person = models.UUIDField(primary_key=True)
    agency = models.UUIDField(db_index=True)
    sealed = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    compared = models.PositiveIntegerField(default=0)  # the version that was compared with everybody it resembles
    updated_at = models.DateTimeField()

    objects = ByNumber()


class NameToken(models.Model):
    """One compound search key of a person's names, as a number that only the agency's index key can make."""

    token = models.BigIntegerField()
    agency = models.UUIDField()  # whose key made it: the wall of PostgreSQL goes by it
    person = models.UUIDField()

    objects = ByNumber()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["token", "agency", "person"], name="token_finds_people"),  # all that a search asks
            models.Index(fields=["person"], name="tokens_of_person"),
        ]


class Former(models.Model):
    """Who two people were before they were found to be one, and what was made of it; sealed with who she is now."""

    merge = models.UUIDField(primary_key=True)
    person = models.UUIDField(db_index=True)
    sealed = models.BinaryField()

    objects = ByNumber()


class Photograph(models.Model):
    """A picture of the person, without what the camera hid in it, sealed."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    person = models.UUIDField(db_index=True)
    sealed = models.BinaryField()
    taken_at = models.DateTimeField()

    objects = ByNumber()


class OfRun(ByNumber[Any]):
    """Gives what belongs to one linkage, to intake alone, which has asked whether it may be linked."""

    def of_run(self, run: uuid.UUID) -> models.QuerySet[Any]:
        """Give the rows of one linkage."""
        return models.QuerySet[Any, Any](self.model, using=self._db).filter(run=run)


class Listed(models.Model):
    """That a person stands on a list of a linkage, under a number that means nothing outside of it."""

    run = models.UUIDField()
    number = models.PositiveIntegerField()
    person = models.UUIDField(db_index=True)
    list = models.CharField(max_length=20)
    listed_on = models.DateField()

    objects = OfRun()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "number", "list"], name="once_on_a_list_of_a_linkage")
        ]


class LinkedPair(models.Model):
    """Two numbers of a linkage that may be one person: how probable, and what somebody said who looked at both."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    run = models.UUIDField()
    first = models.PositiveIntegerField()
    second = models.PositiveIntegerField()
    probability = models.FloatField()
    to_decide = models.BooleanField(default=False)  # between the two thresholds: a person looks at both
    answer = models.CharField(max_length=10, blank=True)
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)

    objects = OfRun()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["run", "to_decide", "answer"], name="pairs_of_a_linkage")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "first", "second"], name="one_pair_of_a_linkage")
        ]


class Draft(models.Model):
    """An intake form that its author has not finished: sealed, hers alone."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    member = models.UUIDField(db_index=True)
    agency = models.UUIDField()
    sealed = models.BinaryField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    objects = OwnedByMember()
