"""Ask for a case, offer it, decline it, take it back. Accepting it is intake's: who the person is goes along."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation, permitted
from tabara.access.speaking import for_everybody
from tabara.access.unit import latest, write
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.consent import follows_consent
from tabara.protection.cases.operations.listing import touch
from tabara.protection.referral.enums import OPEN_TRANSFERS, TransferState
from tabara.protection.referral.models import Referral, Transfer
from tabara.protection.referral.operations.handing import expect, refuse_step, refuse_transfer, step, take
from tabara.protection.referral.queries.transfers import KNOWS_THE_CASE


@operation("referral.request_transfer", needs=Permission.REFERRAL_ANSWER)
def request_transfer(*, by: Member, event: uuid.UUID, at: dt.datetime, referral: Referral, reason: str) -> Transfer:
    """Ask the agency that holds a case for it, known from a referral: nothing is seen by asking."""
    checks.known("transfer_reason", reason, "reason", on=timezone.localdate(at))
    with for_everybody():  # the case is the other agency's, and what its carrier has to do follows from this
        case = referral.case
        latest(case)
        latest(referral)
        _refuse_request(by, case, referral)
        row = Transfer(
            id=event,
            case=case,
            code=case.code,
            holder=case.agency,
            to=by.agency,
            state=TransferState.REQUESTED,
            reason=reason,
            asked_by=by,
            asked_at=at,
        )
        write(row)
        expect(case, row)
        touch(case, at)
    return row


@operation("referral.offer_transfer", needs=Permission.REFERRAL_SEND, on="case")
def offer_transfer(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, to: Agency, reason: str) -> Transfer:
    """Offer a case to another agency, by itself or because that one asked; it sees no more before it accepts."""
    checks.known("transfer_reason", reason, "reason", on=timezone.localdate(at))
    refuse_transfer(case, to, at, "to")
    under_way = {row.to_id: row for row in case.transfers.filter(state__in=OPEN_TRANSFERS).select_related("to")}
    offered = next((row for row in under_way.values() if row.state == TransferState.OFFERED), None)
    if offered is not None:
        raise Refused(
            _("This case is offered to %(agency)s already. Take that back first.") % {"agency": offered.to.name}, "to"
        )
    row = under_way.get(to.pk)
    if row is None:
        named = {"code": case.code, "holder": case.agency, "to": to, "reason": reason}
        row = Transfer(id=event, case=case, **named, state=TransferState.OFFERED, asked_by=by, asked_at=at)
        row.offered_by, row.offered_at = by, at
        write(row)
        expect(case, row)
    else:
        step(case, row, TransferState.OFFERED, by, at)
    touch(case, at)
    return row


@operation("referral.withdraw_transfer", needs=Permission.REFERRAL_SEND, on="case")
def withdraw_transfer(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, transfer: uuid.UUID) -> Transfer:
    """Keep a case that was offered: the other agency can take it over no more."""
    row = _of(case, transfer)
    if row.state != TransferState.OFFERED:
        raise Refused(_("This case is not offered to that agency, or no longer."))
    step(case, row, TransferState.WITHDRAWN, by, at)
    touch(case, at)
    return row


@operation("referral.decline_request", needs=Permission.REFERRAL_SEND, on="case")
def decline_request(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, transfer: uuid.UUID, reason: str
) -> Transfer:
    """Tell an agency that asked for a case that it stays, and why."""
    row = _of(case, transfer)
    if row.state != TransferState.REQUESTED:
        raise Refused(_("Nobody waits for an answer to this any more."))
    _decline(case, row, reason, by, at)
    touch(case, at)
    return row


@operation("referral.withdraw_request", needs=Permission.REFERRAL_ANSWER)
def withdraw_request(*, by: Member, event: uuid.UUID, at: dt.datetime, transfer: Transfer) -> Transfer:
    """Ask for a case no more."""
    with for_everybody():  # as for asking
        case = take(by, transfer, TransferState.WITHDRAWN)
        if transfer.state != TransferState.REQUESTED:
            raise Refused(_("This case is offered already. Accept it or decline it."))
        step(case, transfer, TransferState.WITHDRAWN, by, at)
    return transfer


@operation("referral.decline_transfer", needs=Permission.REFERRAL_ANSWER)
def decline_transfer(*, by: Member, event: uuid.UUID, at: dt.datetime, transfer: Transfer, reason: str) -> Transfer:
    """Say no to a case that was offered, and why: it stays with the agency that holds it."""
    with for_everybody():  # as for asking
        case = take(by, transfer, TransferState.DECLINED)
        if transfer.state != TransferState.OFFERED:
            raise Refused(_("The agency that holds this case has not offered it yet. Wait for its answer."))
        _decline(case, transfer, reason, by, at)
    return transfer


@follows_consent
def withdraw_unagreed(by: Member, case: Case, at: dt.datetime) -> None:
    """Take back every offer of a case that the person no longer wants to go there whole."""
    for row in case.transfers.filter(state=TransferState.OFFERED).select_related("to"):
        consent = cases.agreed_to_share(case=case, recipient=row.to, on=timezone.localdate(at))
        if consent is None or set(consent.groups) != set(FieldGroup):
            step(case, row, TransferState.WITHDRAWN, by, at)


def _of(case: Case, transfer: uuid.UUID) -> Transfer:
    row = case.transfers.filter(pk=transfer).first()
    if row is None:
        raise NotFound
    return row


def _decline(case: Case, row: Transfer, reason: str, by: Member, at: dt.datetime) -> None:
    refuse_step(row, TransferState.DECLINED)
    checks.known("transfer_decline_reason", reason, "reason", on=timezone.localdate(at))
    row.decline_reason = reason
    write(row, "decline_reason")
    step(case, row, TransferState.DECLINED, by, at)


def _refuse_request(by: Member, case: Case, referral: Referral) -> None:
    if not permitted(by, Permission.REFERRAL_ANSWER, referral):
        raise NotAllowed
    if case.agency_id == by.agency_id:
        raise Refused(_("Your agency holds this case already."))
    if referral.state not in KNOWS_THE_CASE:
        raise Refused(_("Your agency can ask for a case once it has accepted a referral of it."))
    if case.transfers.filter(to=by.agency, state__in=OPEN_TRANSFERS).exists():
        raise Refused(_("Your agency has asked for this case already, or it is offered to you."))
