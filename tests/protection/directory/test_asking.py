"""A place at another agency's shelter: asked for without a name, promised or declined, and then a stay."""

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Task
from tabara.protection.cases.operations import tasks as case_tasks
from tabara.protection.directory import queries
from tabara.protection.directory.enums import AskState, StayState
from tabara.protection.directory.models import Ask, Stay
from tabara.protection.directory.models.provider import Whereabouts
from tabara.protection.directory.operations import (
    accept_place,
    arrive,
    ask_place,
    cancel_stay,
    decline_place,
    exclude_provider,
    leave,
    lift_exclusion,
    open_exclusion,
    open_whereabouts_for,
    withdraw_ask,
)
from tests.protection.directory.invented import DAY, HOUSE, at_home, booked, next_door, person, shelter
from tests.protection.sharing.sharers import now, today

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def asker():
    return next_door()


@pytest.fixture
def house():
    return shelter(women=1)


def asked(by, house, case=None, **facts):
    usual = {"kind": "women", "since": today(), "child_ages": (7, 2)}
    return ask_place(by=by, at=now(), case=case or person(by), provider=house, **{**usual, **facts})


def test_the_shelter_sees_the_kind_the_ages_and_the_days_and_nothing_of_the_person(asker, house):
    row = asked(asker, house)
    seen = queries.asked_of_us(by=at_home())
    assert [(one.kind, one.child_ages, one.since) for one in seen] == [("women", [2, 7], today())]
    with pytest.raises(NotFound):
        cases.case(by=at_home(), number=row.case_id)
    assert queries.asks_waiting(by=at_home()) == 1
    assert queries.asks_waiting(by=at_home("focal_point")) == 0


def test_nobody_else_sees_that_somebody_asked(asker, house):
    row = asked(asker, house)
    third = next_door(team=None)
    assert queries.asked_of_us(by=third) == []
    with pytest.raises(NotFound):
        queries.ask(by=third, number=row.pk)
    with pytest.raises(NotAllowed):
        accept_place(by=asker, at=now(), ask=row)


def test_a_promise_is_a_planned_stay_that_both_sides_know_by_its_code(asker, house):
    row = accept_place(by=at_home(), at=now(), ask=asked(asker, house))
    stay = Stay._base_manager.get()
    assert (row.state, row.stay_id, stay.state) == (AskState.ACCEPTED, stay.pk, StayState.PLANNED)
    assert [one.code for one in queries.stays_of(by=asker, case=row.case)] == [stay.code]
    assert [one.code for one, _case in queries.board(by=at_home(), provider=house, on=today()).stays] == [stay.code]
    assert {one.kind for one in Task._base_manager.all()} == {"stay.arrival"}
    assert case_tasks.drift() == 0


def test_both_sides_say_that_she_came_and_left(asker, house):
    stay = accept_place(by=at_home(), at=now(), ask=asked(asker, house)).stay
    arrive(by=at_home(), at=now(), stay=stay, on=today())
    left = leave(by=asker, at=now(), stay=stay, on=today(), to="family", safe="no")
    assert (left.state, left.left_safe) == (StayState.LEFT, "no")


def test_where_the_shelter_is_opens_once_the_place_is_promised_and_no_longer_than_that(asker, house):
    row = asked(asker, house)
    given = {"case": row.case, "provider": house, "reason": "assistance"}
    with pytest.raises(NotAllowed):
        open_whereabouts_for(by=asker, at=now(), **given)
    stay = accept_place(by=at_home(), at=now(), ask=row).stay
    opened = open_whereabouts_for(by=asker, at=now(), **given).opened
    assert isinstance(opened, Whereabouts)
    assert opened.address == HOUSE
    cancel_stay(by=asker, at=now(), stay=stay)
    with pytest.raises(NotAllowed):
        open_whereabouts_for(by=asker, at=now(), **given)


def test_a_full_shelter_cannot_promise(asker, house):
    worker = at_home()
    row = asked(asker, house)
    booked(worker, person(worker), house)
    with pytest.raises(Refused, match="No place of this kind is free"):
        accept_place(by=worker, at=now(), ask=row)
    assert Ask._base_manager.get().state == AskState.SENT


def test_a_shelter_that_promises_too_late_learns_that_a_place_was_found_and_not_where(asker, house):
    second = shelter("Second", women=1)
    case = person(asker)
    first, other = asked(asker, house, case), asked(asker, second, case)
    accept_place(by=at_home(), at=now(), ask=other)
    with pytest.raises(Refused) as refused:
        accept_place(by=at_home(), at=now(), ask=first)
    assert refused.value.message == "The person has a place meanwhile. Decline this request."


