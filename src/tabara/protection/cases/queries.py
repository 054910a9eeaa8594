"""Reads of cases. Each takes `by`, the member asking, and returns nothing that member may not see."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.cases.models import Case, CaseAccess, Category, Consent, Determination, SavedView, Screening
from tabara.sealing.keys import Purpose, unseal

PAGE = 50
COLUMNS = (
    "case_id",
    "updated_at",
    "case__code",
    "case__category",
    "case__status",
    "case__determination",
    "case__opened_on",
    "case__screened_on",
    "case__assisted_on",
    "case__owner__name",
)
FILTERS = ("status", "category", "determination", "owner_id", "code")


@dataclass(frozen=True)
class CasePage:
    """One page of the case list, and where the next begins."""

    rows: list[tuple[Any, ...]]
    after: tuple[str, str] | None


def visible(*, by: Member) -> QuerySet[Case]:
    """Return the cases that a member may see."""
    principal = by.principal(Permission.CASE_READ)
    if principal is None:
        return Case.objects.none()
    return Case.objects.filter(pk__in=CaseAccess.objects.filter(principal=principal).values("case"))


def case(*, by: Member, number: uuid.UUID) -> Case:
    """Return one case.

    Raises:
        NotFound: where there is none, or it is not for this member: the two look the same.
    """
    found = Case.objects.select_related("person", "agency", "team", "owner").filter(pk=number).first()
    if found is None or not permitted(by, Permission.CASE_READ, found):
        raise NotFound
    return found


def page(*, by: Member, filters: Mapping[str, Any] | None = None, after: tuple[str, str] | None = None) -> CasePage:
    """Return a page of the member's case list, the latest change first, without ever counting the list."""
    principal = by.principal(Permission.CASE_READ)
    if principal is None:
        return CasePage([], None)
    rows = CaseAccess.objects.filter(principal=principal)
    for name, value in (filters or {}).items():
        if value and name in FILTERS:
            rows = rows.filter(**{f"case__{name}": value})
    if after:
        moment, number = dt.datetime.fromisoformat(after[0]), uuid.UUID(after[1])
        rows = rows.filter(Q(updated_at__lt=moment) | Q(updated_at=moment, case_id__lt=number), updated_at__lte=moment)
    found = list(rows.order_by("-updated_at", "-case_id").values_list(*COLUMNS)[: PAGE + 1])
    more = (found[PAGE - 1][1].isoformat(), str(found[PAGE - 1][0])) if len(found) > PAGE else None
    return CasePage(found[:PAGE], more)


def persons_within(*, by: Member, persons: Iterable[uuid.UUID], permission: Permission) -> dict[uuid.UUID, Case]:
    """Return, of these persons, those with a case for which the member holds the permission, with the newest such case."""
    rows = (
        Case.objects.select_related("person", "agency", "owner")
        .filter(person__in=list(persons))
        .order_by("opened_on", "pk")
    )
    return {row.person_id: row for row in rows if permitted(by, permission, row)}


def categories(*, case: Case) -> list[Category]:
    """Return the case's categories, the primary one first."""
    return list(Category.objects.filter(case=case).order_by("-is_primary", "since"))


def consents(*, case: Case) -> list[Consent]:
    """Return what the person was asked and answered, newest first."""
    return list(Consent.objects.filter(case=case).order_by("-asked_on", "-id"))


def screenings(*, case: Case) -> list[Screening]:
    """Return the screenings, newest first."""
    return list(Screening.objects.filter(case=case).select_related("screened_by"))


def determinations(*, case: Case) -> list[Determination]:
    """Return the decisions, newest first."""
    return list(Determination.objects.filter(case=case).select_related("decided_by", "agency"))


def saved_views(*, by: Member) -> list[SavedView]:
    """Return the member's own filters of the list."""
    return list(SavedView.objects.filter(member=by).order_by("name"))


def narrative(*, by: Member, of: Screening | Determination) -> str:
    """Return the sealed text of a screening or a determination, for whoever may open narratives of this case; else empty."""
    if not permitted(by, Permission.NARRATIVE_OPEN, of.case):
        return ""
    field, sealed = ("notes", of.notes) if isinstance(of, Screening) else ("grounds", of.grounds)
    return unseal(of.case_id, Purpose.NARRATIVE, f"{type(of).__name__.lower()}.{of.pk}.{field}", sealed) or ""
