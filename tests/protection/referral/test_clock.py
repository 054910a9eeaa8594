"""A clock runs from the sending: the inbox goes by it, the sender is told, and the coordinator sees what is late."""

import datetime as dt

import pytest
import time_machine

from tabara import codelists
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.founding import SYSTEM
from tabara.protection.cases.models import Task
from tabara.protection.cases.operations import close_case, tasks
from tabara.protection.referral import queries
from tabara.protection.referral.chores import expire_referrals
from tabara.protection.referral.models import Referral
from tabara.protection.referral.operations import (
    accept_referral,
    advise_sender,
    expire_referral,
    read_answer,
    remind_recipient,
    send_referral,
)
from tests.factories import make_agency, make_member
from tests.protection.sharing.sharers import agrees, now, receiver, registered, sender, today

pytestmark = pytest.mark.django_db(databases="__all__")
HOUR = dt.timedelta(hours=1)


def urged(worker, nurse, priority="urgent", case=None):
    case = case or registered(worker)
    agrees(worker, case, nurse.agency)
    given = {"case": case, "to": nurse.agency, "service": "medical", "groups": ["course"], "priority": priority}
    return send_referral(by=worker, at=now(), **given)


@pytest.mark.parametrize(("priority", "hours"), [("urgent", 24), ("high", 24), ("normal", 72)])
def test_each_priority_has_the_clock_of_the_pack(priority, hours):
    assert codelists.pack().parameters["response_hours"][priority] == hours
    row = urged(sender(), receiver(), priority)
    assert row.answer_by - row.sent_at == hours * HOUR


def test_a_priority_outside_the_list_is_refused():
    with pytest.raises(Refused, match="priority"):
        urged(sender(), receiver(), "whenever")


def test_the_inbox_shows_the_longest_overdue_first_and_then_what_is_due_soonest():
    worker, nurse = sender(), receiver()
    start = now()
    sent = {}
    for name, priority, ago in (("early", "normal", 80), ("urgent", "urgent", 1), ("late", "urgent", 30)):
        with time_machine.travel(start - ago * HOUR, tick=False):
            sent[urged(worker, nurse, priority).pk] = name
    with time_machine.travel(start, tick=False):
        sent[urged(worker, nurse, "normal").pk] = "last"
        shown = [sent[one.pk] for one in queries.waiting(by=nurse, at=now())]
        assert shown == ["early", "late", "urgent", "last"]
        assert queries.to_answer(by=nurse, at=now()) == (4, 2)


def test_whoever_carries_the_case_is_told_on_the_day_on_which_the_clock_ends():
    worker, nurse = sender(), receiver()
    row = urged(worker, nurse)
    task = Task._base_manager.get(kind="referral.unanswered")
    assert (task.about, task.due_on, task.member) == (row.pk, today() + dt.timedelta(days=1), None)
    accept_referral(by=nurse, at=now(), referral=row)
    assert not Task._base_manager.filter(kind="referral.unanswered").exists()


def test_a_coordinator_sees_what_is_past_its_clock_and_nothing_before():
    worker, nurse = sender(), receiver()
    watcher = make_member("coordinator", agency=make_agency("commission"))
    row = urged(worker, nurse)
    assert queries.unanswered(by=watcher, at=now()) == []
    with time_machine.travel(now() + 25 * HOUR, tick=False):
        assert [one.pk for one in queries.unanswered(by=watcher, at=now())] == [row.pk]
        assert queries.unanswered_number(by=watcher, at=now()) == 1
        for other in (worker, nurse, sender("supervisor"), make_member("data_team")):
            assert queries.unanswered(by=other, at=now()) == []
        accept_referral(by=nurse, at=now(), referral=row)
        assert queries.unanswered(by=watcher, at=now()) == []


def test_what_an_agency_outside_the_mechanism_sends_is_not_the_coordinators_to_see():
    outside = make_member(agency=make_agency("apart", in_network=False))
    nurse, watcher = receiver(), make_member("coordinator", agency=make_agency("commission"))
    row = urged(outside, nurse)
    with time_machine.travel(now() + 25 * HOUR, tick=False):
        assert queries.unanswered(by=watcher, at=now()) == []
        with pytest.raises(NotFound):
            remind_recipient(by=watcher, at=now(), referral=row)


def test_a_coordinator_reminds_and_asks_the_sender_to_turn_elsewhere():
    worker, nurse = sender(), receiver()
    watcher = make_member("coordinator", agency=make_agency("commission"))
    row = urged(worker, nurse)
    for act in (remind_recipient, advise_sender):
        with pytest.raises(Refused, match="still has time"):
            act(by=watcher, at=now(), referral=row)
    with time_machine.travel(now() + 25 * HOUR, tick=False):
        for other in (worker, nurse, sender("supervisor")):
            with pytest.raises(NotAllowed):
                remind_recipient(by=other, at=now(), referral=row)
        assert remind_recipient(by=watcher, at=now(), referral=row).reminded_by == watcher
        assert queries.waiting(by=nurse, at=now())[0].reminded_at == now()
        assert advise_sender(by=watcher, at=now(), referral=row).advised_at == now()
        assert queries.of_case(by=worker, case=row.case)[0].advised_by == watcher
        with pytest.raises(Refused, match="was asked already"):
            advise_sender(by=watcher, at=now(), referral=row)


def test_what_was_sent_stands_on_the_senders_page_until_its_answer_is_read():
    worker, nurse = sender(), receiver()
    row = urged(worker, nurse)
    assert [one.pk for one in queries.sent(by=worker, at=now())] == [row.pk]
    assert queries.sent(by=nurse, at=now()) == []
    with time_machine.travel(row.until + HOUR, tick=False):
        assert [one.standing(now()) for one in queries.sent(by=worker, at=now())] == ["expired"]
        read_answer(by=worker, at=now(), case=row.case, referral=row.pk)
        assert queries.sent(by=worker, at=now()) == []
        assert tasks.drift() == 0


def test_the_daily_round_writes_down_what_is_over_and_the_sender_is_told():
    worker, nurse = sender(), receiver()
    system = make_member("data_team", username=SYSTEM)
    row = urged(worker, nurse)
    with pytest.raises(Refused, match="is not over"):
        expire_referral(by=system, at=now(), referral=row)
    with time_machine.travel(row.until + HOUR, tick=False):
        assert expire_referrals.func(now().isoformat()) == 1
        assert expire_referrals.func(now().isoformat()) == 0
        stored = Referral._base_manager.get(pk=row.pk)
        assert (stored.state, stored.ended_at) == ("expired", row.until)
        assert [one.kind for one in Task._base_manager.filter(case=row.case_id)] == ["referral.outcome"]
        assert tasks.drift() == 0
        with pytest.raises(NotAllowed):
            expire_referral(by=make_member("data_team"), at=now(), referral=row)
        read_answer(by=worker, at=now(), case=row.case, referral=row.pk)
        assert close_case(by=worker, at=now(), case=row.case, on=today(), reason="goals_met").status == "closed"


def test_without_an_account_of_the_instance_nothing_is_written_and_rights_end_all_the_same():
    worker, nurse = sender(), receiver()
    row = urged(worker, nurse)
    with time_machine.travel(row.until + HOUR, tick=False):
        assert expire_referrals.func(now().isoformat()) == 0
        assert queries.waiting(by=nurse, at=now()) == []
        assert [one.pk for one in queries.ended(by=nurse, at=now())] == [row.pk]
