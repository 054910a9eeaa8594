"""Send a referral, and take it back. None shows more than the person agrees to at that moment."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import OPEN_CASES
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.consent import follows_consent
from tabara.protection.cases.operations.granting import end
from tabara.protection.cases.operations.listing import touch
from tabara.protection.referral.enums import LIVE, STEPS, ReferralState
from tabara.protection.referral.models import Referral
from tabara.protection.referral.operations.steps import agreed, follow, until
from tabara.protection.referral.queries import clock
from tabara.sealing.keys import Purpose, seal


@operation("referral.send", needs=Permission.REFERRAL_SEND, on="case")
def send_referral(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    to: Agency,
    service: str,
    groups: Iterable[str],
    priority: str = "normal",
    message: str = "",
) -> Referral:
    """Ask an agency to meet one need of a person who agreed to it; it sees nothing before it accepts."""
    chosen = sorted(set(groups))
    _refuse(case, to, service, priority, at)
    consent = agreed(case, to, at, "to")
    if not chosen or set(chosen) - set(consent.groups):
        raise Refused(_("Choose only what the person agreed to share with this agency."), "groups")
    if message and FieldGroup.NARRATIVE not in chosen:
        raise Refused(
            _("A message is part of what was told, which does not go along. Leave it empty, or share that too."),
            "message",
        )
    row = Referral(
        id=event,
        case=case,
        code=case.code,
        sent_by=by,
        sent_from=case.agency,
        sent_at=at,
        to=to,
        service=service,
        priority=priority,
        answer_by=at + clock(priority),
        groups=chosen,
        until=until(consent, at),
    )
    if message:
        row.message = seal(case.pk, Purpose.NARRATIVE, f"referral.{row.pk}.message", message)
    write(row)
    follow(case, row)
    touch(case, at)
    return row


@operation("referral.revoke", needs=Permission.REFERRAL_SEND, on="case")
def revoke_referral(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, referral: uuid.UUID) -> Referral:
    """Take a referral back; the very next read of the other agency finds nothing."""
    row = case.referrals.filter(pk=referral).first()
    if row is None:
        raise NotFound
    if ReferralState.REVOKED not in STEPS[row.standing(at)]:
        raise Refused(_("This referral has ended already."))
    _revoke(by, case, [row], at)
    touch(case, at)
    return row


@follows_consent
def revoke_unagreed(by: Member, case: Case, at: dt.datetime) -> None:
    """End every referral that shows, or would show, what the person no longer agrees to."""
    gone = []
    for row in case.referrals.filter(state__in=LIVE).select_related("to"):
        consent = cases.agreed_to_share(case=case, recipient=row.to, on=timezone.localdate(at))
        if consent is None or set(row.groups) - set(consent.groups):
            gone.append(row)
    _revoke(by, case, gone, at)


def _revoke(by: Member, case: Case, rows: list[Referral], at: dt.datetime) -> None:
    for row in rows:
        row.state, row.ended_by, row.ended_at = ReferralState.REVOKED, by, at
        write(row, "state", "ended_by", "ended_at")
        follow(case, row)
    if rows:
        end(case=case, grants=case.grants.filter(through__in=[row.pk for row in rows], ended_at=None), at=at)


def _refuse(case: Case, to: Agency, service: str, priority: str, at: dt.datetime) -> None:
    if case.status not in OPEN_CASES:
        raise Refused(_("This case is closed. Open it again before you refer the person."))
    if to.pk == case.agency_id:
        raise Refused(_("This agency holds the case. Hand it over to a colleague instead."), "to")
    checks.known("service", service, "service", on=timezone.localdate(at))
    checks.known("priority", priority, "priority", on=timezone.localdate(at))
    if case.referrals.filter(to=to, state__in=LIVE, until__gt=at).exists():
        raise Refused(_("A referral to this agency is under way already. Revoke it first, then send a new one."), "to")
