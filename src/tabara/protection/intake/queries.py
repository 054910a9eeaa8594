"""Reads of intake: unfinished forms, and pictures of a person whose identity the member may open."""

import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.access.protected import Whole
from tabara.access.speaking import opening
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case, Person
from tabara.protection.community import queries as community
from tabara.protection.intake import doubles
from tabara.protection.intake.models import Erased
from tabara.sealing.keys import Purpose, subjects_with_key
from tabara.vault import queries as identities
from tabara.vault.models import Draft, Names

# In which group each part of an identity lies; what stands in none is shown to nobody.
PARTS: Mapping[FieldGroup, tuple[str, ...]] = {
    FieldGroup.IDENTITY: ("given", "surname", "aliases", "birth_date", "number"),
    FieldGroup.CONTACT: ("phones", "address", "place", "place_version", "relatives", "safe_contact"),
}
_apart: list[Callable[[], set[uuid.UUID]]] = []
ERASED = (("identity", "case__person"), ("case", "case"))  # what is gone by intention, and whose it was


def also_sealed(numbers: Callable[[], set[uuid.UUID]]) -> None:
    """Have the check of the databases know what a room above seals under keys of its own, before it is a case."""
    _apart.append(numbers)


def drafts(*, by: Member) -> list[Draft]:
    """Return the member's unfinished forms, the last saved first."""
    return identities.drafts(by=by)


def draft(*, by: Member, number: uuid.UUID) -> tuple[Draft, dict[str, Any]]:
    """Return one of the member's unfinished forms and its answers.

    Raises:
        NotFound: where there is none of this member's.
    """
    found = identities.draft(by=by, number=number)
    if found is None:
        raise NotFound
    return found


def identity_version(*, by: Member, case: Case) -> int:
    """Return the version that a correction of the identity must name."""
    with opened(by, case):
        return identities.version_of(by=by, person=case.person_id)


def photographs(*, by: Member, case: Case) -> list[uuid.UUID]:
    """Return the numbers of the person's photographs, newest first; a face is as much as a name."""
    if FieldGroup.IDENTITY not in cases.seen(by=by, case=case):
        return []
    with opened(by, case):
        found = identities.photographs(by=by, person=case.person_id)
        return doubles.pictures_as_shared(by=by, case=case, numbers=found)


def photograph(*, by: Member, case: Case, number: uuid.UUID) -> bytes:
    """Return one photograph as JPEG."""
    if FieldGroup.IDENTITY not in cases.seen(by=by, case=case):
        raise NotFound
    with opened(by, case):
        shown = doubles.pictures_as_shared(by=by, case=case, numbers=[number])
        found = identities.photograph(by=by, person=case.person_id, number=number) if shown else None
    if found is None:
        raise NotFound
    return found


def only(names: Names, groups: Collection[FieldGroup]) -> Names:
    """Return of who somebody is what lies in these groups; the rest is empty."""
    return Names(**{name: getattr(names, name) for group in groups for name in PARTS.get(group, ())})


def loose_ends() -> dict[str, int]:
    """Return how many rows of one database miss their counterpart in another: numbers only, for the check of the whole.

    The three databases commit one after the other, keys first; a crash between two commits leaves a key or an identity
    that nothing leads to. The other way round, somebody would be lost.
    """
    once = set(doubles.standing().values_list("absorbed", flat=True))  # somebody else by now, and known as her
    persons, files = (set(kind.objects.everything(Whole.CHECK).values_list("pk", flat=True)) for kind in (Person, Case))
    known = identities.everybody()
    keys = {purpose: subjects_with_key(purpose) for purpose in (Purpose.IDENTITY, Purpose.NARRATIVE)}
    gone = {
        what: set(Erased.objects.everything(Whole.CHECK).filter(what=what).values_list(of, flat=True))
        for what, of in ERASED
    }
    points, alerts = community.subjects()
    apart = set().union(*(numbers() for numbers in _apart))
    return {
        "persons without identity": len(persons - known - gone["identity"] - once),
        "persons without key": len((persons & known) - keys[Purpose.IDENTITY]),
        "cases without key": len(files - keys[Purpose.NARRATIVE] - gone["case"]),
        "identities without person": len(known - persons),
        "keys without subject": len(keys[Purpose.IDENTITY] - known - persons - identities.all_drafts() - points)
        + len(keys[Purpose.NARRATIVE] - files - alerts - apart),
    }


def seals_that_open(limit: int) -> tuple[int, int]:
    """Return how many identities were tried and how many do not open: numbers only, for the trial of a backup."""
    return identities.seals_that_open(limit)


@contextmanager
def opened(by: Member, case: Case) -> Iterator[None]:
    """Let the vault open the person of a case inside the block, where the member may open that case's identity.

    Raises:
        NotFound: where the member may not: what one may not see and what does not exist look the same.
    """
    if not permitted(by, Permission.IDENTITY_OPEN, case):
        raise NotFound
    with opening([case.person_id]):
        yield
