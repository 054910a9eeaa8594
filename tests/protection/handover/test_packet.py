"""A packet goes to somebody without an account, is opened once with words said elsewhere, and its answer comes back."""

import datetime as dt

import pytest
import time_machine

from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import AuditEvent
from tabara.protection.cases.models import Task
from tabara.protection.cases.operations import tasks, withdraw_consent
from tabara.protection.handover.enums import PACKET_STEPS, PacketField, PacketState
from tabara.protection.handover.models import Packet
from tabara.protection.handover.operations.packet import (
    fetch_file,
    read_packet,
    record_answer,
    tell_recipient,
)
from tabara.protection.handover.operations.packet.sending import Road
from tabara.protection.handover.queries import packet as packets
from tabara.protection.referral.operations import open_words, read_answer, revoke_referral
from tabara.sealing import phrases, recipients
from tests.factories import make_agency, make_member
from tests.protection.handover.packets import FEW, answered, asked, knock, packet
from tests.protection.sharing.sharers import now, sender, today

pytestmark = pytest.mark.django_db(databases="__all__")


def stored(made):
    return Packet._base_manager.select_related("referral").get(pk=made.pk)


def waits(case):
    return sorted(one.kind for one in Task._base_manager.filter(case=case))


def test_the_right_words_open_it_once_and_show_what_was_ticked_and_nothing_else():
    worker = sender()
    case, to = asked(worker)
    made = packet(worker, case, to, fields=[*FEW, "name", "message"], reason="assistance", message="She likes to sew.")
    opened = knock(made, made.words.upper().replace(" ", "-"))
    assert (opened.first, opened.state) == (True, "opened")
    found = read_packet(packet=packets.by_link(link=made.opening), key=opened.key, at=now())
    assert found["facts"] == {
        "name": "Zebedayo Ntakirutimana",
        "sex": "female",
        "age": today().year - 2001,
        "needs": ["food"],
        "message": "She likes to sew.",
    }
    assert [(line.about, line.says) for line in packets.lines(found)][:2] == [
        ("Help asked for", "Vocational training"),
        ("Name", "Zebedayo Ntakirutimana"),
    ]
    again = knock(made)
    assert (again.first, again.key == opened.key) == (False, True)


def test_it_is_shown_for_some_minutes_and_the_words_lead_to_the_answer_afterwards():
    worker = sender()
    case, to = asked(worker)
    made = packet(worker, case, to)
    key = knock(made).key
    with time_machine.travel(now() + dt.timedelta(minutes=31), tick=False):
        assert read_packet(packet=packets.by_link(link=made.opening), key=key, at=now()) is None
        assert knock(made).key == key
        assert answered(made, "accept").referral.state == "accepted"


def test_the_row_without_the_words_is_noise():
    worker = sender()
    case, to = asked(worker)
    made = packet(worker, case, to, fields=[*FEW, "name", "phone"], reason="contact")
    row = stored(made)
    told = repr([getattr(row, field.attname) for field in Packet._meta.concrete_fields]).encode() + bytes(row.sealed)
    for secret in (made.words, made.words.split()[0], made.opening, "Zebedayo", "71234567", "Kanarisafi"):
        assert secret.encode() not in told
    other = phrases.key_of(made.words, phrases.link(), made.pk)
    assert read_packet(packet=packets.by_link(link=made.opening), key=other, at=now()) is None
    assert bytes(row.sealed) != bytes(row.proof)


def test_a_few_wrong_words_lock_it_and_whoever_carries_the_case_is_told():
    worker = sender()
    case, to = asked(worker)
    made = packet(worker, case, to)
    for number in range(1, 6):
        missed = knock(made, f"wrong words {number}")
        assert (missed.key, stored(made).wrong) == (None, number)
    row = stored(made)
    assert (row.state, row.sealed, row.proof) == ("locked", None, None)
    assert (knock(made).key, stored(made).wrong) == (None, 5)
    assert waits(case) == ["packet.anew", "referral.unanswered"]
    assert AuditEvent.objects.filter(operation="handover.lock_packet", subject=case.pk).count() == 1
    second = packet(worker, case, to)
    assert (second.referral_id, waits(case)) == (made.referral_id, ["packet.anew", "referral.unanswered"])


