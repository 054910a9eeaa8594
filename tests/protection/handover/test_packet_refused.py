"""What may leave with a packet, to whom and by which way; and what is refused before anything does."""

import datetime as dt

import pytest
import time_machine

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import AuditEvent
from tabara.protection.cases.models import Task
from tabara.protection.handover.models import Packet
from tabara.protection.handover.operations.packet import (
    answer_packet,
    show_packet,
    tell_recipient,
    try_packet,
)
from tabara.protection.handover.operations.packet.sending import Road
from tabara.protection.handover.queries import packet as packets
from tabara.protection.referral import queries as referrals
from tabara.protection.referral.models import Referral
from tabara.protection.referral.operations import advise_sender, remind_recipient
from tests.factories import make_agency, make_member
from tests.protection.consent.asked import ruled
from tests.protection.handover.packets import answered, asked, outsider, packet
from tests.protection.sharing.sharers import agrees, now, refer, registered, sender

pytestmark = pytest.mark.django_db(databases="__all__")


def stored(made):
    return Packet._base_manager.select_related("referral").get(pk=made.pk)


def waits(case):
    return sorted(one.kind for one in Task._base_manager.filter(case=case))


def test_nobody_but_the_instance_opens_a_door():
    worker = sender()
    case, to = asked(worker)
    made = packet(worker, case, to)
    row = packets.by_link(link=made.opening)
    for by in (worker, sender("supervisor")):
        with pytest.raises(NotAllowed):
            try_packet(by=by, at=now(), packet=row, link=made.opening, words=made.words)
        with pytest.raises(NotAllowed):
            answer_packet(by=by, at=now(), packet=row, reply="accept")
    other = make_member("data_team", agency=make_agency("first"))
    with pytest.raises(NotAllowed):
        try_packet(by=other, at=now(), packet=row, link=made.opening, words=made.words)


def test_only_what_the_person_agreed_to_for_this_recipient_can_leave():
    worker = sender()
    case, to = asked(worker, ["course"])
    assert packets.names_in(groups=["course"]) == ["sex", "age", "citizenship", "place", "needs", "category"]
    for fields in (["name"], ["sex", "services"], ["sex", "shoe size"], []):
        with pytest.raises(Refused, match="only what the person agreed"):
            packet(worker, case, to, fields=fields, reason="assistance")
    with pytest.raises(Refused, match="does not agree"):
        packet(worker, case, outsider(worker, "Another"))
    assert not Packet._base_manager.exists()
    assert not Referral._base_manager.exists()


def test_a_name_leaves_only_with_a_reason_which_the_audit_keeps():
    worker = sender()
    case, to = asked(worker)
    with pytest.raises(Refused, match="Say why they need the name"):
        packet(worker, case, to, fields=["name"])
    show_packet(by=worker, at=now(), case=case, to=to, fields=["name"], reason="assistance")
    packet(worker, case, to, fields=["name"], reason="contact")
    acts = AuditEvent.objects.filter(subject=case.pk, operation__startswith="handover.").order_by("pk")
    assert list(acts.values_list("operation", "reason")) == [
        ("handover.show_packet", "assistance"),
        ("handover.send_packet", "contact"),
    ]


def test_a_telephone_goes_with_the_rules_that_stand_before_it_and_not_where_nobody_may_call():
    worker = sender()
    case, to = asked(worker)
    given = {"by": worker, "case": case, "to": to, "fields": ["phone"], "reason": "contact"}
    found = show_packet(at=now(), **given)["facts"]["phone"]
    assert found == {"phones": ["71234567"], "heeded": ["Ask for Kanarisafi"]}
    ruled(worker, case, "call", "forbidden")
    found = show_packet(at=now(), **given)["facts"]["phone"]
    assert found == {"phones": [], "heeded": ["Ask for Kanarisafi", "Do not call this person."]}


