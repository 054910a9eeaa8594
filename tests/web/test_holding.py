"""A page asks no room that holds nothing of a case, and misses nothing of what a case has."""

import pytest

from tabara.interfaces.web.casefile import Reading
from tabara.protection.cases import queries
from tests.factories import make_member, register
from tests.web.world import make_world

pytestmark = pytest.mark.django_db(databases="__all__")


def test_of_a_case_with_something_in_every_room_the_page_reads_what_each_query_tells():
    world = make_world()
    worker, case = world.members["caseworker"], world.case
    story, held = Reading(case, worker), queries.held(case=case)
    assert len(held) > 12
    for query, records in queries.NEEDED.items():
        told = query(by=worker, case=case)
        assert (story.of(query), bool(told) <= (records in held)) == (told, True), query


def test_of_a_case_that_has_just_begun_no_room_has_anything_to_tell():
    worker = make_member()
    case = register(worker)
    held = queries.held(case=case)
    assert [
        records for query, records in queries.NEEDED.items() if query(by=worker, case=case) and records not in held
    ] == []
    assert {"stays", "plans", "flags", "referrals"} & held == set()
