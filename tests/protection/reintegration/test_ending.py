"""A case ends with a reason and with nothing left open, opens again with a reason, and a new episode says why."""

import pytest

from tabara.access.errors import NotAllowed, Refused
from tabara.protection.cases import operations as cases_operations
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import CaseStatus
from tabara.protection.cases.operations import close_case
from tabara.protection.intake.operations import open_again
from tabara.protection.reintegration import operations, queries
from tabara.protection.reintegration.enums import ReturnState, VisitState
from tests.factories import NOW, TODAY, make_agency, make_member, make_team, register, situation
from tests.protection.reintegration.ways import (
    at,
    departed,
    handed_over,
    home_worker,
    kept,
    planned,
    prepared,
    visits,
    willing,
)

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]


@pytest.fixture
def worker():
    return home_worker()


@pytest.fixture
def case(worker):
    return willing(worker)


def ended(by, case, reason="goals_met", **answers):
    usual = {"on": TODAY, "answer": "agrees", "summary": "She sews and sells.", "way_back": "Call Aline."}
    return operations.end_case(by=by, at=NOW, case=case, reason=reason, **{**usual, **answers})


def test_a_case_ends_with_its_reason_and_its_words_sealed(worker, case):
    row = ended(worker, case)
    assert (case.status, case.closed_on, row.reason, row.answer) == (CaseStatus.CLOSED, TODAY, "goals_met", "agrees")
    assert b"sews" not in bytes(row.summary)
    told = operations.open_words(by=worker, at=NOW, case=case, reason="assistance")
    assert {one.text for one in told} == {"She sews and sells.", "Call Aline."}


def test_a_case_that_another_agency_goes_on_with_says_so_and_can_be_opened_again(worker, case):
    ended(worker, case, reason="referred")
    assert case.status == CaseStatus.CLOSED_REFERRED
    operations.resume_case(by=worker, at=NOW, case=case, reason="found_again")
    assert (case.status, case.closed_on) == (CaseStatus.ACTIVE, None)


def test_a_case_is_in_follow_up_as_long_as_visits_are_to_come(worker, case):
    plan = planned(worker, case)
    assert case.status == CaseStatus.FOLLOW_UP
    *first, last = visits(plan)
    for visit in first:
        kept(worker, case, visit)
    assert case.status == CaseStatus.FOLLOW_UP
    kept(worker, case, last)
    case.refresh_from_db()
    assert case.status == CaseStatus.ACTIVE


def test_a_case_whose_visits_nobody_agrees_to_any_more_is_in_follow_up_no_longer(worker, case):
    planned(worker, case)
    cases_operations.withdraw_consent(by=worker, at=NOW, case=case, purpose="follow_up_contact")
    case.refresh_from_db()
    assert case.status == CaseStatus.ACTIVE


def test_a_case_in_follow_up_is_closed_like_any_other(worker, case):
    planned(worker, case)
    ended(worker, case, reason="lost_contact")
    assert case.status == CaseStatus.CLOSED


def test_planned_visits_hinder_closing_and_the_sentence_says_how_many(worker, case):
    plan = planned(worker, case)
    with pytest.raises(Refused, match="Visits still planned in this case: 4"):
        ended(worker, case)
    with pytest.raises(Refused, match="Open tasks in this case: 4"):
        close_case(by=worker, at=NOW, case=case, on=TODAY, reason="goals_met")
    for visit in visits(plan):
        kept(worker, case, visit)
    assert ended(worker, case).reason == "goals_met"
    plan.refresh_from_db()
    assert plan.ended_on == TODAY


@pytest.mark.parametrize("reason", ["lost_contact", "deceased", "declined", "re_trafficked"])
def test_where_nobody_can_be_visited_any_more_the_visits_are_dropped_with_the_reason(worker, case, reason):
    plan = planned(worker, case)
    kept(worker, case, visits(plan)[0])
    ended(worker, case, reason)
    states = [(one.state, one.reason) for one in visits(plan)]
    assert states == [(VisitState.KEPT, ""), *[(VisitState.DROPPED, reason)] * 3]
    assert cases.tasks_of(by=worker, case=case) == []


def test_a_return_in_preparation_hinders_closing(worker, case):
    prepared(worker, case)
    with pytest.raises(Refused, match="A return is being prepared"):
        ended(worker, case)


def test_a_return_in_preparation_ends_where_contact_is_lost(worker, case):
    journey = prepared(worker, case)
    ended(worker, case, "lost_contact")
    journey.refresh_from_db()
    assert (journey.state, journey.call_off_reason) == (ReturnState.CALLED_OFF, "case_closed")