def test_a_decline_says_why(asker, house):
    row = asked(asker, house)
    with pytest.raises(Refused) as refused:
        decline_place(by=at_home(), at=now(), ask=row, reason="bored")
    assert refused.value.field == "reason"
    decline_place(by=at_home(), at=now(), ask=row, reason="no_place")
    assert [(one.state, one.decline_reason) for one in queries.asks_of(by=asker, case=row.case)] == [
        ("declined", "no_place")
    ]
    assert list(Task._base_manager.all()) == []


@pytest.mark.parametrize("state", [AskState.ACCEPTED, AskState.DECLINED, AskState.WITHDRAWN])
def test_what_was_answered_is_not_answered_again(asker, house, state):
    row = asked(asker, house)
    ends = {
        AskState.ACCEPTED: lambda: accept_place(by=at_home(), at=now(), ask=row),
        AskState.DECLINED: lambda: decline_place(by=at_home(), at=now(), ask=row, reason="no_place"),
        AskState.WITHDRAWN: lambda: withdraw_ask(by=asker, at=now(), case=row.case, ask=row.pk),
    }
    ends[state]()
    for again in ends.values():
        with pytest.raises(Refused, match=r"already|taken back"):
            again()
    assert Ask._base_manager.get().state == state


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"kind": "men"}, "not for this person"),
        ({"kind": "unit"}, "no places of this kind"),
        ({"since": today() - DAY}, "before today"),
        ({"child_ages": (-1,)}, "ages of the children"),
        ({"child_ages": range(16)}, "ages of the children"),
    ],
)
def test_what_cannot_be_asked_is_refused(asker, house, facts, words):
    with pytest.raises(Refused, match=words):
        asked(asker, house, **facts)


def test_one_shelter_is_asked_once_at_a_time_and_ones_own_never(asker, house):
    case = person(asker)
    asked(asker, house, case)
    with pytest.raises(Refused, match="asked already"):
        asked(asker, house, case)
    with pytest.raises(Refused, match="Book it instead"):
        asked(at_home(), house)
    with pytest.raises(NotAllowed):
        asked(next_door("focal_point"), house, case)
    with pytest.raises(NotFound):
        withdraw_ask(by=asker, at=now(), case=person(asker), ask=Ask._base_manager.get().pk)


# Where the person is not safe


def test_an_exclusion_takes_back_what_was_asked_there(asker, house):
    row = asked(asker, house)
    exclude_provider(by=asker, at=now(), case=row.case, provider=house, reason="works_there", note="her uncle")
    assert Ask._base_manager.get().state == AskState.WITHDRAWN
    with pytest.raises(Refused, match="not safe"):
        asked(asker, house, row.case)


def test_why_is_for_those_who_carry_the_case_and_the_note_for_a_reason(asker, house):
    case = person(asker)
    row = exclude_provider(by=asker, at=now(), case=case, provider=house, reason="works_there", note="her uncle")
    assert b"uncle" not in bytes(row.note)
    assert [one.reason for one in queries.exclusions_of(by=asker, case=case)] == ["works_there"]
    assert queries.exclusions_of(by=at_home(), case=case) == []
    given = {"at": now(), "case": case, "exclusion": row.pk}
    assert open_exclusion(by=asker, **given, reason="assistance") == "her uncle"
    with pytest.raises(Refused, match="Say why"):
        open_exclusion(by=asker, **given, reason="")
    with pytest.raises(NotAllowed):
        open_exclusion(by=at_home(), **given, reason="assistance")


def test_it_is_noted_once_and_lifted_when_it_has_passed(asker, house):
    case = person(asker)
    given = {"by": asker, "at": now(), "case": case}
    row = exclude_provider(**given, provider=house, reason="known_place")
    with pytest.raises(Refused, match="already"):
        exclude_provider(**given, provider=house, reason="other")
    lift_exclusion(**given, exclusion=row.pk)
    with pytest.raises(NotFound):
        lift_exclusion(**given, exclusion=row.pk)
    assert queries.excluded(by=asker, case=case, on=today()) == frozenset()
    with pytest.raises(Refused) as refused:
        exclude_provider(**given, provider=house, reason="bored")
    assert refused.value.field == "reason"
    with pytest.raises(NotAllowed):
        exclude_provider(**{**given, "by": at_home()}, provider=house, reason="other")
