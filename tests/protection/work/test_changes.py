"""Whoever follows a case is told what others did in it, once, and only while the case is theirs to see."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, Refused
from tabara.access.founding import SYSTEM
from tabara.access.models import Member
from tabara.access.operation import new_event, registry
from tabara.access.unit import batch
from tabara.protection.cases import queries as cases
from tabara.protection.cases.mattering import ALWAYS, BY_TOPIC, MATTERS, Topic
from tabara.protection.cases.models import Change
from tabara.protection.cases.operations import (
    add_document,
    choose_changes,
    edit_case,
    forget_changes,
    hand_over,
    lower_flag,
    read_changes,
    withdraw_consent,
)
from tabara.protection.intake.operations import accept_transfer
from tabara.protection.referral.operations import decline_referral, offer_transfer
from tests.factories import make_member, register, screened
from tests.protection.planning.planners import assessed
from tests.protection.sharing.sharers import agrees, in_an_emergency, now, receiver, refer, registered, shared, today
from tests.protection.work.people import acts, agency_of, flagged, told

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]


@pytest.fixture
def us():
    return agency_of()


@pytest.fixture
def case(us):
    return registered(us.worker)


def paper(by, case):
    return add_document(by=by, at=now(), case=case, name="paper.txt", content=b"A paper.", about="A paper")


def test_every_act_that_matters_is_an_operation():
    assert set(MATTERS) <= set(registry)
    assert len(MATTERS) == sum(len(names) for names in BY_TOPIC.values())
    assert set(BY_TOPIC) == set(Topic)


def test_whoever_carries_the_case_is_told_what_somebody_else_did(us, case):
    flagged(us.supervisor, case)
    assert told(us.worker) == [(case.code, "cases.raise_flag")]
    [one], more = cases.changes(by=us.worker)
    assert (one.lines[0].who, one.lines[0].is_new, more) == (us.supervisor, True, False)
    assert told(us.supervisor) == []


def test_whoever_answers_for_it_is_told_too_and_no_colleague_is(us, case):
    flagged(us.worker, case)
    assert acts(us.supervisor) == ["cases.raise_flag"]
    assert acts(us.worker) == acts(us.colleague) == []


@pytest.mark.parametrize("role", ["coordinator", "data_protection_officer", "administrator", "data_team"])
def test_who_only_watches_follows_no_case(us, case, role):
    flagged(us.worker, case)
    assert told(make_member(role, agency=us.home)) == []


def test_what_does_not_matter_is_not_told(us, case):
    edit_case(by=us.worker, at=now(), case=case, saw=1, changes={"education": "primary"}, before={"education": ""})
    assert told(us.supervisor) == []


def test_another_agency_that_declines_is_told_to_whoever_asked_though_it_never_saw_the_case(us, case):
    clinic = receiver()
    agrees(us.worker, case, clinic.agency)
    decline_referral(by=clinic, at=now(), referral=refer(us.worker, case, clinic.agency), reason="no_place")
    assert acts(us.worker) == acts(us.supervisor) == ["referral.decline"]
    assert told(clinic) == []


def test_an_agency_with_which_the_case_is_shared_is_told_nothing_of_the_holders_work(us, case):
    clinic = receiver()
    head = make_member("supervisor", agency=clinic.agency)
    shared(us.worker, case, clinic)
    flagged(us.worker, case)
    assert told(clinic) == told(head) == []
    assert acts(us.worker) == ["referral.accept"]


def test_an_emergency_access_is_told_and_an_attempt_that_opened_nothing_is_not(us, case):
    stranger = receiver()
    in_an_emergency(stranger, case.code)
    in_an_emergency(stranger, "ZZZZ")
    assert acts(us.worker) == acts(us.supervisor) == ["cases.break_glass"]
    assert told(stranger) == []


def test_a_consent_taken_back_is_told(us, case):
    withdraw_consent(by=us.worker, at=now(), case=case, purpose="statistics")
    assert acts(us.supervisor) == ["cases.withdraw_consent"]


def test_an_assessment_is_told_where_the_risk_is_higher_than_before(us, case):
    assessed(us.worker, case, risk="low")
    assert told(us.supervisor) == []
    assessed(us.worker, case, risk="medium")
    assessed(us.worker, case, risk="medium")
    assessed(us.worker, case, risk="low")
    assert acts(us.supervisor) == ["planning.assess"]


def test_a_first_assessment_of_high_risk_is_told(us, case):
    assessed(us.worker, case, risk="high")
    assert acts(us.supervisor) == ["planning.assess"]


def test_a_case_that_is_given_away_takes_its_lines_along(us, case):
    flagged(us.supervisor, case)
    hand_over(by=us.supervisor, at=now(), case=case, to=us.colleague)
    assert acts(us.colleague) == ["cases.hand_over", "cases.raise_flag"]
    assert told(us.worker) == []


def test_a_case_that_goes_to_another_agency_leaves_the_lines_of_the_first_behind(us, case):
    clinic = receiver()
    head = make_member("supervisor", agency=clinic.agency)
    flagged(us.worker, case)
    agrees(us.worker, case, clinic.agency)
    offered = offer_transfer(by=us.worker, at=now(), case=case, to=clinic.agency, reason="moved")
    accept_transfer(by=clinic, at=now(), transfer=offered)
    assert told(us.worker) == told(us.supervisor) == []
    assert acts(head) == ["intake.accept_transfer"]
    assert told(clinic) == []


def test_a_line_is_read_once_by_each_and_what_came_in_since_stays_new(us, case):
    flagged(us.supervisor, case)
    [one], _more = cases.changes(by=us.worker)
    paper(us.supervisor, case)
    read_changes(by=us.worker, at=now(), lines=one.new)
    read_changes(by=us.worker, at=now(), lines=one.new)
    assert told(us.worker, new=True) == [(case.code, "cases.add_document")]
    assert len(told(us.worker)) == 2
    assert cases.changes_new(by=us.worker, most=9) == 1


def test_nobody_reads_a_line_that_is_not_theirs(us, case):
    flagged(us.supervisor, case)
    [one], _more = cases.changes(by=us.worker)
    read_changes(by=us.colleague, at=now(), lines=one.new)
    hand_over(by=us.worker, at=now(), case=case, to=us.colleague)
    assert cases.changes_new(by=us.colleague, most=9) == 2


def test_cases_stand_in_the_order_of_their_last_change(us, case):
    other = registered(us.worker)
    flagged(us.supervisor, case)
    flagged(us.supervisor, other)
    paper(us.supervisor, case)
    assert told(us.worker) == [
        (case.code, "cases.add_document"),
        (case.code, "cases.raise_flag"),
        (other.code, "cases.raise_flag"),
    ]


def test_a_topic_may_be_left_out_and_comes_back(us, case):
    paper(us.supervisor, case)
    choose_changes(by=us.worker, at=now(), left_out=["document"])
    assert told(us.worker) == []
    assert cases.changes_new(by=us.worker, most=9) == 0
    assert cases.topics_left_out(by=us.worker) == ["document"]
    choose_changes(by=us.worker, at=now(), left_out=[])
    assert acts(us.worker) == ["cases.add_document"]


def test_what_touches_safety_cannot_be_left_out(us):
    for topic in ALWAYS:
        with pytest.raises(Refused, match="safety cannot be left out"):
            choose_changes(by=us.worker, at=now(), left_out=["document", topic])
    with pytest.raises(Refused, match="Choose among the topics"):
        choose_changes(by=us.worker, at=now(), left_out=["weather"])
    assert cases.topics_left_out(by=us.worker) == []


def test_an_act_that_is_refused_leaves_no_line(us, case):
    flagged(us.supervisor, case)
    with pytest.raises(Refused):
        flagged(us.supervisor, case)
    with pytest.raises(NotAllowed):
        flagged(us.colleague, case, "court")
    assert acts(us.worker) == ["cases.raise_flag"]


def test_the_same_act_twice_is_one_line(us, case):
    one, act, at = flagged(us.worker, case), new_event(), now()
    for _ in range(2):
        lower_flag(by=us.supervisor, at=at, case=case, flag=one.pk, why="settled", event=act)
    assert acts(us.worker) == ["cases.lower_flag"]


def test_of_what_a_batch_brings_in_nobody_is_told(us):
    with batch():
        case = register(us.worker, at=now())
        screened(us.worker, case, at=now())
    assert told(us.supervisor) == []


def test_what_is_typed_in_long_after_it_happened_is_told_to_nobody(us):
    case = register(us.worker, at=now() - dt.timedelta(days=90), opened_on=today() - dt.timedelta(days=90))
    for days in (70, 5):
        at = now() - dt.timedelta(days=days)
        add_document(by=us.worker, at=at, case=case, name="a.txt", content=b"A paper.", about="A paper")
    [one], _more = cases.changes(by=us.supervisor)
    assert [line.at for line in one.lines] == [at]


def test_what_is_old_goes_and_what_is_not_stays(us, case):
    flagged(us.worker, case)
    system = Member.objects.filter(username=SYSTEM).first() or make_member("data_team", username=SYSTEM)
    forget_changes(by=system, at=now(), before=now() - dt.timedelta(days=60))
    assert acts(us.supervisor) == ["cases.raise_flag"]
    forget_changes(by=system, at=now(), before=now() + dt.timedelta(seconds=1))
    assert told(us.supervisor) == []
    assert not Change._base_manager.exists()


def test_only_the_instance_itself_lets_lines_go(us):
    with pytest.raises(NotAllowed):
        forget_changes(by=us.supervisor, at=now(), before=now())
