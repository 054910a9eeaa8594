"""Places to sleep: as many stays as places, one place for one person, and what is free on a day."""

import itertools

import pytest

from tabara.access.errors import Refused
from tabara.protection.cases.models import Task
from tabara.protection.cases.operations import close_case
from tabara.protection.cases.operations import tasks as case_tasks
from tabara.protection.directory import queries
from tabara.protection.directory.enums import HOLDING, STAY_STEPS, StayState
from tabara.protection.directory.models import Stay
from tabara.protection.directory.operations import (
    arrive,
    cancel_stay,
    exclude_provider,
    extend_stay,
    leave,
    review_stay,
)
from tests.protection.directory.invented import (
    DAY,
    at_home,
    booked,
    listed,
    next_door,
    person,
    room,
    shelter,
)
from tests.protection.sharing.sharers import now, today

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def worker():
    return at_home()


@pytest.fixture
def house(worker):
    return shelter(women=2, men=1)


def free(house, kind="women", on=None):
    rows = queries.rooms(by=at_home(), provider=house, on=on or today(), today=today())
    return next(one.free for one in rows if one.kind == kind)


def out(worker, stay, on=None, to="family", safe="yes"):
    return leave(by=worker, at=now(), stay=stay, on=on or today(), to=to, safe=safe)


def inside(worker, house, **facts):
    return arrive(by=worker, at=now(), stay=booked(worker, person(worker), house, **facts), on=today())


def due(stay):
    return [(one.kind, one.due_on) for one in Task._base_manager.filter(about=stay.pk)]


def test_each_stay_takes_one_place_of_its_kind_on_its_days(worker, house):
    booked(worker, person(worker), house, since=today() + DAY, until=today() + 3 * DAY)
    days = [free(house, on=today() + number * DAY) for number in range(5)]
    assert days == [2, 1, 1, 2, 2]  # the last day is the first on which it is free again
    assert free(house, "men") == 1


def test_nobody_gets_a_place_that_is_not_there_and_is_told_from_when_one_is(worker, house):
    inside(worker, house, until=today() + 5 * DAY)
    inside(worker, house, until=today() + 9 * DAY)
    case = person(worker)
    with pytest.raises(Refused, match="before") as refused:
        booked(worker, case, house)
    assert str((today() + 5 * DAY).day) in refused.value.message
    assert booked(worker, case, house, since=today() + 5 * DAY).state == StayState.PLANNED


def test_where_nobody_knows_when_the_list_of_help_is_named(worker, house):
    inside(worker, house)
    inside(worker, house)
    with pytest.raises(Refused, match="The list of help shows who has one"):
        booked(worker, person(worker), house)


def test_a_place_that_is_free_only_for_some_days_is_given_for_these(worker):
    house, case = shelter(women=1), person(worker)
    booked(worker, person(worker), house, since=today() + 4 * DAY)
    with pytest.raises(Refused, match="free only until"):
        booked(worker, case, house)
    assert booked(worker, case, house, until=today() + 4 * DAY).state == StayState.PLANNED


def test_one_person_has_one_place_at_a_time(worker, house):
    case = person(worker)
    booked(worker, case, house, until=today() + 4 * DAY)
    other = shelter("Second", women=3)
    with pytest.raises(Refused, match="has a place at Refuge"):
        booked(worker, case, other, since=today() + 3 * DAY)
    assert booked(worker, case, other, since=today() + 4 * DAY).provider == other


def test_whoever_is_still_in_has_her_place_whatever_was_planned(worker):
    house = shelter(women=1)
    stay = inside(worker, house, until=today() + DAY)
    stay.taken.until = today()  # it was planned until today, and she has not left
    stay.taken.save()
    assert free(house) == 0
    with pytest.raises(Refused):
        booked(worker, person(worker), house)
    with pytest.raises(Refused, match="has a place"):
        booked(worker, stay.case, shelter("Second"))
    out(worker, stay)
    assert free(house) == 1


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        ("men", {}),
        ("women", {"sex": "male"}),
        ("girls", {}),
        ("girls", {"birth_year": today().year - 10, "sex": "male"}),
    ],
)
def test_a_place_for_others_is_refused(worker, kind, answers):
    with pytest.raises(Refused) as refused:
        booked(worker, person(worker, **answers), shelter(women=1, men=1, girls=1), kind=kind)
    assert refused.value.field == "kind"


def test_what_cannot_be_booked_is_refused_with_the_remedy(worker, house):
    case = person(worker)
    with pytest.raises(Refused, match="no places of this kind"):
        booked(worker, case, house, kind="unit")
    with pytest.raises(Refused, match="before today"):
        booked(worker, case, house, since=today() - DAY)
    with pytest.raises(Refused, match="after the first"):
        booked(worker, case, house, until=today())
    with pytest.raises(Refused, match="Ask it for a place"):
        booked(next_door(), person(next_door()), house)
    exclude_provider(by=worker, at=now(), case=case, provider=house, reason="works_there")
    with pytest.raises(Refused, match="not safe for this person"):
        booked(worker, case, house)
    closed = person(worker)
    close_case(by=worker, at=now(), case=closed, on=today(), reason="goals_met")
    with pytest.raises(Refused, match="closed"):
        booked(worker, closed, house)
    assert Stay._base_manager.count() == 0


