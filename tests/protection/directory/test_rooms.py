"""The board of a shelter: how many places there are, what is out of order, and who sees who stays."""

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.protection.directory import queries
from tabara.protection.directory.enums import StayState
from tabara.protection.directory.operations import (
    arrive,
    book_stay,
    leave,
    put_in_order,
    put_out_of_order,
    set_room,
)
from tests.protection.directory.invented import (
    DAY,
    at_home,
    booked,
    keeper,
    next_door,
    person,
    shelter,
)
from tests.protection.sharing.sharers import now, shared, today

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


def test_there_are_never_fewer_places_than_are_taken(worker, house):
    inside(worker, house)
    booked(worker, person(worker), house, since=today() + 4 * DAY)
    with pytest.raises(Refused, match="2 places"):
        set_room(by=keeper(), at=now(), provider=house, kind="women", places=1)
    with pytest.raises(Refused, match="from 0"):
        set_room(by=keeper(), at=now(), provider=house, kind="women", places=-1)
    with pytest.raises(Refused, match="bed_kind"):
        set_room(by=keeper(), at=now(), provider=house, kind="camels", places=1)
    with pytest.raises(NotAllowed):
        set_room(by=worker, at=now(), provider=house, kind="women", places=9)
    assert set_room(by=at_home("supervisor"), at=now(), provider=house, kind="women", places=9).places == 9


def test_places_out_of_order_are_not_free_until_they_are_put_in_order(worker, house):
    given = {"by": worker, "at": now(), "provider": house, "kind": "women", "reason": "repair"}
    shut = put_out_of_order(**given, places=1, since=today(), until=None)
    assert free(house) == 1
    inside(worker, house)
    with pytest.raises(Refused):
        booked(worker, person(worker), house)
    with pytest.raises(Refused, match="No place of this kind is free in that time"):
        put_out_of_order(**given, places=1, since=today(), until=None)
    with pytest.raises(Refused, match="after the first"):
        put_out_of_order(**given, places=1, since=today(), until=today())
    put_in_order(by=worker, at=now(), provider=house, taken=shut.pk)
    assert free(house) == 1
    with pytest.raises(NotFound):
        put_in_order(by=worker, at=now(), provider=shelter("Second"), taken=shut.pk)
    with pytest.raises(NotAllowed):
        put_out_of_order(**{**given, "by": next_door()}, places=1, since=today(), until=None)


# Who sees and who acts


def test_the_shelters_own_people_see_who_stays_by_the_code_of_the_stay(worker, house):
    stay = inside(worker, house)
    colleague = at_home(team=None)
    board = queries.board(by=colleague, provider=house, on=today())
    assert [(one.code, code) for one, code in board.stays] == [(stay.code, "")]  # of another team's case, no more
    assert [code for _one, code in queries.board(by=worker, provider=house, on=today()).stays] == [stay.case.code]
    assert out(colleague, stay).state == StayState.LEFT


def test_nobody_else_sees_who_stays(house, worker):
    stay = inside(worker, house)
    for by in (next_door(), next_door("supervisor"), keeper(), at_home("focal_point")):
        with pytest.raises(NotFound):
            queries.board(by=by, provider=house, on=today())
        with pytest.raises(NotFound):
            queries.stay(by=by, number=stay.pk)
    with pytest.raises(NotAllowed):
        out(next_door(), stay)
    with pytest.raises(NotAllowed):
        arrive(by=keeper(), at=now(), stay=stay, on=today())


@pytest.mark.parametrize(("groups", "many"), [(["course"], 0), (["course", "services"], 1)])
def test_of_a_shared_case_a_stay_is_seen_with_the_help_given_alone(worker, house, groups, many):
    nurse = next_door()
    case = person(worker)
    booked(worker, case, house)
    shared(worker, case, nurse, groups)
    assert len(queries.stays_of(by=nurse, case=case)) == many


def test_a_supervisor_at_home_books_for_the_team(house):
    supervisor = at_home("supervisor")
    case = person(at_home())
    given = {"case": case, "provider": house, "kind": "women", "since": today()}
    assert book_stay(by=supervisor, at=now(), **given).booked_by == supervisor
    with pytest.raises(NotAllowed):
        book_stay(by=at_home("focal_point"), at=now(), **given)
