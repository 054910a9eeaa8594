"""Answer another agency's question whether a person is known: never more than yes, no, or that one cannot say."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.pace import keep_pace
from tabara.access.speaking import for_everybody, opening
from tabara.access.unit import write
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import tasks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.intake import doubles, inquiries, queries
from tabara.protection.intake.enums import Answer, InquiryState, Reason
from tabara.protection.intake.models import Inquiry
from tabara.protection.intake.operations.doubles import due
from tabara.protection.intake.operations.doubles.asking import refuse_step
from tabara.protection.intake.operations.pace import OPENS, often
from tabara.vault import queries as identities
from tabara.vault.models import Names


@operation("intake.open_inquired", needs=Permission.REFERRAL_ANSWER, on="inquiry")
def open_inquired(*, by: Member, event: uuid.UUID, at: dt.datetime, inquiry: Inquiry, reason: str) -> Names:
    """Return who another agency asks about, as far as the person agreed that this agency knows."""
    if not by.may(Permission.IDENTITY_OPEN):
        raise NotAllowed
    if reason not in tuple(Reason):
        raise Refused(_("Say why you need the name. Choose one of the reasons."), "reason")
    keep_pace(by, inquiry.case_id, acts=OPENS, often=often())
    refuse_step(inquiry, InquiryState.ANSWERED)
    groups = inquiries.agreed_groups(inquiry=inquiry, at=at)
    if FieldGroup.IDENTITY not in groups:
        raise Refused(_("The person has not agreed that your agency is told who she is. Speak with the agency."))
    with for_everybody():  # another agency's case, of which the person agreed to this
        case = inquiry.case
        with opening([case.person_id]):
            names = identities.identity(by=by, person=case.person_id)
    if names is None:
        raise Refused(_("Who this person is has been erased. Only the course of the case is left."))
    return queries.only(names, [FieldGroup.IDENTITY])


@operation("intake.answer_inquiry", needs=Permission.REFERRAL_ANSWER, on="inquiry")
def answer_inquiry(
    *, by: Member, event: uuid.UUID, at: dt.datetime, inquiry: Inquiry, answer: str, case: Case | None = None
) -> Inquiry:
    """Answer. A yes names the own case, for this agency alone, whose person agreed that others are told of her."""
    refuse_step(inquiry, InquiryState.ANSWERED)
    if answer not in tuple(Answer):
        raise Refused(_("Say whether it is the same person, or that you cannot say."), "answer")
    if answer == Answer.YES:
        _refuse_yes(by, case)
    inquiry.state, inquiry.answer, inquiry.answered_by, inquiry.ended_at = InquiryState.ANSWERED, answer, by, at
    write(inquiry, "state", "answer", "answered_by", "ended_at")
    with for_everybody():  # the task stands in the other agency's case
        tasks.met(kind=due.ANSWER, about=inquiry.pk)
        touch(inquiry.case, at)
    return inquiry


def _refuse_yes(by: Member, case: Case | None) -> None:
    if case is None or not doubles.may_open(by, case):
        raise Refused(_("Write the number of your own case of this person. The other agency is not told it."), "code")
    if case.person_id not in cases.may_be_told(persons=[case.person_id]):
        raise Refused(
            _(
                "The person of your case has not agreed that others are told of her. Ask her, or answer that you "
                "cannot say."
            ),
            "code",
        )
