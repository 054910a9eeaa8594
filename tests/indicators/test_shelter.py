"""Who sleeps where and how full that is, as drawn tables and their figures."""

import datetime as dt

import pytest

from tabara.methods.disclosure import PUBLIC
from tabara.protection.directory.models import Provider, Room, Stay, Taken
from tests.factories import register
from tests.indicators import drawn
from tests.indicators.drawn import figure
from tests.marts import AT

pytestmark = pytest.mark.django_db(databases="__all__")
PEOPLE = """
person | sex    | counted | opened
-------|--------|---------|--------
Anna   | female | yes     | 2024-01
Bea    | female | yes     | 2024-01
Eric   | male   | no      | 2024-01
"""
PROVIDERS = """
name | since      | until
-----|------------|-----------
home | 2025-12-01 | -
gone | 2024-12-01 | 2025-02-01
"""
ROOMS = """
name  | provider | kind  | places
------|----------|-------|-------
women | home     | women | 3
men   | home     | men   | 1
girls | gone     | girls | 2
"""
TAKEN = """
name | room  | since      | until      | out_of_order | places
-----|-------|------------|------------|--------------|-------
a    | women | 2025-12-30 | -          | -            | 1
b    | women | 2025-12-20 | 2025-12-25 | -            | 1
c    | girls | 2025-01-20 | 2025-01-25 | -            | 1
e    | men   | 2025-12-10 | 2025-12-20 | -            | 1
p    | men   | 2025-12-25 | -          | -            | 1
x    | women | 2025-12-01 | 2025-12-11 | repair       | 1
"""
STAYS = """
person | taken | state     | arrived_on | left_on    | left_to | left_safe
-------|-------|-----------|------------|------------|---------|----------
Anna   | a     | in        | 2025-12-30 | -          | -       | -
Anna   | b     | left      | 2025-12-20 | 2025-12-25 | family  | no
Bea    | c     | left      | 2025-01-20 | 2025-01-25 | family  | yes
Bea    | p     | planned   | -          | -          | -       | -
Eric   | e     | left      | 2025-12-10 | 2025-12-20 | family  | yes
"""
COUNTED = {
    "people_sheltered": 2,
    "shelter_arrivals": 3,
    "shelter_departures": 2,
    "shelter_departures_safe": 1,
    "nights_stayed": 5 + 2 + 5,
    "nights_offered": 3 * 31 - 10 + 31 + 2 * 31,
}
BROKEN_DOWN = {
    ("people_sheltered", "bed_kind"): {"women": 1, "girls": 1},
    ("nights_stayed", "bed_kind"): {"women": 7, "girls": 5},
    ("nights_offered", "bed_kind"): {"women": 83, "girls": 62, "men": 31},
    ("shelter_departures", "left_safe"): {"yes": 1, "no": 1},
}


@pytest.fixture
def cases(worker):
    found = drawn.people(worker, PEOPLE)
    listed = {"name": "House", "kind": "shelter", "verified_on": drawn.day("2024-01"), "verified_by": worker}
    providers = drawn.stored(Provider, PROVIDERS, agency=worker.agency, **listed)
    rooms = drawn.stored(Room, ROOMS, known={"provider": providers})
    taken = drawn.stored(Taken, TAKEN, known={"room": rooms})
    drawn.stored(Stay, STAYS, found, {"taken": taken}, booked_by=worker, booked_at=drawn.AT)
    return found


def test_what_was_drawn_counts_as_its_rule_says(cases, built):
    mart = built()
    assert {key: figure(key, mart) for key in COUNTED} == COUNTED
    assert {(key, by): figure(key, mart, by) for key, by in BROKEN_DOWN} == BROKEN_DOWN


def test_a_stay_that_goes_on_has_another_night_at_the_next_build_though_nobody_acted_on_it(cases, built):
    assert figure("nights_stayed", built(), year=2026) == 31 + 28 + 2
    later = built(full=False, at=AT + dt.timedelta(days=3))
    assert (later.about.changed, figure("nights_stayed", later, year=2026)) == (0, 31 + 28 + 5)


def test_many_nights_of_few_people_are_withheld_and_those_of_many_are_not(worker, cases, built):
    assert figure("nights_stayed", built(), rule=PUBLIC) is None
    room = Room.objects.get(kind="men")
    for _one in range(12):
        place = Taken.objects.create(room=room, since=drawn.day("2025-12"), until=drawn.day("2026-01"))
        told = {"state": "left", "arrived_on": place.since, "left_on": drawn.day("2025-12-03"), "left_to": "family"}
        case = register(worker, sex="male", opened_on=drawn.day("2024-01"))
        Stay._base_manager.create(case=case, taken=place, booked_by=worker, booked_at=drawn.AT, left_safe="yes", **told)
    mart = built()
    assert figure("nights_stayed", mart, rule=PUBLIC) == 12 + 24
    assert figure("nights_stayed", mart, "year", rule=PUBLIC) == {"2025": 12 + 24}
    assert figure("nights_stayed", mart, "sex", rule=PUBLIC) == {"male": None, "female": None}
