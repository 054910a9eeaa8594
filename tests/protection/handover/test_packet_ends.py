"""A packet ends by its time, with the secrets of its case, with who the person is; its answer stands in the figures."""

import datetime as dt

import pytest
import time_machine

from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import AuditEvent
from tabara.protection.cases.models import Task
from tabara.protection.cases.operations import record_consent, tasks
from tabara.protection.handover.chores import end_packets
from tabara.protection.handover.models import Packet
from tabara.protection.handover.operations.packet import Road, end_packet, fetch_file, read_packet
from tabara.protection.handover.queries import packet as packets
from tabara.protection.intake import operations as intake
from tabara.protection.intake.operations.erasing import forget_notes, sealed_with_cases
from tabara.sealing.keys import Purpose, destroy_key
from tests.factories import approved, fresh, make_member
from tests.protection.handover.packets import answered, asked, instance, knock, packet
from tests.protection.sharing.sharers import now, sender, today

pytestmark = pytest.mark.django_db(databases="__all__")
HOUR = dt.timedelta(hours=1)


def stored(made):
    return Packet._base_manager.get(pk=made.pk)


def waits(case):
    return sorted(one.kind for one in Task._base_manager.filter(case=case))


def erased(case, act):
    """Let two persons erase who somebody is, or what was told."""
    officer, second = make_member("data_protection_officer", agency=case.agency), sender("supervisor")
    given = {"case": case, "reason": "person_asked"}
    approval = approved(fresh(officer), f"intake.{act}", second=fresh(second), **given)
    getattr(intake, act)(by=fresh(officer), at=now(), approval=approval, **given)


def test_what_nobody_opened_in_time_opens_no_more_and_is_erased_by_the_daily_round():
    worker, system = sender(), instance()
    case, to = asked(worker)
    made = packet(worker, case, to)
    with pytest.raises(Refused, match="is not over"):
        end_packet(by=system, at=now(), packet=stored(made))
    with time_machine.travel(now() + 73 * HOUR, tick=False):
        assert knock(made).key is None  # the door does not wait for the round
        assert end_packets.func(now().isoformat()) == 1
        assert end_packets.func(now().isoformat()) == 0
        row = stored(made)
        assert (row.state, row.ended_at, row.sealed, row.proof) == ("expired", made.ends_at, None, None)
        assert (waits(case), tasks.drift()) == (["packet.anew", "referral.unanswered"], 0)
        with pytest.raises(NotAllowed):
            end_packet(by=make_member("data_team"), at=now(), packet=row)


def test_what_was_read_is_erased_and_the_words_still_lead_to_the_answer():
    worker, _system = sender(), instance()
    case, to = asked(worker)
    made = packet(worker, case, to)
    knock(made)
    with time_machine.travel(now() + HOUR, tick=False):
        assert end_packets.func(now().isoformat()) == 1
        row = stored(made)
        assert (row.state, row.sealed) == ("opened", None)
        assert knock(made).key is not None
        assert answered(made, "accept").referral.state == "accepted"


def test_a_file_is_kept_no_longer_than_a_link_and_stays_to_be_answered():
    worker, _system = sender(), instance()
    case, to = asked(worker)
    made = packet(worker, case, to, road=Road("file", call="22000000"))
    with time_machine.travel(now() + 73 * HOUR, tick=False):
        assert end_packets.func(now().isoformat()) == 1
        assert (stored(made).state, stored(made).sealed, waits(case)) == ("made", None, ["referral.unanswered"])
        with pytest.raises(Refused, match="no longer kept"):
            fetch_file(by=worker, at=now(), case=case, packet=made.pk)


def test_without_an_account_of_the_instance_the_round_does_nothing():
    worker = sender()
    packet(worker, *asked(worker))
    assert end_packets.func((now() + 73 * HOUR).isoformat()) == 0


@pytest.mark.parametrize("act", ["erase_identity", "erase_case"])
def test_no_packet_outlives_who_the_person_is_or_what_she_told(act):
    worker = sender()
    case, to = asked(worker)
    made = packet(worker, case, to, fields=["name"], reason="assistance")
    key = knock(made).key
    erased(case, act)
    row = stored(made)
    assert (row.state, row.sealed, row.proof) == ("revoked", None, None)
    assert read_packet(packet=packets.by_link(link=made.opening), key=key, at=now()) is None
    assert knock(made).key is None


def test_the_packets_are_among_what_is_erased_by_its_tables():
    assert [names for model, names in sealed_with_cases() if model is Packet] == [["sealed", "proof"]]
    worker = sender()
    case, to = asked(worker)
    made = packet(worker, case, to)
    forget_notes(case)
    assert (stored(made).sealed, knock(made).key) == (None, None)


def test_in_a_backup_too_it_opens_no_more_once_the_key_of_the_case_is_gone():
    worker = sender()
    case, to = asked(worker)
    made = packet(worker, case, to)
    destroy_key(case.pk, Purpose.NARRATIVE)
    assert stored(made).sealed is not None
    assert knock(made).key is None


def test_who_did_what_with_a_packet_stands_in_the_audit_of_its_case():
    worker, system = sender(), instance()
    case, to = asked(worker)
    made = packet(worker, case, to)
    knock(made, "wrong")
    knock(made)
    answered(made, "accept")
    acts = AuditEvent.objects.filter(subject=case.pk, operation__startswith="handover.").order_by("pk")
    assert list(acts.values_list("operation", "member")) == [
        ("handover.send_packet", worker.pk),
        ("handover.try_packet", system.pk),
        ("handover.open_packet", system.pk),
        ("handover.try_packet", system.pk),
        ("handover.answer_packet", system.pk),
    ]
    told = repr(list(acts.values()))
    for secret in (made.words, made.opening, "wrong"):
        assert secret not in told


@pytest.mark.past_the_walls
def test_an_answer_by_a_packet_stands_in_the_figures_of_who_answers_how_fast(built):
    worker = sender()
    case, to = asked(worker)
    record_consent(by=worker, at=now(), case=case, purpose="statistics", given=True, asked_on=today(), language="fr")
    made = packet(worker, case, to, priority="urgent")
    with time_machine.travel(now() + 5 * HOUR, tick=False):
        knock(made)
        answered(made, "accept")
        answered(made, "done", why="given")
        mart = built(at=now())
    asked_for = "SELECT recipient, need, hours, in_time, referral_state, referral_outcome FROM referrals"
    assert mart.sql(asked_for) == [(to.key, "vocational_training", 5, True, "done", "given")]
