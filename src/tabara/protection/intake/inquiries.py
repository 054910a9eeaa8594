"""Reads of questions between agencies: whether a person is known. Each side sees its own, and no more."""

import datetime as dt
import uuid

from django.db.models import QuerySet, Value
from django.utils import timezone

from tabara.access import queries as access
from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Agency, Member
from tabara.access.protected import Whole
from tabara.access.speaking import for_everybody
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.intake import doubles
from tabara.protection.intake.enums import InquiryState
from tabara.protection.intake.models import Inquiry

MOST_LISTED = 100


def received(*, by: Member) -> list[Inquiry]:
    """Return what other agencies ask the member's, the questions that wait first."""
    if not by.may(Permission.REFERRAL_ANSWER):
        raise NotAllowed
    rows = _to(by).exclude(state=InquiryState.WITHDRAWN).select_related("asking", "answered_by")
    found = list(rows.order_by("-asked_at")[:MOST_LISTED])
    return sorted(found, key=lambda one: one.state != InquiryState.OPEN)


def waiting(*, by: Member) -> int:
    """Return how many of them wait for an answer."""
    return _to(by).filter(state=InquiryState.OPEN).count() if by.may(Permission.REFERRAL_ANSWER) else 0


def tally(*, by: Member) -> tuple[int, int]:
    """Return how many pairs wait to be merged by the member, and how many questions for an answer: asked at once."""
    asked = _to(by).filter(state=InquiryState.OPEN) if by.may(Permission.REFERRAL_ANSWER) else _to(by).none()
    pairs = doubles.to_merge(by=by).order_by().annotate(merge=Value(1)).values_list("merge", flat=True)
    questions = asked.order_by().annotate(merge=Value(0)).values_list("merge", flat=True)
    found = list(pairs.union(questions, all=True)[:MOST_LISTED])
    return sum(found), len(found) - sum(found)


def one(*, by: Member, number: uuid.UUID) -> Inquiry:
    """Return one question to the member's agency.

    Raises:
        NotFound: where there is none, or it was taken back.
    """
    found = next((row for row in received(by=by) if row.pk == number), None)
    if found is None:
        raise NotFound
    return found


def of_case(*, by: Member, case: Case) -> list[Inquiry]:
    """Return what was asked about the person of a case, to the holder's own people, the newest first."""
    return list(case.inquiries.select_related("to", "asked_by")) if cases.holds(by=by, case=case) else []


def own_cases(*, by: Member, inquiry: Inquiry) -> list[Case]:
    """Return the member's own cases that the question may be about: those whose names the member may open."""
    numbers = [uuid.UUID(number) for number in inquiry.candidates]
    found = cases.by_number(by=by, numbers=numbers).values()
    return [case for case in found if case.agency_id == by.agency_id and doubles.may_open(by, case)]


def agreed_groups(*, inquiry: Inquiry, at: dt.datetime) -> frozenset[str]:
    """Return what the person agreed that the asked agency sees, at this moment."""
    with for_everybody():  # another agency's case: only what was agreed leaves here
        case = inquiry.case
        consent = cases.agreed_to_share(case=case, recipient=inquiry.to, on=timezone.localdate(at))
    return frozenset(consent.groups) if consent else frozenset()


def facts(*, inquiry: Inquiry, at: dt.datetime) -> tuple[str, int | None]:
    """Return the sex and the year of birth of whom another agency asks about; nothing where she did not agree."""
    if not agreed_groups(inquiry=inquiry, at=at) & {FieldGroup.COURSE, FieldGroup.IDENTITY}:
        return "", None
    with for_everybody():
        person = inquiry.case.person
    return person.sex, person.birth_year


def askable(*, by: Member) -> list[Agency]:
    """Return the agencies that can be asked."""
    return [agency for agency in access.providers(by=by) if agency.in_network and agency.pk != by.agency_id]


def _to(by: Member) -> QuerySet[Inquiry]:
    return Inquiry.objects.everything(Whole.INDEX).filter(to=by.agency_id)
