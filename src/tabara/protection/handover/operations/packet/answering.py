"""What the recipient of a packet answers, by the link or by telephone, becomes a step of its referral."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.speaking import for_everybody
from tabara.access.unit import latest, write
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations.listing import touch
from tabara.protection.handover.enums import Reply
from tabara.protection.handover.models import Packet
from tabara.protection.handover.operations.packet.door import is_open, refuse_others
from tabara.protection.handover.operations.packet.ending import expect, waits_to_tell
from tabara.protection.referral.enums import ReferralState
from tabara.protection.referral.operations.outside import step_outside
from tabara.sealing.phrases import as_said

LONGEST = 1000
LEADS_TO: Mapping[str, ReferralState] = {
    Reply.ACCEPT: ReferralState.ACCEPTED,
    Reply.DECLINE: ReferralState.DECLINED,
    Reply.DONE: ReferralState.DONE,
    Reply.RETURN: ReferralState.RETURNED,
}


@operation("handover.answer_packet", needs=Permission.RETENTION_RUN, on="packet")
def answer_packet(
    *, by: Member, event: uuid.UUID, at: dt.datetime, packet: Packet, reply: str, why: str = "", note: str = ""
) -> Packet:
    """Take the answer of somebody who has just shown the words at the door."""
    refuse_others(by)
    with for_everybody():
        case = packet.case
        latest(case)
        if not is_open(packet, at):
            raise Refused(_("This is over. Call whoever sent it to you."))
        _answer(case, packet, None, at, reply, why, note)
    return packet


@operation("handover.record_answer", needs=Permission.REFERRAL_SEND, on="case")
def record_answer(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    packet: uuid.UUID,
    code: str,
    reply: str,
    why: str = "",
    note: str = "",
) -> Packet:
    """Write down what the recipient answered by telephone; the code of the packet shows that it has it before it."""
    row = _of(case, packet)
    if as_said(code).replace(" ", "") != row.code.casefold():
        raise Refused(_("This is not the code of this packet. Ask the caller to read it out again."), "code")
    _answer(case, row, by, at, reply, why, note)
    return row


@operation("handover.tell_recipient", needs=Permission.REFERRAL_SEND, on="case")
def tell_recipient(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, packet: uuid.UUID) -> Packet:
    """Say that the recipient was told to use and keep no more what it had received."""
    row = _of(case, packet)
    if not waits_to_tell(row):
        raise Refused(_("There is nothing to tell the recipient of this packet."))
    row.told_by, row.told_at = by, at
    write(row, "told_by", "told_at")
    expect(case, row)
    touch(case, at)
    return row


def _of(case: Case, number: uuid.UUID) -> Packet:
    row = case.packets.select_related("referral").filter(pk=number).first()
    if row is None:
        raise NotFound
    latest(row)
    return row


def _answer(case: Case, packet: Packet, by: Member | None, at: dt.datetime, reply: str, why: str, note: str) -> None:
    if reply not in LEADS_TO:
        raise Refused(_("Choose what the answer is."), "reply")
    if len(note) > LONGEST:
        raise Refused(_("Write at most %(most)s letters.") % {"most": LONGEST}, "note")
    step_outside(case, packet.referral, LEADS_TO[reply], by=by, at=at, why=why, note=note.strip())