@pytest.mark.parametrize(
    ("road", "said"),
    [
        (Road("pigeon"), "Choose how the packet goes"),
        (Road("sheet"), "Write the telephone number"),
        (Road("file"), "Write the telephone number"),
        (Road("link", key="age1"), "for a file alone"),
        (Road("file", key="age1nonsense", call="22000000"), "no public key"),
    ],
)
def test_a_road_that_leads_nowhere_is_refused(road, said):
    worker = sender()
    case, to = asked(worker)
    with pytest.raises(Refused, match=said):
        packet(worker, case, to, road=road)
    assert not Referral._base_manager.exists()


def test_the_person_carries_no_sheet_home_where_paper_endangers_her():
    worker = sender()
    case, to = asked(worker)
    ruled(worker, case, "paper", "forbidden")
    with pytest.raises(Refused, match="must not take paper home"):
        packet(worker, case, to, road=Road("sheet", by_the_person=True, call="22000000"))
    assert packet(worker, case, to, road=Road("sheet", call="22000000")).way == "sheet"


def test_whoever_has_an_account_gets_a_referral_and_no_packet():
    worker = sender()
    case = registered(worker)
    clinic = make_member(agency=make_agency("clinic", name="Clinic")).agency
    agrees(worker, case, clinic)
    with pytest.raises(Refused, match="has accounts here"):
        packet(worker, case, clinic)
    with pytest.raises(Refused, match="has accounts here"):
        outsider(worker, "clinic")
    assert packets.recipients(by=worker, case=case, at=now()) == []


def test_whoever_is_abroad_is_sent_an_envelope_and_no_packet():
    worker = sender()
    case, abroad = registered(worker), make_agency("abroad", country="KE")
    agrees(worker, case, abroad)
    assert packets.recipients(by=worker, case=case, at=now()) == []
    with pytest.raises(Refused, match="in another country"):
        packet(worker, case, abroad)


def test_an_organisation_named_twice_is_one_and_one_without_a_name_is_none():
    worker = sender()
    first = outsider(worker, "  Workshop   of Ngozi ")
    assert (first.name, first.in_network, outsider(worker, "workshop of ngozi")) == ("Workshop of Ngozi", False, first)
    with pytest.raises(Refused, match="Write the name"):
        outsider(worker, "   ")
    with pytest.raises(Refused, match="agency_kind"):
        outsider(worker, "X", kind="circus")


def test_a_referral_that_was_sent_to_nobodys_inbox_can_still_be_carried_by_a_packet():
    worker = sender()
    case, to = asked(worker)
    sent = refer(worker, case, to, ["course"])
    made = packet(worker, case, to, service="ignored")
    assert (made.referral_id, stored(made).referral.service) == (sent.pk, "medical")
    answered_row = answered(made, "accept")
    assert answered_row.referral.pk == sent.pk


def test_of_another_case_or_agency_nobody_finds_a_packet():
    worker = sender()
    case, to = asked(worker)
    made = packet(worker, case, to)
    other = registered(worker)
    with pytest.raises(NotFound):
        packets.one(by=worker, case=other, number=made.pk)
    with pytest.raises(NotFound):
        tell_recipient(by=worker, at=now(), case=other, packet=made.pk)
    assert packets.of_case(by=make_member(agency=make_agency("third")), case=case) == []


def test_nobody_is_reminded_who_has_no_inbox_to_read_it_in():
    worker, watcher = sender(), make_member("coordinator", agency=make_agency("commission"))
    made = packet(worker, *asked(worker), priority="urgent")
    with time_machine.travel(now() + dt.timedelta(hours=25), tick=False):
        assert [one.pk for one in referrals.unanswered(by=watcher, at=now())] == [made.referral_id]
        with pytest.raises(Refused, match="Nobody there has an account"):
            remind_recipient(by=watcher, at=now(), referral=stored(made).referral)
        assert advise_sender(by=watcher, at=now(), referral=stored(made).referral).advised_by == watcher
