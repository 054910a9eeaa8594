"""Send, accept, decline and revoke a referral. None shows more than the person agrees to at that moment."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation, permitted
from tabara.access.speaking import for_everybody
from tabara.access.unit import latest, write
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import CaseStatus, Why
from tabara.protection.cases.models import Case, Consent
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.consent import follows_consent
from tabara.protection.cases.operations.granting import end, grant
from tabara.protection.cases.operations.listing import touch
from tabara.protection.referral.enums import ReferralState
from tabara.protection.referral.models import Referral
from tabara.protection.referral.queries import LIVE


@operation("referral.send", needs=Permission.REFERRAL_SEND, on="case")
def send_referral(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, to: Agency, service: str, groups: Iterable[str]
) -> Referral:
    """Ask an agency to meet one need of a person who agreed to it; it sees nothing before it accepts."""
    if case.status in (CaseStatus.CLOSED, CaseStatus.CLOSED_REFERRED):
        raise Refused(_("This case is closed. Open it again before you refer the person."))
    if to.pk == case.agency_id:
        raise Refused(_("This agency holds the case. Hand it over to a colleague instead."), "to")
    checks.known("service", service, "service", on=timezone.localdate(at))
    agreed = _agreed(case, to, at, "to")
    chosen = sorted(set(groups))
    if not chosen or set(chosen) - set(agreed.groups):
        raise Refused(_("Choose only what the person agreed to share with this agency."), "groups")
    if case.referrals.filter(to=to, state__in=LIVE, until__gt=at).exists():
        raise Refused(_("A referral to this agency is under way already. Revoke it first, then send a new one."), "to")
    row = Referral(
        id=event,
        case=case,
        sent_by=by,
        sent_from=case.agency,
        sent_at=at,
        to=to,
        service=service,
        groups=chosen,
        until=_until(agreed, at),
    )
    write(row)
    touch(case, at)
    return row


@operation("referral.accept", needs=Permission.REFERRAL_ANSWER)
def accept_referral(*, by: Member, event: uuid.UUID, at: dt.datetime, referral: Referral) -> Referral:
    """Take a referral on: the member who accepts, the team and the agency see what the person agreed to."""
    with for_everybody():  # the case becomes visible to the receiving side by this very act
        case = _take(by, referral, at)
        agreed = _agreed(case, referral.to, at, "")
        groups = sorted(set(referral.groups) & set(agreed.groups))
        referral.state, referral.answered_by, referral.answered_at = ReferralState.ACCEPTED, by, at
        referral.groups, referral.until = groups, min(referral.until, _until(agreed, at))
        write(referral, "state", "answered_by", "answered_at", "groups", "until")
        grant(
            case=case,
            why=Why.REFERRAL,
            through=referral.pk,
            to=by,
            groups=groups,
            since=at,
            until=referral.until,
        )
        touch(case, at)
    return referral


@operation("referral.decline", needs=Permission.REFERRAL_ANSWER)
def decline_referral(*, by: Member, event: uuid.UUID, at: dt.datetime, referral: Referral, reason: str) -> Referral:
    """Say no to a referral, and why, so that the sender can turn to somebody else."""
    with for_everybody():
        _take(by, referral, at)
    checks.known("decline_reason", reason, "reason", on=timezone.localdate(at))
    referral.state, referral.answered_by, referral.answered_at = ReferralState.DECLINED, by, at
    referral.decline_reason = reason
    write(referral, "state", "answered_by", "answered_at", "decline_reason")
    return referral


@operation("referral.revoke", needs=Permission.REFERRAL_SEND, on="case")
def revoke_referral(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, referral: uuid.UUID) -> Referral:
    """Take a referral back; the very next read of the other agency finds nothing."""
    row = case.referrals.filter(pk=referral).first()
    if row is None:
        raise NotFound
    if row.standing(at) not in LIVE:
        raise Refused(_("This referral has ended already."))
    _revoke(case, [row], at)
    touch(case, at)
    return row


@follows_consent
def revoke_unagreed(by: Member, case: Case, at: dt.datetime) -> None:
    """End every referral that shows, or would show, what the person no longer agrees to."""
    gone = []
    for row in case.referrals.filter(state__in=LIVE).select_related("to"):
        agreed = cases.agreed_to_share(case=case, recipient=row.to, on=timezone.localdate(at))
        if agreed is None or set(row.groups) - set(agreed.groups):
            gone.append(row)
    _revoke(case, gone, at)


def _revoke(case: Case, rows: list[Referral], at: dt.datetime) -> None:
    for row in rows:
        row.state, row.ended_at = ReferralState.REVOKED, at
        write(row, "state", "ended_at")
    if rows:
        end(case=case, grants=case.grants.filter(through__in=[row.pk for row in rows], ended_at=None), at=at)


def _agreed(case: Case, to: Agency, at: dt.datetime, field: str) -> Consent:
    found = cases.agreed_to_share(case=case, recipient=to, on=timezone.localdate(at))
    if found is None:
        raise Refused(_("The person does not agree, or no longer, to share anything with this agency."), field)
    return found


def _until(agreed: Consent, at: dt.datetime) -> dt.datetime:
    """Return when a referral ends by itself: after the pack's days, or with the last day that the person agreed to."""
    most = at + dt.timedelta(days=int(codelists.pack().parameters["referral_days"]))
    if agreed.until is None:
        return most
    night = dt.datetime.combine(agreed.until + dt.timedelta(days=1), dt.time(), timezone.get_current_timezone())
    return min(most, night)


def _take(by: Member, referral: Referral, at: dt.datetime) -> Case:
    """Hold a referral that waits for this member's answer, and its case before it, in the order in which both end."""
    case = referral.case
    latest(case)
    latest(referral)
    if not permitted(by, Permission.REFERRAL_ANSWER, referral):
        raise NotAllowed
    _refuse_answered(referral, at)
    return case


def _refuse_answered(referral: Referral, at: dt.datetime) -> None:
    standing = referral.standing(at)
    if standing is ReferralState.SENT:
        return
    said = {
        ReferralState.ACCEPTED: _("Somebody of your agency has accepted this referral already."),
        ReferralState.DECLINED: _("Somebody of your agency has declined this referral already."),
        ReferralState.REVOKED: _("This referral was taken back. Ask the agency that sent it."),
        ReferralState.EXPIRED: _("The time of this referral is over. Ask the agency that sent it for a new one."),
    }
    raise Refused(said[standing])
