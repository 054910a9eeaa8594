"""The door of a packet: whoever has the link and the words sees it once; whoever guesses is stopped."""

import datetime as dt
import json
import uuid
from typing import Any

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.founding import SYSTEM
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.speaking import for_everybody
from tabara.access.unit import latest, write
from tabara.protection.cases.models import Case
from tabara.protection.handover.enums import LIVE, PacketState, Way
from tabara.protection.handover.models import Packet
from tabara.protection.handover.operations.packet.ending import end, expect
from tabara.protection.handover.operations.packet.sending import FIELD, PROOF
from tabara.protection.handover.queries.packet import can_show
from tabara.protection.referral.enums import LIVE as UNDER_WAY
from tabara.sealing import SealBroken, phrases
from tabara.sealing.keys import Purpose, unseal_bytes


@operation("handover.try_packet", needs=Permission.RETENTION_RUN, on="packet")
def try_packet(*, by: Member, event: uuid.UUID, at: dt.datetime, packet: Packet, link: str, words: str) -> Packet:
    """Try words at the door of a packet. Whether they were right stands in `key`; a few wrong ones lock it.

    It refuses nothing: a wrong guess has to be counted, and whoever guesses learns no more than that it does not open.
    """
    refuse_others(by)
    with for_everybody():
        case = packet.case
        packet.key = _key(packet, link, words) if is_open(packet, at) else None
        if packet.key is None:
            _missed(by, case, packet, at)
        elif packet.state == PacketState.MADE:
            open_packet(by=by, at=at, packet=packet)
            packet.first = True
    return packet


@operation("handover.open_packet", needs=Permission.RETENTION_RUN, on="packet")
def open_packet(*, by: Member, event: uuid.UUID, at: dt.datetime, packet: Packet) -> Packet:
    """Open a packet for the first time: it is shown in that browser for some minutes, and never again."""
    refuse_others(by)
    packet.state, packet.opened_at, packet.wrong = PacketState.OPENED, at, 0
    packet.shown_until = at + dt.timedelta(minutes=int(codelists.pack().parameters["packet_minutes"]))
    write(packet, "state", "opened_at", "wrong", "shown_until")
    return packet


@operation("handover.lock_packet", needs=Permission.RETENTION_RUN, on="packet")
def lock_packet(*, by: Member, event: uuid.UUID, at: dt.datetime, packet: Packet) -> Packet:
    """Let a packet open no more after too many wrong words, and tell whoever carries the case."""
    refuse_others(by)
    end(packet.case, packet, PacketState.LOCKED, at)
    return packet


@operation("handover.fetch_file", needs=Permission.REFERRAL_SEND, on="case")
def fetch_file(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, packet: uuid.UUID) -> bytes:
    """Return a packet as the sealed file that its recipient opens; nobody here can."""
    row = case.packets.filter(pk=packet, way=Way.FILE).first()
    if row is None or row.sealed is None or not is_open(row, at):
        raise Refused(_("This file is no longer kept here. Make a new packet."))
    return unseal_bytes(case.pk, Purpose.NARRATIVE, FIELD.format(row.pk), row.sealed)


def read_packet(*, packet: Packet, key: bytes, at: dt.datetime) -> dict[str, Any] | None:
    """Return what is in a packet, to the browser that opened it, while it is shown; the opening was remembered."""
    if not (is_open(packet, at) and can_show(packet=packet, at=at)):
        return None
    found = _opened(packet, FIELD, packet.sealed, key, "content")
    return None if found is None else dict(json.loads(found))


def is_open(packet: Packet, at: dt.datetime) -> bool:
    """Return whether a packet can be opened or answered now, as it stands and as its referral does."""
    return packet.standing(at) in LIVE and packet.referral.standing(at) in UNDER_WAY


def refuse_others(by: Member) -> None:
    """Refuse everybody but the instance itself, which opens the door to whoever has no account."""
    if by.username != SYSTEM:
        raise NotAllowed


def _key(packet: Packet, link: str, words: str) -> bytes | None:
    key = phrases.key_of(words, link, packet.pk)
    return key if _opened(packet, PROOF, packet.proof, key, "proof") is not None else None


def _opened(packet: Packet, place: str, stored: bytes | None, key: bytes, field: str) -> bytes | None:
    """Return what is inside both seals; nothing where one of them does not open."""
    if stored is None:
        return None
    try:
        inner = unseal_bytes(packet.case_id, Purpose.NARRATIVE, place.format(packet.pk), stored)
    except SealBroken:
        return None  # the key of the case was destroyed: it was erased
    return phrases.unseal(key, inner, subject=packet.pk, field=field)


def _missed(by: Member, case: Case, packet: Packet, at: dt.datetime) -> None:
    if not is_open(packet, at):
        return
    latest(packet)
    packet.wrong += 1
    write(packet, "wrong")
    if packet.wrong >= int(codelists.pack().parameters["packet_guesses"]):
        lock_packet(by=by, at=at, packet=packet)
    expect(case, packet)
