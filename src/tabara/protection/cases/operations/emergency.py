"""Emergency access: one case, one member, thirty minutes, everything; loud, and looked at afterwards by another."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.fresh import demand_fresh
from tabara.access.models import Member
from tabara.access.operation import operation, permitted
from tabara.access.speaking import for_everybody
from tabara.access.unit import write
from tabara.protection.cases.enums import Why
from tabara.protection.cases.models import Case, Emergency
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.granting import grant
from tabara.protection.cases.queries import emergencies_today
from tabara.sealing.keys import Purpose, seal

LASTS = dt.timedelta(minutes=30)
REVIEWED_WITHIN = dt.timedelta(hours=72)


@operation("cases.break_glass", needs=Permission.BREAK_GLASS)
def break_glass(*, by: Member, event: uuid.UUID, at: dt.datetime, code: str, reason: str, stake: str = "") -> Emergency:
    """Open a case in an emergency, by its code. The answer has no case where the code opens none, whatever the cause.

    Attempts that open nothing count as well, so that nobody tries codes one after the other.
    """
    demand_fresh(by)
    checks.known("emergency_reason", reason, "reason", on=timezone.localdate(at))
    most = int(codelists.pack().parameters["emergencies_per_day"])
    if emergencies_today(by=by, at=at) >= most:
        raise Refused(
            _("You have used emergency access %(most)s times today. Telephone the agency that holds the case.")
            % {"most": most},
            "code",
        )
    row = Emergency(id=event, member=_stored(by), reason=reason, opened_at=at)
    with for_everybody():
        case = Case.objects.visible_in_emergency(code)
        if case is None or not permitted(by, Permission.BREAK_GLASS, case, shared=False):
            write(row)
            return row
        return _opened(row, case, at, stake)


def _opened(row: Emergency, case: Case, at: dt.datetime, stake: str) -> Emergency:
    row.case, row.until, row.review_by = case, at + LASTS, at + REVIEWED_WITHIN
    if stake.strip():
        row.stake = seal(case.pk, Purpose.NARRATIVE, f"emergency.{row.pk}.stake", stake.strip())
    write(row)
    grant(
        case=case,
        why=Why.BREAK_GLASS,
        through=row.pk,
        to=row.member,
        groups=tuple(FieldGroup),
        since=at,
        until=at + LASTS,
        alone=True,
    )
    _set_review(row.member, min(row.member.review_by or row.review_by, row.review_by))
    return row


@operation("cases.review_emergency", needs=Permission.ACCESS_REVIEW, on="emergency")
def review_emergency(
    *, by: Member, event: uuid.UUID, at: dt.datetime, emergency: Emergency, justified: bool
) -> Emergency:
    """Say whether an emergency access was justified. Nobody reviews their own; a review releases a resting account."""
    if emergency.case_id is None:
        raise NotFound
    if emergency.member_id == by.pk:
        raise Refused(_("Nobody reviews their own emergency access. Another supervisor, or the officer, does."))
    if emergency.reviewed_at is not None:
        raise Refused(_("Somebody has reviewed this already."))
    emergency.reviewed_by, emergency.reviewed_at, emergency.justified = by, at, justified
    write(emergency, "reviewed_by", "reviewed_at", "justified")
    with for_everybody():
        member = _stored(emergency.member)
        left = Emergency.objects.waiting_of(member).exclude(pk=emergency.pk).order_by("review_by").first()
    _set_review(member, left.review_by if left else None)
    return emergency


def _stored(member: Member) -> Member:
    """Return the member as stored: what a page holds may be a stand-in."""
    return Member.objects.select_related("agency").get(pk=member.pk)


def _set_review(member: Member, review_by: dt.datetime | None) -> None:
    member.review_by = review_by
    write(member, "review_by")
