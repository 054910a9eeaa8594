"""The steps of a transfer: what is asked before each, and what changes hands by the last. Intake adds who she is."""

import datetime as dt
import uuid
from collections.abc import Iterator
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import permitted
from tabara.access.protected import Whole
from tabara.access.unit import latest, write
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import CaseStatus
from tabara.protection.cases.models import Case, Person
from tabara.protection.cases.operations import tasks
from tabara.protection.cases.operations.listing import relist, touch
from tabara.protection.referral.enums import (
    LIVE,
    OPEN_TRANSFERS,
    TRANSFER_STEPS,
    ReferralState,
    TransferState,
)
from tabara.protection.referral.models import Transfer
from tabara.protection.referral.operations.steps import follow
from tabara.protection.referral.queries import clock

ASKED, OFFERED = "transfer.asked", "transfer.offered"
WAITS = {TransferState.REQUESTED: ASKED, TransferState.OFFERED: OFFERED}
GONE, TAKEN = "moved", "transferred"  # what becomes of what else was under way, as the codelists say it
PACE = "normal"  # the clock of a transfer is that of a referral without urgency


def take(by: Member, transfer: Transfer, to: TransferState) -> Case:
    """Hold a transfer that this member's agency answers for, and its case before it.

    Raises:
        NotAllowed: where it goes to another agency.
        Refused: where no step leads there from where it stands.
    """
    case = transfer.case
    latest(case)
    latest(transfer)
    if not permitted(by, Permission.REFERRAL_ANSWER, transfer):
        raise NotAllowed
    refuse_step(transfer, to)
    return case


def refuse_step(transfer: Transfer, to: TransferState) -> None:
    """Refuse a step that does not lead on from where a transfer stands."""
    standing = TransferState(transfer.state)
    if to in TRANSFER_STEPS[standing]:
        return
    said = {
        TransferState.REQUESTED: _("The agency that holds this case has not offered it yet. Wait for its answer."),
        TransferState.OFFERED: _("This case is offered already. Accept it or decline it."),
        TransferState.ACCEPTED: _("This case was taken over already."),
        TransferState.DECLINED: _("This transfer was declined already."),
        TransferState.WITHDRAWN: _("This transfer was taken back. Ask the agency that holds the case."),
    }
    raise Refused(said[standing])


def refuse_transfer(case: Case, to: Agency, at: dt.datetime, field: str) -> None:
    """Refuse to let a case go where it cannot, or where the person does not agree that it goes whole."""
    if case.status in (CaseStatus.CLOSED, CaseStatus.CLOSED_REFERRED):
        raise Refused(_("This case is closed. Open it again before it goes to another agency."))
    if to.pk == case.agency_id:
        raise Refused(_("This agency holds the case. Hand it over to a colleague instead."), field)
    consent = cases.agreed_to_share(case=case, recipient=to, on=timezone.localdate(at))
    if consent is None or set(consent.groups) != set(FieldGroup):
        raise Refused(
            _(
                "The person has to agree that this agency sees everything, who she is included. Ask her, and record "
                "her answer under “What may be shared”."
            ),
            field,
        )


def known_apart(case: Case, at: dt.datetime) -> Person:
    """Give the person of a case that goes a row of its own: her other cases stay, with the agency that knows her there.

    Both rows bear one statistical key: she is one person in every figure. Called by intake, which copies who she is.
    """
    there = Person._base_manager.select_for_update().get(pk=case.person_id)
    same = {one.attname: getattr(there, one.attname) for one in Person._meta.concrete_fields if not one.primary_key}
    case.person = Person(**same)
    write(case.person)
    touch(case, at, "person")
    return case.person


def move(case: Case, transfer: Transfer, by: Member, at: dt.datetime) -> None:
    """Let the member who accepts carry the case from now on: the old agency's rights end, what is under way goes along.

    Called by intake, within the act that hands over who the person is.
    """
    sides = (case.agency_id, by.agency_id)
    for right in case.grants.filter(ended_at=None, member__agency__in=sides):
        right.ended_at = min(at, right.until)
        write(right, "ended_at")
    case.agency, case.team, case.owner = by.agency, by.team, by
    touch(case, at, "agency", "team", "owner")
    relist(case)
    _end_referrals(case, by, at)
    step(case, transfer, TransferState.ACCEPTED, by, at)
    for other in case.transfers.filter(state__in=OPEN_TRANSFERS):
        other.decline_reason = GONE
        write(other, "decline_reason")
        step(case, other, TransferState.DECLINED, by, at)


def step(case: Case, transfer: Transfer, to: TransferState, by: Member, at: dt.datetime) -> None:
    """Store where a transfer stands now, and let the tasks of its case follow."""
    transfer.state = to
    if to is TransferState.OFFERED:
        transfer.offered_by, transfer.offered_at = by, at
        write(transfer, "state", "offered_by", "offered_at")
    else:
        transfer.ended_by, transfer.ended_at = by, at
        write(transfer, "state", "ended_by", "ended_at")
    expect(case, transfer)


def expect(case: Case, transfer: Transfer) -> None:
    """Let the tasks of a case follow what a transfer waits for now."""
    for state, kind in WAITS.items():
        if transfer.state == state:
            tasks.expect(case=case, kind=kind, about=transfer.pk, due_on=_due(transfer))
        else:
            tasks.met(kind=kind, about=transfer.pk)


def _end_referrals(case: Case, by: Member, at: dt.datetime) -> None:
    """End what the new holder was asked as another agency: it answers for all of it now."""
    for row in case.referrals.filter(to=by.agency, state__in=LIVE):
        accepted = row.state == ReferralState.ACCEPTED
        row.state, row.outcome = (ReferralState.DONE, TAKEN) if accepted else (ReferralState.REVOKED, "")
        row.ended_by = row.read_by = by
        row.ended_at = row.read_at = at
        write(row, "state", "outcome", "ended_by", "ended_at", "read_by", "read_at")
        follow(case, row)


def _due(transfer: Transfer) -> dt.date:
    return timezone.localdate((transfer.offered_at or transfer.asked_at) + clock(PACE))


def _derived(state: TransferState, case: uuid.UUID | None) -> Iterator[tasks.Expected]:
    rows = Transfer.objects.everything(Whole.REBUILD).filter(state=state)
    for row in rows.filter(case=case) if case else rows:
        yield tasks.Expected(row.case_id, row.pk, _due(row))


for waiting, named in WAITS.items():
    tasks.derives(named)(partial(_derived, waiting))