@pytest.mark.parametrize(
    ("reply", "given", "state"),
    [
        ("decline", {"why": "no_place"}, "declined"),
        ("done", {"why": "given", "note": "She sews a dress a day."}, "done"),
        ("return", {"why": "no_capacity"}, "returned"),
    ],
)
def test_the_answer_comes_back_into_the_case_and_the_packet_is_over(reply, given, state):
    worker = sender()
    case, to = asked(worker)
    made = packet(worker, case, to)
    knock(made)
    if reply != "decline":
        answered(made, "accept")
        assert waits(case) == ["referral.under_way"]
    answered(made, reply, **given)
    row = stored(made)
    assert (row.referral.state, row.state, row.sealed, row.proof) == (state, "closed", None, None)
    assert (waits(case), tasks.drift()) == (["referral.outcome"], 0)
    if "note" in given:
        words = open_words(by=worker, at=now(), case=case, referral=row.referral_id, reason="assistance")
        assert words.note == given["note"]
    read_answer(by=worker, at=now(), case=case, referral=row.referral_id)
    assert waits(case) == []
    with pytest.raises(Refused, match="This is over"):
        answered(made, "accept")


def test_an_answer_that_no_step_leads_to_is_refused_and_nothing_changes():
    worker = sender()
    case, to = asked(worker)
    made = packet(worker, case, to)
    for reply, said in (("done", "answered already"), ("fly", "Choose what the answer is")):
        with pytest.raises(Refused, match=said):
            answered(made, reply, why="given")
    with pytest.raises(Refused, match="decline_reason"):
        answered(made, "decline", why="")
    assert stored(made).referral.state == "sent"


def test_an_answer_by_telephone_is_written_down_with_the_code_that_the_caller_reads_out():
    worker = sender()
    case, to = asked(worker)
    made = packet(worker, case, to, road=Road("sheet", call="22000000"))
    given = {"by": worker, "at": now(), "case": case, "packet": made.pk}
    with pytest.raises(Refused, match="not the code"):
        record_answer(**given, code="AAAAAA", reply="accept")
    record_answer(**given, code=f" {made.code.lower()} ", reply="accept")
    row = stored(made)
    assert (row.referral.state, row.referral.answered_by) == ("accepted", worker)
    with pytest.raises(NotAllowed):
        record_answer(**{**given, "by": make_member(agency=make_agency("third"))}, code=made.code, reply="done")


def test_a_consent_taken_back_ends_the_packet_at_once_and_whoever_read_it_is_told():
    worker = sender()
    case, to = asked(worker)
    made = packet(worker, case, to)
    key = knock(made).key
    withdraw_consent(by=worker, at=now(), case=case, purpose="referral", recipient=to)
    row = stored(made)
    assert (row.state, row.sealed, row.proof, row.referral.state) == ("revoked", None, None, "revoked")
    assert (knock(made).key, read_packet(packet=packets.by_link(link=made.opening), key=key, at=now())) == (None, None)
    assert (waits(case), tasks.drift()) == (["packet.tell"], 0)
    tell_recipient(by=worker, at=now(), case=case, packet=made.pk)
    assert waits(case) == []
    with pytest.raises(Refused, match="nothing to tell"):
        tell_recipient(by=worker, at=now(), case=case, packet=made.pk)


def test_a_packet_that_nobody_opened_and_that_is_taken_back_leaves_nothing_to_tell():
    worker = sender()
    case, to = asked(worker)
    made = packet(worker, case, to)
    revoke_referral(by=worker, at=now(), case=case, referral=made.referral_id)
    assert (stored(made).state, waits(case)) == ("revoked", [])


def test_a_file_is_sealed_to_the_recipients_own_key_or_with_words():
    worker = sender()
    case, to = asked(worker)
    identity, public = recipients.new_identity()
    made = packet(worker, case, to, road=Road("file", key=public, call="22000000"))
    sealed = fetch_file(by=worker, at=now(), case=case, packet=made.pk)
    told = recipients.open_sealed(identity, sealed).decode()
    assert (made.words, made.opening, made.link) == ("", "", None)
    assert f"read out this code: {made.code}" in told
    assert "Sex: Female" in told
    second = packet(worker, case, to, road=Road("file", call="22000000"))
    assert (
        "Sex: Female"
        in phrases.open_file(second.words, fetch_file(by=worker, at=now(), case=case, packet=second.pk)).decode()
    )
    with pytest.raises(Refused, match="no longer kept"):
        fetch_file(by=worker, at=now(), case=case, packet=made.pk)


def test_every_state_but_two_is_an_end():
    assert {one for one, to in PACKET_STEPS.items() if to} == {PacketState.MADE, PacketState.OPENED}
    assert set(packets.LABELS) == set(PacketField)