def test_a_place_of_no_agency_is_booked_by_whoever_agreed_it_by_telephone():
    worker = next_door()
    sisters = listed("Sisters", kind="shelter")
    room(sisters, "women", 1)
    assert booked(worker, person(worker), sisters).provider == sisters


# From plan to end

WAYS = {
    StayState.IN: lambda worker, stay: arrive(by=worker, at=now(), stay=stay, on=today()),
    StayState.LEFT: out,
    StayState.CANCELLED: lambda worker, stay: cancel_stay(by=worker, at=now(), stay=stay),
}


def brought_to(worker, house, state):
    stay = booked(worker, person(worker), house)
    for step in {StayState.PLANNED: (), StayState.LEFT: (StayState.IN, StayState.LEFT)}.get(state, (state,)):
        WAYS[step](worker, stay)
    return stay


@pytest.mark.parametrize(("start", "end"), list(itertools.product(StayState, WAYS)))
def test_a_stay_takes_the_steps_of_its_table_and_no_other(worker, house, start, end):
    stay = brought_to(worker, house, start)
    if end in STAY_STEPS[start]:
        assert WAYS[end](worker, stay).state == end
    else:
        with pytest.raises(Refused):
            WAYS[end](worker, stay)
        assert Stay._base_manager.get(pk=stay.pk).state == start
    held = Stay._base_manager.get(pk=stay.pk).state in HOLDING
    assert free(house) == (1 if held else 2)


def test_leaving_says_where_to_and_whether_it_is_safe_there(worker, house):
    stay = inside(worker, house)
    with pytest.raises(Refused) as refused:
        out(worker, stay, to="the moon")
    assert refused.value.field == "to"
    with pytest.raises(Refused, match="Say whether it is safe"):
        out(worker, stay, safe="")
    with pytest.raises(Refused, match="day of arrival"):
        out(worker, stay, on=today() - DAY)
    with pytest.raises(Refused, match="after today"):
        out(worker, stay, on=today() + DAY)
    left = out(worker, stay, to="without_saying", safe="unknown")
    assert (left.left_to, left.left_safe, left.left_on, left.taken.until) == (
        "without_saying",
        "unknown",
        today(),
        today(),
    )


def test_whoever_comes_before_the_day_has_a_place_only_where_one_is_free(worker):
    house = shelter(women=1)
    booked(worker, person(worker), house, until=today() + 2 * DAY)
    later = booked(worker, person(worker), house, since=today() + 2 * DAY)
    with pytest.raises(Refused, match="after today"):
        arrive(by=worker, at=now(), stay=later, on=today() + DAY)
    with pytest.raises(Refused):
        arrive(by=worker, at=now(), stay=later, on=today())
    assert Stay._base_manager.get(pk=later.pk).state == StayState.PLANNED


def test_a_stay_is_kept_longer_only_as_long_as_the_place_is_nobody_elses(worker):
    house = shelter(women=1)
    stay = inside(worker, house, until=today() + 2 * DAY)
    booked(worker, person(worker), house, since=today() + 5 * DAY)
    assert extend_stay(by=worker, at=now(), stay=stay, until=today() + 5 * DAY).taken.until == today() + 5 * DAY
    for until in (today() + 6 * DAY, None):
        with pytest.raises(Refused, match="free only until"):
            extend_stay(by=worker, at=now(), stay=stay, until=until)
    assert extend_stay(by=worker, at=now(), stay=stay, until=today() + DAY).taken.until == today() + DAY
    with pytest.raises(Refused, match="ended already"):
        extend_stay(by=worker, at=now(), stay=out(worker, stay), until=None)


# What falls due


def test_an_arrival_and_then_a_review_are_expected_and_closing_waits_for_the_end(worker, house):
    stay = booked(worker, person(worker), house, since=today() + DAY)
    assert due(stay) == [("stay.arrival", today() + DAY)]
    cancel_stay(by=worker, at=now(), stay=stay)
    assert due(stay) == []
    stay = inside(worker, house)
    assert due(stay) == [("stay.review", today() + 30 * DAY)]
    with pytest.raises(Refused, match="Open tasks"):
        close_case(by=worker, at=now(), case=stay.case, on=today(), reason="goals_met")
    review_stay(by=worker, at=now() + 3 * DAY, stay=stay)
    assert due(stay) == [("stay.review", today() + 33 * DAY)]
    out(worker, stay)
    assert due(stay) == []


def test_only_a_stay_that_goes_on_is_looked_at_again(worker, house):
    with pytest.raises(Refused, match="Record the arrival first"):
        review_stay(by=worker, at=now(), stay=booked(worker, person(worker), house))


def test_the_table_of_tasks_is_what_the_stays_ask_for(worker, house):
    inside(worker, house)
    booked(worker, person(worker), house, since=today() + DAY)
    assert case_tasks.drift() == 0
