"""How a person may be reached, when and by whom: the latest rule counts, and what it forbids is refused."""

import datetime as dt

import pytest
from django.utils import timezone

from tabara.access.errors import NotAllowed, Refused
from tabara.protection.cases import queries
from tabara.protection.cases.enums import Channel
from tabara.protection.cases.models import ContactRule
from tabara.protection.cases.operations import open_contact, refuse_contact
from tabara.protection.intake.operations import subject_access_report
from tests.factories import make_agency, make_member
from tests.protection.consent.asked import ruled
from tests.protection.sharing.sharers import now, receiver, registered, sender, shared

pytestmark = pytest.mark.django_db(databases="__all__")
SAYS = "Her aunt picks up: say it is the choir."


@pytest.fixture
def worker():
    return sender()


@pytest.fixture
def case(worker):
    return registered(worker)


def on(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """Return an instant of the week of 2 March 2026, whose Monday is day 0."""
    return dt.datetime(2026, 3, 2 + day, hour, minute, tzinfo=timezone.get_current_timezone())


def asked(case, channel, at):
    return queries.contact(case=case, channel=Channel(channel), at=at)


def test_without_a_rule_it_says_that_nobody_has_asked(case):
    found = asked(case, "call", now())
    assert (found.allowed, found.rule) == (True, None)
    assert found.sentence == "Nobody has asked yet. Ask the person before you use this way."


@pytest.mark.parametrize("channel", list(Channel))
def test_what_is_forbidden_is_refused_in_one_sentence(worker, case, channel):
    ruled(worker, case, channel, "forbidden", days=(1,), since=dt.time(8))
    found = asked(case, channel, now())
    assert (found.allowed, found.sentence.count(". ")) == (False, 1 if channel == "paper" else 0)
    with pytest.raises(Refused) as refused:
        refuse_contact(case=case, channel=channel, at=now())
    assert refused.value.message == found.sentence


@pytest.mark.parametrize(
    ("at", "allowed"),
    [
        (on(0, 8), True),
        (on(0, 7, 59), False),
        (on(0, 11, 59), True),
        (on(0, 12), False),
        (on(1, 9), False),
        (on(2, 9), True),
    ],
)
def test_days_and_hours_hold(worker, case, at, allowed):
    ruled(worker, case, "call", "conditions", days=(0, 2), since=dt.time(8), until=dt.time(12))
    found = asked(case, "call", at)
    assert found.allowed is allowed
    assert found.sentence == "Only as agreed: Monday, Wednesday, from 08:00 to 12:00."


@pytest.mark.parametrize(
    ("at", "allowed"), [(on(4, 22), True), (on(5, 1), True), (on(5, 22), False), (on(6, 1), False), (on(4, 12), False)]
)
def test_a_night_belongs_to_the_day_on_which_it_begins(worker, case, at, allowed):
    ruled(worker, case, "call", "conditions", days=(4,), since=dt.time(21), until=dt.time(2))
    assert asked(case, "call", at).allowed is allowed


def test_who_may_call_and_a_number_that_others_answer_are_said(worker, case):
    ruled(worker, case, "call", "conditions", caller="women", shared_number=True)
    found = asked(case, "call", now())
    assert found.sentence == "Only as agreed: only by a woman. Somebody else may answer this number."


def test_the_latest_rule_counts_and_the_earlier_ones_stay(worker, case):
    ruled(worker, case, "sms", "forbidden")
    ruled(worker, case, "sms")
    assert asked(case, "sms", now()).allowed
    ruled(worker, case, "sms", "forbidden")
    assert not asked(case, "sms", now()).allowed
    assert ContactRule._base_manager.count() == 3
    assert asked(case, "call", now()).rule is None


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"channel": "pigeon"}, "channel"),
        ({"leave": "perhaps"}, "leave"),
        ({"leave": "conditions"}, "leave"),
        ({"caller": "men"}, "caller"),
        ({"days": (7,)}, "days"),
        ({"since": dt.time(8), "until": dt.time(8)}, "until"),
        ({"says": "x" * 1001}, "says"),
    ],
)
def test_what_is_unclear_is_refused(worker, case, facts, field):
    with pytest.raises(Refused) as refused:
        ruled(worker, case, **{"channel": "call", **facts})
    assert refused.value.field == field


def test_what_to_say_is_sealed_and_opened_for_a_reason(worker, case):
    row = ruled(worker, case, "call", "conditions", says=SAYS)
    assert b"choir" not in bytes(row.says)
    with pytest.raises(Refused, match="Say why"):
        open_contact(by=worker, at=now(), case=case, reason="")
    assert open_contact(by=worker, at=now(), case=case, reason="contact") == {"call": SAYS}
    ruled(worker, case, "call")
    assert open_contact(by=worker, at=now(), case=case, reason="contact") == {}


def test_whoever_only_verifies_who_it_is_is_told_nothing_of_it(worker, case):
    ruled(worker, case, "call", "conditions", says=SAYS)
    with pytest.raises(NotAllowed):
        open_contact(by=worker, at=now(), case=case, reason="verification")


@pytest.mark.parametrize(("groups", "knows"), [(["course", "contact"], True), (["course", "identity"], False)])
def test_another_agency_knows_it_as_far_as_contact_is_shared(worker, case, groups, knows):
    nurse = receiver()
    ruled(worker, case, "call", "conditions", says=SAYS)
    shared(worker, case, nurse, groups)
    assert bool(queries.contacts(by=nurse, case=case, at=now())) is knows
    if knows:
        assert open_contact(by=nurse, at=now(), case=case, reason="contact") == {"call": SAYS}
    else:
        with pytest.raises(NotAllowed):
            open_contact(by=nurse, at=now(), case=case, reason="contact")
    with pytest.raises(NotAllowed):
        ruled(nurse, case, "call")


def test_whoever_watches_over_others_is_told_no_way_to_reach_anybody(worker, case):
    ruled(worker, case, "call", "conditions", says=SAYS)
    for other in (sender("data_protection_officer"), sender("coordinator"), make_member(agency=make_agency("third"))):
        assert queries.contacts(by=other, case=case, at=now()) == []


def test_what_is_held_is_not_printed_for_whoever_must_not_take_paper_home(worker, case):
    report = {"by": worker, "at": now(), "case": case, "reason": "person_asked"}
    assert subject_access_report(**report).cases
    ruled(worker, case, "paper", "forbidden")
    with pytest.raises(Refused, match="must not take paper home"):
        subject_access_report(**report)
    ruled(worker, case, "paper")
    assert subject_access_report(**report).cases


def test_a_rule_of_another_case_of_the_same_person_holds_too(worker, case):
    again = registered(worker)
    case.person_id, again.person_id = again.person_id, again.person_id
    type(case)._base_manager.filter(pk=case.pk).update(person=again.person_id)
    ruled(worker, case, "paper", "forbidden")
    with pytest.raises(Refused, match="must not take paper home"):
        subject_access_report(by=worker, at=now(), case=again, reason="person_asked")
