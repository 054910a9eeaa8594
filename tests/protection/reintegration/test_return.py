"""A return begins with the person's own wish, goes step by step, and nobody gets lost on the way."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.protection.cases import queries as cases
from tabara.protection.cases.operations import tasks as due
from tabara.protection.cases.operations import withdraw_consent
from tabara.protection.reintegration import operations, queries
from tabara.protection.reintegration.enums import RETURN_STEPS, ReturnState
from tests.factories import NOW, TODAY, make_agency, make_member, register
from tests.protection.reintegration.ways import (
    DAY,
    arrived,
    at,
    cleared,
    departed,
    handed_over,
    home_worker,
    prepared,
    says,
    ticked,
    willing,
)

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]
HANDOVER = {"received_by": "Sister Agnès", "condition": "well", "outcome": "with_family"}


@pytest.fixture
def worker():
    return home_worker()


@pytest.fixture
def case(worker):
    return willing(worker)


def waits(worker, case):
    return [(row.kind, row.due_on) for row in cases.tasks_of(by=worker, case=case)]


def test_the_whole_way_home(worker, case):
    journey = handed_over(worker, case)
    assert journey.state == ReturnState.HANDED_OVER
    assert (journey.outcome, journey.condition) == ("with_family", "well")
    assert waits(worker, case) == []


def test_whoever_was_not_asked_does_not_return(worker):
    case = register(worker)
    with pytest.raises(Refused, match="has not said that she wants to return"):
        prepared(worker, case)


def test_whoever_said_no_does_not_return(worker, case):
    says(worker, case, "return", given=False)
    with pytest.raises(Refused, match="has not said that she wants to return"):
        prepared(worker, case)


def test_one_return_at_a_time(worker, case):
    prepared(worker, case)
    with pytest.raises(Refused, match="under way in this case already"):
        prepared(worker, case)


def test_a_day_that_is_past_is_no_plan(worker, case):
    with pytest.raises(Refused, match="is before today"):
        prepared(worker, case, depart_on=TODAY - DAY)


def test_a_country_that_is_none_is_refused(worker, case):
    with pytest.raises(Refused, match="not in the list"):
        prepared(worker, case, to_country="XX")


def test_within_one_country_a_commune_is_asked_for(worker, case):
    with pytest.raises(Refused, match="choose the commune"):
        prepared(worker, case, from_country="ZZ", to_country="ZZ")
    journey = prepared(worker, case, from_country="ZZ", to_country="ZZ", place="ZZ1010102", place_version="2010")
    assert journey.place == "ZZ101"  # never finer than a commune


def test_a_commune_here_is_not_in_another_country(worker, case):
    with pytest.raises(Refused, match="not in the country to which"):
        prepared(worker, case, place="ZZ101", place_version="2010")


def test_a_departure_is_expected_on_its_day(worker, case):
    prepared(worker, case)
    assert waits(worker, case) == [("return.depart", TODAY + 7 * DAY)]


def test_two_days_after_a_departure_somebody_has_to_know_of_the_arrival(worker, case):
    departed(worker, case)
    assert waits(worker, case) == [("return.confirm_arrival", TODAY + 2 * DAY)]


def test_an_arrival_that_nobody_confirmed_is_overdue_to_the_coordinator_too(worker, case):
    worker.agency.in_network = True
    worker.agency.save(update_fields=["in_network"])
    departed(worker, case)
    coordinator = make_member("coordinator", agency=make_agency("commission"))
    found = cases.tasks(by=coordinator, own=False, until=TODAY + 2 * DAY)
    assert [(row.kind, row.case) for row in found] == [("return.confirm_arrival", case)]


def test_an_arrival_asks_for_the_handover(worker, case):
    arrived(worker, case)
    assert waits(worker, case) == [("return.hand_over", TODAY + 2 * DAY)]


def test_the_tasks_are_what_the_returns_say(worker, case):
    departed(worker, case)
    assert due.drift() == 0
    due.rebuild()
    assert waits(worker, case) == [("return.confirm_arrival", TODAY + 2 * DAY)]


def test_nobody_leaves_who_is_not_cleared(worker, case):
    journey = ticked(worker, prepared(worker, case))
    with pytest.raises(Refused, match="not cleared yet"):
        operations.depart(by=worker, at=NOW, case=case, journey=journey.pk, on=TODAY)


def test_a_return_is_not_cleared_twice(worker, case):
    journey = cleared(worker, case)
    with pytest.raises(Refused, match="This return is cleared"):
        operations.clear(by=worker, at=NOW, case=case, journey=journey.pk)


def test_nobody_arrives_before_leaving(worker, case):
    journey = cleared(worker, case)
    with pytest.raises(Refused, match="Record the departure first"):
        operations.confirm_arrival(by=worker, at=NOW, case=case, journey=journey.pk, on=TODAY)


def test_an_arrival_before_the_departure_is_no_day(worker, case):
    journey = departed(worker, case)
    with pytest.raises(Refused, match="is before the day on which the person left"):
        operations.confirm_arrival(by=worker, at=NOW, case=case, journey=journey.pk, on=TODAY - DAY)


def test_a_day_to_come_has_not_happened(worker, case):
    journey = departed(worker, case)
    with pytest.raises(Refused, match="is after today"):
        operations.confirm_arrival(by=worker, at=NOW, case=case, journey=journey.pk, on=TODAY + DAY)


def test_a_handover_names_who_took_the_person_over(worker, case):
    journey = arrived(worker, case)
    told = {**HANDOVER, "received_by": " "}
    with pytest.raises(Refused, match="who took the person over"):
        operations.hand_over(by=worker, at=NOW, case=case, journey=journey.pk, on=TODAY, **told)


def test_a_return_that_is_over_stays_over(worker, case):
    journey = handed_over(worker, case)
    with pytest.raises(Refused, match="This return is over"):
        operations.call_off(by=worker, at=NOW, case=case, journey=journey.pk, reason="other")
    with pytest.raises(Refused, match="This return is over"):
        operations.hand_over(by=worker, at=NOW, case=case, journey=journey.pk, on=TODAY, **HANDOVER)


def test_whoever_is_lost_on_the_way_is_said_to_be(worker, case):
    journey = departed(worker, case)
    row = operations.call_off(by=worker, at=at(TODAY + DAY), case=case, journey=journey.pk, reason="lost_on_the_way")
    assert (row.state, row.call_off_reason, row.called_off_on) == ("called_off", "lost_on_the_way", TODAY + DAY)
    assert waits(worker, case) == []


def test_a_return_called_off_is_over_and_another_can_be_prepared(worker, case):
    journey = prepared(worker, case)
    operations.call_off(by=worker, at=NOW, case=case, journey=journey.pk, reason="not_safe")
    with pytest.raises(Refused, match="called off"):
        operations.clear(by=worker, at=NOW, case=case, journey=journey.pk)
    assert prepared(worker, case).state == ReturnState.PREPARED


def test_a_reason_is_one_of_the_list(worker, case):
    with pytest.raises(Refused, match="not in the list"):
        operations.call_off(by=worker, at=NOW, case=case, journey=prepared(worker, case).pk, reason="tired")


def test_whoever_takes_the_wish_back_stays(worker, case):
    journey = cleared(worker, case)
    withdraw_consent(by=worker, at=NOW, case=case, purpose="return")
    journey.refresh_from_db()
    assert (journey.state, journey.call_off_reason) == (ReturnState.CALLED_OFF, "not_wanted")
    assert waits(worker, case) == []


def test_whoever_has_left_is_still_waited_for_though_the_wish_is_taken_back(worker, case):
    journey = departed(worker, case)
    withdraw_consent(by=worker, at=NOW, case=case, purpose="return")
    journey.refresh_from_db()
    assert journey.state == ReturnState.DEPARTED
    assert [kind for kind, _day in waits(worker, case)] == ["return.confirm_arrival"]


def test_the_steps_lead_from_the_first_state_to_every_other_and_end():
    reached, ahead = set(), {ReturnState.PREPARED}
    while ahead:
        reached |= ahead
        ahead = {step for state in ahead for step in RETURN_STEPS[state]} - reached
    assert reached == set(ReturnState)
    assert {state for state, steps in RETURN_STEPS.items() if not steps} == {
        ReturnState.HANDED_OVER,
        ReturnState.CALLED_OFF,
    }


def test_another_agency_prepares_nothing(case):
    with pytest.raises(NotAllowed):
        prepared(make_member(agency=make_agency("other")), case)


def test_a_return_of_another_case_is_not_found(worker, case):
    journey, other = prepared(worker, case), willing(worker)
    with pytest.raises(NotFound):
        operations.clear(by=worker, at=NOW, case=other, journey=journey.pk)
    with pytest.raises(NotFound):
        queries.journey(by=worker, case=other, number=journey.pk)


def test_a_departure_the_day_before_it_was_cleared_is_refused(worker, case):
    journey = cleared(worker, case)
    with pytest.raises(Refused, match="is before the day on which the return was cleared"):
        operations.depart(by=worker, at=NOW, case=case, journey=journey.pk, on=TODAY - dt.timedelta(days=1))
