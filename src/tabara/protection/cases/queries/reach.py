"""Which cases a member may see: one rule, whichever way a case is asked for."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import QuerySet

from tabara.access import fields
from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.access.protected import Whole
from tabara.access.shares import OPENED_BY, Share
from tabara.protection.cases.enums import Why
from tabara.protection.cases.models import Case, CaseAccess, Person

SHOWN_OF_A_MATCH = (
    *("code", "category", "status", "opened_on", "owner", "team", "agency__name", "agency__in_network"),
    *("person__sex", "person__birth_year"),
)
HELD = ("person", "pk", "person__birth_year", "person__sex", "owner", "team", "agency", "agency__in_network")


class Holding(NamedTuple):
    """Who holds a case, as far as a permission asks, and with whom it is shared."""

    owner_id: uuid.UUID | None
    team_id: uuid.UUID | None
    agency_id: uuid.UUID
    in_network: bool
    shared: tuple[Share, ...] = ()

    def shares(self) -> list[Share]:
        """Return with whom the case is shared at this moment, and what of it."""
        return list(self.shared)


def visible(*, by: Member) -> QuerySet[Case]:
    """Return the cases that a member may see: those held within reach, and those shared with the member just now."""
    return Case.objects.visible_to(by)


def case(*, by: Member, number: uuid.UUID) -> Case:
    """Return one case.

    Raises:
        NotFound: where there is none, or it is not for this member: the two look the same.
    """
    try:
        return visible(by=by).select_related("person", "agency", "team", "owner").get(pk=number)
    except Case.DoesNotExist:
        raise NotFound from None


def by_code(*, by: Member, code: str) -> Case:
    """Return the case of that code, as people read it aloud.

    Raises:
        NotFound: where there is none, or it is not for this member.
    """
    number = visible(by=by).filter(code=code.strip().upper()).values_list("pk", flat=True).first()
    if number is None:
        raise NotFound
    return case(by=by, number=number)


def seen(*, by: Member, case: Case, reason: str | None = None) -> frozenset[FieldGroup]:
    """Return the groups of a case's fields that the member may see, for a reason where one is given."""
    return fields.seen(by, case, reason=reason)


def seen_or_refused(*, by: Member, case: Case) -> frozenset[FieldGroup]:
    """Return the groups of a case's fields that the member may see.

    Raises:
        NotFound: where the case is not for this member at all.
    """
    groups = seen(by=by, case=case)
    if not groups and not visible(by=by).filter(pk=case.pk).exists():
        raise NotFound
    return groups


def shared_as_now(*, case: Case) -> Case:
    """Return the case with whom it is shared at this moment, asked once: to read one page of it, never to act."""
    case.known_shares = case.shares()
    return case


def holds(*, by: Member, case: Case) -> bool:
    """Return whether the member sees the case as one of its holder's people, not because it is shared."""
    return permitted(by, Permission.CASE_READ, case, shared=False)


def within_reach(
    *, by: Member, persons: Iterable[uuid.UUID], permission: Permission
) -> dict[uuid.UUID, tuple[uuid.UUID, int | None, str]]:
    """Return, of these persons, those with a case for which the member holds the permission.

    Each comes with the number of the newest such case, the year of birth and the sex. One narrow question, because a
    search asks it for hundreds of persons of whom it shows twenty.
    """
    rows = Case.objects.everything(Whole.INDEX).filter(person__in=list(persons)).order_by("opened_on", "pk")
    return _permitted(by, permission, list(rows.values_list(*HELD)))


def lately_within_reach(
    *, by: Member, permission: Permission, limit: int
) -> dict[uuid.UUID, tuple[uuid.UUID, int | None, str]]:
    """Return the same of the visible cases that were changed last, and of no other case."""
    rows = visible(by=by).order_by("-updated_at", "-pk").values_list(*HELD)[:limit]
    return _permitted(by, permission, list(rows)[::-1])


def _permitted(
    by: Member, permission: Permission, found: list[tuple[Any, ...]]
) -> dict[uuid.UUID, tuple[uuid.UUID, int | None, str]]:
    shared = _shared(by, permission, [row[1] for row in found])
    return {
        person: (case, year, sex)
        for person, case, year, sex, *held in found
        if permitted(by, permission, Holding(*held, shared.get(case, ())))
    }


def _shared(by: Member, permission: Permission, cases: list[uuid.UUID]) -> dict[uuid.UUID, tuple[Share, ...]]:
    """Return what of these cases is shared with the member, and not held within reach."""
    if permission not in OPENED_BY:
        return {}
    rows = CaseAccess.objects.visible_to(by).exclude(why=Why.HOLDER).filter(case__in=cases)
    found: dict[uuid.UUID, tuple[Share, ...]] = {}
    for case, principal, groups in rows.values_list("case", "principal", "groups"):
        if permission is Permission.IDENTITY_OPEN and FieldGroup.IDENTITY not in groups:
            continue  # whoever is found by a name is shown the name
        found[case] = (*found.get(case, ()), Share(principal, frozenset(groups)))
    return found


def by_number(*, by: Member, numbers: Iterable[uuid.UUID]) -> dict[uuid.UUID, Case]:
    """Return several cases that the member may see, by their numbers."""
    rows = visible(by=by).select_related("person", "agency").filter(pk__in=list(numbers)).only(*SHOWN_OF_A_MATCH)
    return {row.pk: row for row in rows}


def first_day(*, person: Person) -> dt.date:
    """Return the day on which a person was first registered."""
    return person.cases.order_by("opened_on").values_list("opened_on", flat=True)[0]
