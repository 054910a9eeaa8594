"""Reads of schooling and of businesses: whole with the help given, else what the own agency recorded."""

import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.assistance.models import BusinessGrant, BusinessVisit, Enrolment, Instalment, PaidTo, SchoolTerm
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case


@dataclass(frozen=True)
class Business:
    """A grant with its instalments, each with whether it is paid, and its visits."""

    grant: BusinessGrant
    instalments: tuple[tuple[Instalment, bool], ...]
    visits: tuple[BusinessVisit, ...]
    paid: Decimal


def enrolments(*, by: Member, case: Case) -> list[Enrolment]:
    """Return where the person of a case learns and learnt, with the terms, as far as the member may see it."""
    rows = _seen(by, case, "enrolments", "recorded_by__agency")
    return list(rows.prefetch_related("terms"))


def enrolment(*, by: Member, case: Case, number: uuid.UUID) -> Enrolment:
    """Return one enrolment that the member may go on with.

    Raises:
        NotFound: where there is none, or it is another agency's.
    """
    found: Enrolment = _mine(by, case, case.enrolments.all(), "recorded_by__agency", number)
    return found


def term(*, by: Member, case: Case, number: uuid.UUID) -> SchoolTerm:
    """Return one term that the member may write about.

    Raises:
        NotFound: where there is none, or it is another agency's.
    """
    rows = case.school_terms.select_related("enrolment")
    found: SchoolTerm = _mine(by, case, rows, "enrolment__recorded_by__agency", number)
    return found


def businesses(*, by: Member, case: Case) -> list[Business]:
    """Return the grants for businesses of a case, as far as the member may see them."""
    rows = _seen(by, case, "businesses", "agency").select_related("agency", "asked_by", "decided_by")
    return [_business(one) for one in rows]


def _business(grant: BusinessGrant) -> Business:
    instalments = tuple((one, is_paid(one)) for one in grant.instalments.all())
    paid = sum((one.amount for one, done in instalments if done), Decimal())
    return Business(grant, instalments, tuple(grant.visits.all()), paid)


def is_paid(instalment: Instalment) -> bool:
    """Return whether the ledger has a line for an instalment that nobody took back."""
    return instalment.entries.filter(reverses=None, reversal=None).exists()


def business(*, by: Member, case: Case, number: uuid.UUID) -> BusinessGrant:
    """Return one grant of the member's agency.

    Raises:
        NotFound: where there is none, or it is another agency's.
    """
    found = case.businesses.select_related("agency", "decided_by").filter(pk=number, agency=by.agency_id).first()
    if found is None:
        raise NotFound
    return found


def business_to_decide(*, by: Member, number: uuid.UUID) -> BusinessGrant:
    """Return one grant that the member may approve or refuse.

    Raises:
        NotFound: where there is none, or it is another agency's.
    """
    rows = BusinessGrant.objects.of_agency(by).select_related("case", "agency", "asked_by")
    found = rows.filter(pk=number).first()
    if found is None or not permitted(by, Permission.STOCK_KEEP, found):
        raise NotFound
    return found


def instalment(*, by: Member, case: Case, number: uuid.UUID) -> Instalment:
    """Return one instalment of a grant of the member's agency.

    Raises:
        NotFound: where there is none, or it is another agency's.
    """
    rows = case.instalments.select_related("business__decided_by").filter(business__agency=by.agency_id)
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def visits(*, by: Member, case: Case) -> list[BusinessVisit]:
    """Return the visits to the businesses of a case, as far as the member may see them."""
    return list(_seen(by, case, "business_visits", "business__agency"))


def visit(*, by: Member, case: Case, number: uuid.UUID) -> BusinessVisit:
    """Return one visit that the member may write about.

    Raises:
        NotFound: where there is none, or it is another agency's.
    """
    rows = case.business_visits.select_related("business")
    found: BusinessVisit = _mine(by, case, rows, "business__agency", number)
    return found


def accounts(*, by: Member, case: Case) -> list[PaidTo]:
    """Return what money was sent to, sealed, as far as the member may see the money."""
    return list(_seen(by, case, "accounts", "entry__agency").select_related("entry"))


def _seen(by: Member, case: Case, rows: str, whose: str) -> QuerySet[Any]:
    found = cases.case(by=by, number=case.pk)
    every: QuerySet[Any] = getattr(found, rows).all()
    return every if FieldGroup.SERVICES in cases.seen(by=by, case=found) else every.filter(**{whose: by.agency_id})


def _mine(by: Member, case: Case, rows: QuerySet[Any], whose: str, number: uuid.UUID) -> Any:
    mine = rows if cases.holds(by=by, case=case) else rows.filter(**{whose: by.agency_id})
    found = mine.filter(pk=number).first()
    if found is None:
        raise NotFound
    return found
