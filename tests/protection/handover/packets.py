"""A person, an organisation without an account, and a packet on its way there."""

import datetime as dt
from typing import Any

from django.utils import timezone

from tabara.access import queries as access
from tabara.access.founding import SYSTEM
from tabara.access.models import Agency, Member
from tabara.protection.cases.models import Case
from tabara.protection.handover.models import Packet
from tabara.protection.handover.operations.packet import (
    answer_packet,
    name_recipient,
    send_packet,
    try_packet,
)
from tabara.protection.handover.operations.packet.sending import Road
from tabara.protection.handover.queries.packet import by_link
from tabara.protection.intake.operations import Names
from tests.factories import make_agency, make_member
from tests.protection.sharing.sharers import ALL, agrees, now, registered

WHO = Names(given="Zebedayo", surname="Ntakirutimana", phones=("71234567",), safe_contact="Ask for Kanarisafi")
FEW = ("sex", "age", "needs")


def instance() -> Member:
    """Return the instance's own account, which opens the door."""
    found = access.acting(username=SYSTEM)
    return found or make_member("data_team", agency=make_agency("first"), username=SYSTEM, name="Tabara")


def outsider(by: Member, name: str = "Workshop of Ngozi", kind: str = "business") -> Agency:
    """Return an organisation that nobody has an account of."""
    return name_recipient(by=by, at=now(), kind=kind, name=name)


def asked(by: Member, groups: Any = ALL, **answers: Any) -> tuple[Case, Agency]:
    """Return a person who agreed to share these groups with a workshop, and the workshop."""
    case, to = registered(by, names=WHO, birth_year=2001, urgent_needs=["food"]), outsider(by)
    agrees(by, case, to, groups, **answers)
    return case, to


def packet(by: Member, case: Case, to: Agency, **given: Any) -> Packet:
    """Make a packet with little in it, by a link."""
    road = given.pop("road", Road("link"))
    usual = {"fields": FEW, "service": "vocational_training", "at": now()}
    return send_packet(by=by, case=case, to=to, road=road, **{**usual, **given})


def knock(made: Packet, words: str | None = None, at: dt.datetime | None = None) -> Packet:
    """Try words at the door as its page does; the right ones where none are said."""
    found = by_link(link=made.opening)
    said = made.words if words is None else words
    return try_packet(by=instance(), at=at or timezone.now(), packet=found, link=made.opening, words=said)


def answered(made: Packet, reply: str, **given: Any) -> Packet:
    """Answer at the door."""
    found = by_link(link=made.opening)
    return answer_packet(by=instance(), at=timezone.now(), packet=found, reply=reply, **given)
