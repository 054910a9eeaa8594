"""Ask another agency whether it knows the person of a case; it is shown only what she agreed to (ADR 0075)."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation
from tabara.access.pace import ask_sparingly
from tabara.access.speaking import asking, opening
from tabara.access.unit import latest, write
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import ConsentPurpose
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import tasks
from tabara.protection.intake.enums import INQUIRY_STEPS, InquiryState
from tabara.protection.intake.models import Inquiry
from tabara.protection.intake.operations.doubles import due
from tabara.protection.intake.operations.elsewhere import SHARED
from tabara.vault import queries as identities

ACT = "intake.ask_agency"
MOST_NAMED = 20  # cases of its own that the other agency is led to


@operation(ACT, needs=Permission.IDENTITY_OPEN, on="case")
def ask_agency(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, to: Agency) -> Inquiry:
    """Ask another agency whether the person of a case is known there: it answers yes, no, or that it cannot say.

    That agency is led to those of its own people whom the keyed tokens resemble and who agreed to be told of; nothing
    of them is told here, and whether there are any is not, either.
    """
    ask_sparingly(by, act=ACT, most=int(codelists.pack().parameters["possible_matches_per_hour"]))
    _refuse(case, to)
    with opening([case.person_id]):
        names = identities.identity(by=by, person=case.person_id)
    if names is None:
        raise Refused(_("Who this person is has been erased. Only the course of the case is left."))
    with asking([to.pk]):
        sex = case.person.sex
        near = identities.resembling(by=by, agency=to.pk, names=names, sex=sex, shared=SHARED, limit=MOST_NAMED)
        known = [str(one) for one in cases.may_be_told(persons=near).values()]
    row = Inquiry(id=event, case=case, asking=case.agency, to=to, candidates=known, asked_by=by, asked_at=at)
    row.due_on = timezone.localdate(at + due.days("inquiry_days"))
    write(row)
    tasks.expect(case=case, kind=due.ANSWER, about=row.pk, due_on=row.due_on)
    return row


@operation("intake.withdraw_inquiry", needs=Permission.IDENTITY_OPEN, on="case")
def withdraw_inquiry(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, inquiry: uuid.UUID) -> Inquiry:
    """Wait for no answer any more; the other agency sees nothing from now on."""
    row = case.inquiries.filter(pk=inquiry).first()
    if row is None:
        raise NotFound
    latest(row)
    refuse_step(row, InquiryState.WITHDRAWN)
    row.state, row.ended_at = InquiryState.WITHDRAWN, at
    write(row, "state", "ended_at")
    tasks.met(kind=due.ANSWER, about=row.pk)
    return row


def refuse_step(row: Inquiry, to: InquiryState) -> None:
    """Refuse to answer or take back what is not open any more."""
    if to in INQUIRY_STEPS[InquiryState(row.state)]:
        return
    if row.state == InquiryState.ANSWERED:
        raise Refused(_("This question was answered already."))
    raise Refused(_("This question was taken back. Nobody waits for an answer."))


def _refuse(case: Case, to: Agency) -> None:
    if to.pk == case.agency_id:
        raise Refused(_("This is your own agency. Search for the person instead."), "to")
    if not to.in_network:
        raise Refused(_("This agency takes no part in the referral mechanism. Choose another one."), "to")
    if ConsentPurpose.MATCHING not in cases.agreed(answers=cases.consents(case=case)):
        raise Refused(
            _("The person has not agreed that other agencies are told she may be known here. Ask her first."), "to"
        )
    if case.inquiries.filter(to=to, state=InquiryState.OPEN).exists():
        raise Refused(_("This agency was asked already. Wait for its answer, or telephone it."), "to")
