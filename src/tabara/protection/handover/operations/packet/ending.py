"""How a packet ends: with its referral, with who the person is, by its time; and what is then to do."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.founding import SYSTEM
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.protected import Whole
from tabara.access.speaking import for_everybody
from tabara.access.unit import latest, write
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import tasks
from tabara.protection.cases.operations.forgetting import follows_forgetting
from tabara.protection.handover.enums import PACKET_STEPS, PacketState
from tabara.protection.handover.models import Packet
from tabara.protection.referral.enums import ReferralState
from tabara.protection.referral.models import Referral
from tabara.protection.referral.operations.steps import follows_referral

ANEW, TELL = "packet.anew", "packet.tell"
UNOPENED = (PacketState.LOCKED, PacketState.EXPIRED)
ENDS: Mapping[str, PacketState] = {
    ReferralState.DECLINED: PacketState.CLOSED,
    ReferralState.DONE: PacketState.CLOSED,
    ReferralState.RETURNED: PacketState.CLOSED,
    ReferralState.REVOKED: PacketState.REVOKED,
    ReferralState.EXPIRED: PacketState.EXPIRED,
}


@operation("handover.end_packet", needs=Permission.RETENTION_RUN)
def end_packet(*, by: Member, event: uuid.UUID, at: dt.datetime, packet: Packet) -> Packet:
    """Erase what a packet keeps once it was read, or its time is over; of one that nobody opened its sender is told."""
    if by.username != SYSTEM:
        raise NotAllowed
    with for_everybody():
        case = packet.case
        latest(case)
        latest(packet)
        shown = packet.shown_until is not None and packet.shown_until <= at
        if not shown and packet.ends_at > at:
            raise Refused(_("The time of this packet is not over."))
        if packet.standing(at) is PacketState.EXPIRED:
            end(case, packet, PacketState.EXPIRED, packet.ends_at)
        else:
            packet.sealed = None  # the words still lead to the answer
            write(packet, "sealed")
    return packet


def end(case: Case, packet: Packet, to: PacketState, at: dt.datetime) -> None:
    """Let a packet open no more and keep nothing of it, where it has not ended already."""
    if to in PACKET_STEPS[PacketState(packet.state)]:
        packet.state, packet.ended_at, packet.sealed, packet.proof = to, at, None, None
        write(packet, "state", "ended_at", "sealed", "proof")
    expect(case, packet)


@follows_referral
def follow_referral(case: Case, referral: Referral) -> None:
    """End the packets of a referral that has ended, however it did: taken back, not agreed to, answered for good."""
    at = referral.ended_at or referral.answered_at
    for packet in referral.packets.all():
        packet.referral = referral
        if referral.state in ENDS and at is not None:
            end(case, packet, ENDS[referral.state], at)
        else:
            expect(case, packet)


@follows_forgetting
def forget_packets(case: Case, at: dt.datetime) -> None:
    """Let no packet of a person open any more, as who she is, or what she told, is erased."""
    for packet in case.packets.select_related("referral"):
        end(case, packet, PacketState.REVOKED, at)


def waits_to_tell(packet: Packet) -> bool:
    """Return whether somebody outside holds what the person no longer agrees to, and has not been told."""
    return packet.left_the_house and packet.referral.state == ReferralState.REVOKED and packet.told_at is None


def waits_to_be_made(packet: Packet) -> bool:
    """Return whether a packet did not arrive and its referral still waits for an answer."""
    return packet.state in UNOPENED and packet.referral.state == ReferralState.SENT


WAITS: Mapping[str, Callable[[Packet], bool]] = {ANEW: waits_to_be_made, TELL: waits_to_tell}


def expect(case: Case, packet: Packet) -> None:
    """Let the tasks of a case follow what a packet waits for now."""
    for kind, waits in WAITS.items():
        if waits(packet):
            tasks.expect(case=case, kind=kind, about=packet.pk, due_on=_due(kind, packet))
        else:
            tasks.met(kind=kind, about=packet.pk)


def _due(kind: str, packet: Packet) -> dt.date:
    if kind == ANEW:
        return timezone.localdate(packet.ended_at)
    days = int(codelists.pack().parameters["notice_days"])
    return timezone.localdate(packet.referral.ended_at) + dt.timedelta(days=days)


def _derived(kind: str, case: uuid.UUID | None) -> Iterator[tasks.Expected]:
    rows = Packet.objects.everything(Whole.REBUILD).select_related("referral")
    for row in rows.filter(case=case) if case else rows:
        if WAITS[kind](row):
            yield tasks.Expected(row.case_id, row.pk, _due(kind, row))


for waiting in WAITS:
    tasks.derives(waiting, ends_with_case=True)(partial(_derived, waiting))
