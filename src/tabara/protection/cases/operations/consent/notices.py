"""Tell the agencies that received something of a person that they may no longer use it, and hear what they did."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.speaking import for_everybody
from tabara.access.unit import write
from tabara.protection.cases.enums import NoticeAnswer, Why
from tabara.protection.cases.models import Case, Consent, Notice, decision
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.consent.renewing import ACKNOWLEDGE, acknowledged_by
from tabara.protection.cases.operations.tasks import expect, met

Agreed = Mapping[uuid.UUID, frozenset[str]]


def agreed_of(answers: Iterable[Consent]) -> Agreed:
    """Return which groups each agency may be shown by these answers, whatever their last day."""
    known = list(answers)
    asked = {(one.recipient_id, one.purpose) for one in known if one.recipient_id}
    found: dict[uuid.UUID, frozenset[str]] = {}
    for recipient, purpose in asked:
        one = decision.lasting(known, recipient, purpose)
        found[recipient] = found.get(recipient, frozenset()) | frozenset(one.groups if one else ())
    return found


def tell_recipients(*, case: Case, was: Agreed, now: Agreed, at: dt.datetime) -> list[Notice]:
    """Tell each agency that was ever shown something of a case what of it the person no longer agrees to."""
    shown: dict[uuid.UUID, set[str]] = defaultdict(set)
    for grant in case.grants.filter(why=Why.REFERRAL):
        if grant.agency_id is not None:
            shown[grant.agency_id] |= set(grant.groups)
    found = []
    for agency, groups in shown.items():
        left = now.get(agency, frozenset())
        gone = groups & (was.get(agency, frozenset()) - left)
        if gone:
            found.append(_tell(case, agency, sorted(gone), everything=not left, at=at))
    return found


def _tell(case: Case, agency: uuid.UUID, groups: list[str], *, everything: bool, at: dt.datetime) -> Notice:
    row = Notice(case=case, code=case.code, agency_id=agency, groups=groups, everything=everything, withdrawn_at=at)
    write(row)
    expect(case=case, kind=ACKNOWLEDGE, about=row.pk, due_on=acknowledged_by(at))
    return row


@operation("cases.acknowledge_notice", needs=Permission.REFERRAL_ANSWER, on="notice")
def acknowledge_notice(
    *, by: Member, event: uuid.UUID, at: dt.datetime, notice: Notice, answer: str, law: str = ""
) -> Notice:
    """Say, in one's own name, that an agency deleted what it may no longer use, or which law makes it keep it."""
    if notice.answered_at is not None:
        raise Refused(_("Somebody of your agency has answered this notice already."))
    if answer not in tuple(NoticeAnswer):
        raise Refused(_("Say what your agency did with what it had received."), "answer")
    if answer == NoticeAnswer.KEPT:
        checks.known("notice_law", law, "law", on=timezone.localdate(at))
    notice.answer, notice.law = answer, law if answer == NoticeAnswer.KEPT else ""
    notice.answered_by, notice.answered_at = by, at
    write(notice, "answer", "law", "answered_by", "answered_at")
    with for_everybody():  # the task lies with the case, which is no longer this agency's to see
        met(kind=ACKNOWLEDGE, about=notice.pk)
    return notice
