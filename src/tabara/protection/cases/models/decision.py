"""What a person agreed to, what she told, and what was decided: each is added, none is altered."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member
from tabara.protection.cases.models.asking import Asking
from tabara.protection.cases.models.case import Case
from tabara.protection.cases.models.reach import OfCases


class Consent(models.Model):
    """One answer to one question: may this be done with what I tell you?"""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=20)
    given = models.BooleanField()
    asked_on = models.DateField()
    language = models.CharField(max_length=5)
    by_guardian = models.BooleanField(default=False)
    withdrawn_on = models.DateField(null=True)
    recipient = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", null=True)  # for sharing alone
    groups = models.JSONField(default=list)  # which groups of fields may be shared with that recipient
    until = models.DateField(null=True)  # the last day on which that may happen
    asking = models.ForeignKey(Asking, on_delete=models.PROTECT, related_name="consents", null=True)
    assents = models.BooleanField(null=True)  # of a child: what it says itself
    guardian = models.CharField(max_length=40, blank=True)  # who consented for the child, as a tie
    best_interests = models.CharField(max_length=40, blank=True)  # why nobody could be asked for the child
    overruled = models.BooleanField(null=True)  # a supervisor's answer to a child that does not want it
    overruled_for = models.CharField(max_length=40, blank=True)
    overruled_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", null=True)
    overruled_at = models.DateTimeField(null=True)
    own_wish = models.BooleanField(default=False)  # to go to an authority while she has time to recover and reflect

    objects = OfCases()

    @property
    def refused_by_child(self) -> bool:
        """Return whether a child does not want it, and nobody who may has answered that."""
        return self.given and self.assents is False and not self.overruled


def agreed(answers: Iterable[Consent]) -> frozenset[str]:
    """Return the purposes that somebody agrees to: of each the newest answer counts, and a withdrawal is an answer.

    What is agreed to for one recipient is no general purpose: `shared_with` says it.
    """
    newest: dict[str, tuple[tuple[dt.date, uuid.UUID], bool]] = {}
    for one in answers:
        if one.recipient_id is not None:
            continue
        said = ((one.withdrawn_on or one.asked_on, one.pk), one.given and one.withdrawn_on is None)
        newest[one.purpose] = max(newest.get(one.purpose, said), said)
    return frozenset(purpose for purpose, (_moment, yes) in newest.items() if yes)


def shared_with(answers: Iterable[Consent], recipient: uuid.UUID, purpose: str, on: dt.date) -> Consent | None:
    """Return the answer by which something may be shared with a recipient on a day; nothing where none allows it.

    The newest answer about this recipient and purpose counts, and without one the answer is no.
    """
    found = lasting(answers, recipient, purpose)
    return found if found is not None and found.until is not None and found.asked_on <= on <= found.until else None


def lasting(answers: Iterable[Consent], recipient: uuid.UUID, purpose: str) -> Consent | None:
    """Return the newest answer about a recipient where it is a yes that was not taken back, whatever its last day.

    What a child does not want is no yes, until a supervisor has answered why it has to be all the same.
    """
    said = [one for one in answers if one.recipient_id == recipient and one.purpose == purpose]
    newest = max(said, key=lambda one: (one.withdrawn_on or one.asked_on, one.pk), default=None)
    if newest is None or not newest.given or newest.withdrawn_on is not None or not newest.groups:
        return None
    return None if newest.refused_by_child else newest


class Screening(models.Model):
    """What the interview found about the way in, the exploitation and the control. The latest one counts."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="screenings")
    screened_on = models.DateField()
    screened_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    entered_on = models.DateField(null=True)  # when the person entered the process, to the month
    age_at_entry = models.PositiveSmallIntegerField(null=True)
    trafficking_type = models.CharField(max_length=20, blank=True)
    destination_country = models.CharField(max_length=2, blank=True)
    exploitation = models.JSONField(default=list)
    sector = models.CharField(max_length=40, blank=True)
    recruitment_method = models.JSONField(default=list)
    recruiter_relation = models.CharField(max_length=40, blank=True)
    control_method = models.JSONField(default=list)
    gbv = models.CharField(max_length=10, default="unknown")
    indicators = models.JSONField(default=list)
    notes = models.BinaryField(null=True)

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-screened_on", "-id"]


class Determination(models.Model):
    """A decision on whether the person is a victim of trafficking: who decided, when, and on what grounds."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="determinations")
    status = models.CharField(max_length=20)
    decided_on = models.DateField()
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    deciding_kind = models.CharField(max_length=40)
    acts = models.JSONField(default=dict)  # code of the element -> kinds of evidence
    means = models.JSONField(default=dict)
    purposes = models.JSONField(default=dict)
    indicators = models.JSONField(default=list)
    age_at_entry = models.PositiveSmallIntegerField(null=True)
    child_rule = models.BooleanField()
    elements_met = models.BooleanField()
    grounds = models.BinaryField(null=True)
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    objects = OfCases()

    class Meta:
        ordering: ClassVar = ["-decided_on", "-id"]