@pytest.mark.parametrize("reason", ["lost_contact", "goals_met"])
def test_whoever_is_on_the_way_is_not_given_up_by_closing_the_case(worker, case, reason):
    departed(worker, case)
    with pytest.raises(Refused, match="has left and was not handed over yet"):
        ended(worker, case, reason)
    assert case.status == CaseStatus.ACTIVE


def test_whoever_died_on_the_way_is_waited_for_no_more(worker, case):
    journey = departed(worker, case)
    ended(worker, case, "deceased", answer="not_asked")
    journey.refresh_from_db()
    assert journey.state == ReturnState.CALLED_OFF


def test_a_return_that_is_over_hinders_nothing(worker, case):
    handed_over(worker, case)
    assert ended(worker, case).reason == "goals_met"


def test_tasks_of_other_rooms_hinder_too(worker, case):
    from tabara.protection.cases.operations import tasks

    tasks.expect(case=case, kind="plan.action", about=case.pk, due_on=TODAY)
    with pytest.raises(Refused, match="Open tasks in this case: 1"):
        ended(worker, case)
    assert queries.endings(by=worker, case=case) == []


@pytest.mark.parametrize("answers", [{"reason": "bored"}, {"answer": "shrugs"}])
def test_reasons_and_answers_are_those_of_the_list(worker, case, answers):
    with pytest.raises(Refused, match="not in the list"):
        ended(worker, case, **answers)


def test_a_closed_case_is_not_closed_again_nor_worked_in(worker, case):
    plan = planned(worker, case)
    ended(worker, case, "lost_contact")
    for act in (
        lambda: ended(worker, case),
        lambda: planned(worker, case),
        lambda: prepared(worker, case),
        lambda: kept(worker, case, visits(plan)[0]),
    ):
        with pytest.raises(Refused, match="This case is closed"):
            act()


def test_opening_again_asks_why_and_the_same_case_goes_on(worker, case):
    ended(worker, case)
    with pytest.raises(Refused, match="not in the list"):
        operations.resume_case(by=worker, at=NOW, case=case, reason="because")
    operations.resume_case(by=worker, at=NOW, case=case, reason="came_back")
    row = queries.endings(by=worker, case=case)[0]
    assert (row.reopened_on, row.reopened_by, row.reopen_reason) == (TODAY, worker, "came_back")
    assert case.status == CaseStatus.ACTIVE
    with pytest.raises(Refused, match="open already"):
        operations.resume_case(by=worker, at=NOW, case=case, reason="came_back")


def test_a_case_closed_without_a_word_opens_again_too(worker, case):
    close_case(by=worker, at=NOW, case=case, on=TODAY, reason="goals_met")
    operations.resume_case(by=worker, at=NOW, case=case, reason="new_need")
    assert [(row.reason, row.reopen_reason) for row in queries.endings(by=worker, case=case)] == [("", "new_need")]


def test_each_closing_is_remembered(worker, case):
    ended(worker, case)
    operations.resume_case(by=worker, at=NOW, case=case, reason="came_back")
    ended(worker, case, "relocated")
    assert [row.reason for row in queries.endings(by=worker, case=case)] == ["relocated", "goals_met"]


def test_a_new_episode_says_why_and_which_case_it_follows(worker, case):
    ended(worker, case, "re_trafficked")
    again = open_again(by=worker, at=NOW, case=case, situation=situation(birth_year=1998), why="re_trafficked")
    assert again.person_id == case.person_id
    found = queries.earlier(by=worker, case=again)
    assert (found.follows, found.reason, found.begun_on) == (case, "re_trafficked", TODAY)
    assert [row.case for row in queries.later(by=worker, case=case)] == [again]


def test_a_new_episode_without_a_reason_is_not_opened(worker, case):
    with pytest.raises(Refused, match="not in the list"):
        open_again(by=worker, at=NOW, case=case, situation=situation(birth_year=1998), why="")
    assert cases.page(by=worker).rows[1:] == []


def test_the_link_is_shown_only_to_whoever_sees_both_cases(worker, case):
    supervisor = make_member("supervisor", agency=worker.agency)
    other = make_member(agency=worker.agency, team=make_team(worker.agency, "South"))
    again = open_again(by=supervisor, at=NOW, case=case, situation=situation(birth_year=1998), why="came_back")
    assert queries.earlier(by=supervisor, case=again) is not None
    assert queries.earlier(by=worker, case=again) is None
    assert queries.later(by=worker, case=case) == []
    assert queries.later(by=other, case=case) == []


def test_another_agency_closes_nothing(case):
    with pytest.raises(NotAllowed):
        ended(make_member(agency=make_agency("other")), case)


def test_a_case_without_plan_or_return_closes(worker):
    case = register(worker)
    assert ended(worker, case, "relocated", summary="", way_back="").summary is None
    assert at(TODAY).date() == TODAY
