"""What is best for a child, and conferences: who decides, who may be there, what is sealed."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.protection.cases.operations import tasks, withdraw_consent
from tabara.protection.planning import operations, queries
from tabara.protection.planning.models import BestInterests, Conference
from tabara.protection.planning.operations import Considered, Decided, Responsible
from tests.factories import screened
from tests.protection.planning.planners import (
    LATER,
    approved,
    assessed,
    best_interests,
    child,
    conference,
    panel,
    supervisor,
)
from tests.protection.sharing.sharers import agrees, now, receiver, registered, sender, shared, today

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def worker():
    return sender()


@pytest.mark.parametrize(
    ("age", "entry", "is_child"),
    [(8, None, True), (17, None, True), (18, None, True), (19, None, False), (30, 15, True), (30, 20, False)],
)
def test_it_is_for_children_by_the_age_at_opening_or_entry(worker, age, entry, is_child):
    case = registered(worker, birth_year=today().year - age)
    if entry is not None:
        screened(worker, case, on=today(), at=now(), age_at_entry=entry)
    if is_child:
        assert best_interests(worker, case).matter == "return"
        return
    with pytest.raises(Refused, match="This person is an adult"):
        best_interests(worker, case)


def test_whoever_has_no_known_age_is_taken_for_a_child(worker):
    case = registered(worker)
    assert queries.lacks_best_interests(case=case, on=today(), matter="return")
    assert best_interests(worker, case)


def test_a_return_waits_for_a_record_that_holds_on_that_day(worker):
    case = child(worker)
    asked = {"case": case, "matter": "return"}
    assert queries.lacks_best_interests(**asked, on=today())
    row = best_interests(worker, case)
    assert queries.best_interests(**asked, on=today()) == row
    assert not queries.lacks_best_interests(**asked, on=row.review_by)
    assert queries.lacks_best_interests(**asked, on=row.review_by + dt.timedelta(days=1))
    assert queries.lacks_best_interests(case=case, on=today(), matter="reunion")
    grown = registered(worker, birth_year=today().year - 30, given="Aline")
    assert not queries.lacks_best_interests(case=grown, on=today(), matter="return")


def test_a_later_record_counts_and_its_review_replaces_the_earlier_one(worker):
    case = child(worker)
    best_interests(worker, case)
    second = best_interests(worker, case, decision="stay")
    assert queries.best_interests(case=case, on=today()).decision == "stay"
    assert [(one.about, one.due_on) for one in case.tasks.all()] == [(second.pk, second.review_by)]


def test_what_the_child_said_is_sealed_and_opened_for_a_reason(worker):
    case = child(worker)
    row = best_interests(worker, case)
    assert b"aunt" not in bytes(row.views) + bytes(row.reasons) + bytes(row.grounds)
    given = {"at": now(), "case": case, "record": row.pk}
    told = operations.open_best_interests(by=worker, reason="assistance", **given)
    assert (told.views, told.grounds) == ("I want to go to my aunt", "The aunt was visited twice")
    assert told.considered[0] == Considered("relatives", "She loves her", "Far from school")
    with pytest.raises(Refused, match="Say why"):
        operations.open_best_interests(by=worker, reason="", **given)
    with pytest.raises(NotAllowed):
        operations.open_best_interests(by=sender(), reason="assistance", **given)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "opinion"}, "kind"),
        ({"matter": "holiday"}, "matter"),
        ({"heard": "guess"}, "heard"),
        ({"considered": [Considered("stay", "", "")], "decision": "stay"}, "options"),
        ({"considered": [Considered("stay", "", "")] * 2, "decision": "stay"}, "options"),
        ({"decision": "foster"}, "decision"),
        ({"on": today() + dt.timedelta(days=2)}, "on"),
        ({"review_by": today() - dt.timedelta(days=1)}, "review_by"),
    ],
)
def test_a_record_that_cannot_be_is_refused_with_the_answer_at_fault(worker, facts, field):
    case = child(worker)
    with pytest.raises(Refused) as refused:
        best_interests(worker, case, **facts)
    assert refused.value.field == field
    assert BestInterests._base_manager.count() == 0


@pytest.mark.parametrize(
    ("agencies", "enough"),
    [((), False), (("home", "clinic"), False), (("home", "home", "home"), False), (("home", "home", "clinic"), True)],
)
def test_a_determination_needs_three_people_of_two_agencies(worker, agencies, enough):
    case = child(worker)
    given = {"kind": "determination", "panel": panel(*agencies)}
    if enough:
        assert best_interests(worker, case, **given).panel.count() == 3
        return
    with pytest.raises(Refused, match="at least 3 people of at least 2 agencies"):
        best_interests(worker, case, **given)


def test_only_agencies_that_the_person_agreed_to_take_part(worker):
    case, nurse = registered(worker), receiver()
    there = [Responsible(worker.agency, worker), Responsible(nurse.agency, nurse)]
    sentence = "has not agreed that Clinic hears about the plan"
    with pytest.raises(Refused, match=sentence):
        conference(worker, case, present=there)
    agrees(worker, case, nurse.agency, ["course"])
    with pytest.raises(Refused, match=sentence):
        conference(worker, case, present=there)
    agrees(worker, case, nurse.agency, ["plan"])
    row = conference(worker, case, present=there)
    assert {one.agency for one in row.present.all()} == {worker.agency, nurse.agency}
    withdraw_consent(by=worker, at=now(), case=case, purpose="referral", recipient=nurse.agency)
    with pytest.raises(Refused, match=sentence):
        conference(worker, case, present=there)
    assert Conference._base_manager.count() == 1


def test_a_decision_is_due_from_its_owner_until_done_or_dropped(worker):
    case = registered(worker)
    decisions = [Decided("Ask the shelter", worker, today() + LATER), Decided("Call her aunt", worker, today())]
    first, second = sorted(conference(worker, case, decisions=decisions).decisions.all(), key=lambda one: one.number)
    assert {(one.about, one.due_on, one.member) for one in case.tasks.all()} == {
        (first.pk, first.due_on, worker),
        (second.pk, second.due_on, worker),
    }
    operations.keep_decision(by=worker, at=now(), case=case, decision=first.pk, on=today())
    operations.drop_decision(by=worker, at=now(), case=case, decision=second.pk, why="not_needed")
    assert not case.tasks.exists()
    with pytest.raises(Refused, match="said already what became"):
        operations.keep_decision(by=worker, at=now(), case=case, decision=first.pk, on=today())


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"agenda": " "}, "agenda"),
        ({"present": []}, "present"),
        ({"on": today() + dt.timedelta(days=2)}, "on"),
    ],
)
def test_a_conference_that_cannot_be_is_refused(worker, facts, field):
    case = registered(worker)
    with pytest.raises(Refused) as refused:
        conference(worker, case, **facts)
    assert refused.value.field == field


def test_a_decision_goes_to_somebody_who_was_there_by_a_day_to_come(worker):
    case, nurse = registered(worker), receiver()
    for one in (
        Decided("Ask", nurse, today()),
        Decided("Ask", worker, today() - dt.timedelta(days=1)),
        Decided(" ", worker, today()),
    ):
        with pytest.raises(Refused) as refused:
            conference(worker, case, decisions=[one])
        assert refused.value.field == "decisions"


def test_the_other_agency_says_what_it_did_and_nothing_else(worker):
    case, nurse = registered(worker), receiver()
    shared(worker, case, nurse, ["plan"])
    there = [Responsible(worker.agency, worker), Responsible(nurse.agency, nurse)]
    decisions = [Decided("Examine her", nurse, today()), Decided("Ask the shelter", worker, today())]
    theirs, ours = sorted(
        conference(worker, case, present=there, decisions=decisions).decisions.all(), key=lambda one: one.number
    )
    with pytest.raises(NotFound):
        operations.keep_decision(by=nurse, at=now(), case=case, decision=ours.pk, on=today())
    with pytest.raises(NotAllowed):
        conference(nurse, case)
    kept = operations.keep_decision(by=nurse, at=now(), case=case, decision=theirs.pk, on=today())
    assert (kept.state, kept.ended_by) == ("done", nurse)


def test_the_table_of_tasks_is_what_the_records_ask_for(worker):
    case = child(worker)
    assessed(worker, case)
    best_interests(worker, case)
    approved(worker, supervisor(), case, goals=2)
    conference(worker, case, decisions=[Decided("Ask the shelter", worker, today())])
    kinds = sorted(case.tasks.values_list("kind", flat=True))
    wanted = ["assessment.next", "best_interests.review", "conference.decision", "plan.action", "plan.action"]
    assert kinds == [*wanted, "plan.review"]
    assert tasks.drift() == 0
