"""Make a packet: once it is made, the link and the words are shown, and then nobody here can open it any more."""

import datetime as dt
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists, sealing
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases.enums import Channel
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations.consent import refuse_contact
from tabara.protection.cases.operations.listing import touch
from tabara.protection.handover.enums import GROUP_OF, PacketField, PacketState, Way
from tabara.protection.handover.models import Packet
from tabara.protection.handover.operations.packet.content import facts_of
from tabara.protection.handover.operations.packet.ending import end, expect
from tabara.protection.handover.queries.packet import text
from tabara.protection.referral.enums import LIVE
from tabara.protection.referral.models import Referral
from tabara.protection.referral.operations import send_referral
from tabara.sealing import phrases, recipients
from tabara.sealing.keys import Purpose, seal

FIELD, PROOF = "packet.{}.sealed", "packet.{}.proof"


@dataclass(frozen=True)
class Road:
    """How a packet goes: the way, the recipient's own key where it has one, and whether the person carries paper."""

    way: str
    key: str = ""
    by_the_person: bool = False
    call: str = ""  # the number under which its questions and its answer are taken


@operation("handover.send_packet", needs=Permission.REFERRAL_SEND, on="case")
def send_packet(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    to: Agency,
    road: Road,
    fields: Iterable[str],
    service: str = "",
    priority: str = "normal",
    message: str = "",
    reason: str = "",
) -> Packet:
    """Refer a person to somebody without an account, by a packet; a packet under way for the same referral ends."""
    _refuse_road(case, road, at)
    facts = facts_of(by, case, to, fields, at=at, message=message, reason=reason)
    chosen = [PacketField(one) for one in facts]
    if not chosen:
        raise Refused(_("Nothing of what you ticked is known. Tick something else, or find it out first."), "told")
    groups = sorted({str(GROUP_OF[one]) for one in chosen})
    referral = _referral(by, case, to, at, groups=groups, service=service, priority=priority)
    for earlier in referral.packets.all():
        end(case, earlier, PacketState.REVOKED, at)
    row = Packet(id=event, case=case, referral=referral, way=road.way, made_by=by, made_at=at)
    row.fields, row.code = chosen, sealing.code()
    row.ends_at = min(at + dt.timedelta(hours=int(codelists.pack().parameters["packet_hours"])), referral.until)
    _seal(row, road, _content(row, referral, road, facts))
    write(row)
    expect(case, row)
    touch(case, at)
    return row


@operation("handover.print_sheet", needs=Permission.REFERRAL_SEND, on="case")
def print_sheet(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, packet: uuid.UUID, opening: str
) -> Packet:
    """Let a sheet be printed while its link is still before whoever made it: it is stored nowhere."""
    digest = sealing.fingerprint(opening.encode())
    row = case.packets.select_related("referral__to", "case__agency").filter(pk=packet, way=Way.SHEET).first()
    if row is None or row.link != digest or row.standing(at) is not PacketState.MADE:
        raise Refused(_("This sheet can no longer be printed. Make a new packet."))
    return row


def _referral(by: Member, case: Case, to: Agency, at: dt.datetime, *, groups: list[str], **asked: str) -> Referral:
    """Return the referral that the packet belongs to: the one under way, or a new one."""
    found = case.referrals.filter(to=to, state__in=LIVE, until__gt=at).first()
    if found is None:
        return send_referral(by=by, at=at, case=case, to=to, groups=groups, **asked)
    found.groups = sorted({*found.groups, *groups})
    write(found, "groups")
    return found


def _content(row: Packet, referral: Referral, road: Road, facts: Any) -> dict[str, Any]:
    return {
        "service": referral.service,
        "priority": referral.priority,
        "answer_by": timezone.localdate(referral.answer_by).isoformat(),
        "until": timezone.localdate(referral.until).isoformat(),
        "sender": row.case.agency.name,
        "call": road.call,
        "code": row.code,
        "facts": facts,
    }


def _seal(row: Packet, road: Road, content: dict[str, Any]) -> None:
    """Seal what goes by what only the recipient has, and around that by the key of the case: it can be destroyed."""
    subject, case = row.pk, row.case_id
    row.words = "" if road.key else phrases.phrase()
    if road.way == Way.FILE:
        plain = text(content).encode()
        inner = recipients.seal_to([road.key], plain) if road.key else phrases.seal_file(row.words, plain)
    else:
        row.opening = phrases.link()
        row.link = sealing.fingerprint(row.opening.encode())
        key = phrases.key_of(row.words, row.opening, subject)
        inner = phrases.seal(key, json.dumps(content).encode(), subject=subject, field="content")
        proof = phrases.seal(key, b"", subject=subject, field="proof")
        row.proof = seal(case, Purpose.NARRATIVE, PROOF.format(subject), proof)
    row.sealed = seal(case, Purpose.NARRATIVE, FIELD.format(subject), inner)


def _refuse_road(case: Case, road: Road, at: dt.datetime) -> None:
    if road.way not in tuple(Way):
        raise Refused(_("Choose how the packet goes."), "way")
    if road.way != Way.LINK and not road.call:
        raise Refused(_("Write the telephone number under which the answer is taken."), "call")
    if road.way == Way.SHEET and road.by_the_person:
        refuse_contact(case=case, channel=Channel.PAPER, at=at)
    if road.key and road.way != Way.FILE:
        raise Refused(_("A key is for a file alone. Leave it empty, or choose the file."), "key")
    try:
        if road.key:
            recipients.seal_to([road.key], b"")
    except recipients.BadRecipient:
        raise Refused(
            _("This is no public key of age. It begins with age1; ask the recipient for it."), "key"
        ) from None
