"""The ground that focal points cover, told by hill where the pack lists hills, else by what it knows; drawn by hand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tabara.access.errors import NotAllowed, NotFound
from tabara.protection.community import queries
from tabara.protection.community.operations import end_point
from tests.factories import NOW, TODAY, make_agency, make_member
from tests.protection.community.hill import DAY, named, worker

pytestmark = pytest.mark.django_db(databases="__all__")

# The invented country in 2024: province -> commune -> (its finest places).
GROUND = {
    "ZZA": {"ZZA1": ["ZZA10101", "ZZA10102", "ZZA10201"], "ZZA2": ["ZZA20101"]},
    "ZZB": {"ZZB1": ["ZZB10101"], "ZZB2": ["ZZB2"]},  # of ZZB2 the pack knows nothing finer
}


def drawn(by):
    """Give the cover as a table: of each commune its points, and the places without one."""
    return {
        province.place.code: {
            one.place.code: (one.points, [place.code for place in one.bare]) for one in province.communes
        }
        for province in queries.cover(by=by, on=TODAY)
    }


def test_without_a_focal_point_the_whole_ground_is_bare():
    assert drawn(worker("supervisor")) == {
        province: {commune: (0, places) for commune, places in communes.items()}
        for province, communes in GROUND.items()
    }


def test_a_point_covers_her_hill_and_a_commune_without_hills_by_itself():
    by = worker("supervisor")
    for place in ("ZZA10102", "ZZA20101", "ZZB2"):
        named(by, place=place)
    assert drawn(by) == {
        "ZZA": {"ZZA1": (1, ["ZZA10101", "ZZA10201"]), "ZZA2": (1, [])},
        "ZZB": {"ZZB1": (0, ["ZZB10101"]), "ZZB2": (1, [])},
    }
    north, south = queries.cover(by=by, on=TODAY)
    assert (north.points, north.covered, north.places) == (2, 2, 4)
    assert (south.points, south.covered, south.places) == (1, 1, 2)


def test_a_point_of_a_whole_commune_covers_none_of_its_hills():
    by = worker("supervisor")
    named(by, place="ZZA1")
    assert drawn(by)["ZZA"]["ZZA1"] == (1, GROUND["ZZA"]["ZZA1"])


def test_a_point_named_in_the_older_division_counts_in_the_commune_of_today():
    by = worker("supervisor")
    named(by, place="ZZ1010101", place_version="2010")
    assert drawn(by)["ZZA"]["ZZA1"] == (1, GROUND["ZZA"]["ZZA1"])  # on which hill of today, nobody knows


def test_a_point_whose_mandate_ended_covers_nothing():
    by = worker("supervisor")
    end_point(by=by, at=NOW, point=named(by), on=TODAY)
    assert drawn(by)["ZZA"]["ZZA1"][0] == 0


def test_a_commune_says_whether_it_is_told_by_hills():
    by = worker("supervisor")
    assert [queries.uncovered(by=by, on=TODAY, code=code).is_whole for code in ("ZZA1", "ZZB2")] == [False, True]
    with pytest.raises(NotFound):
        queries.uncovered(by=by, on=TODAY, code="ZZA10101")


def test_the_cover_of_the_mechanism_counts_every_agency_of_it_and_no_other():
    named(make_member("supervisor", agency=make_agency("second")))
    named(make_member("supervisor", agency=make_agency("outside", in_network=False)), place="ZZB10101")
    table = drawn(worker("supervisor"))
    assert (table["ZZA"]["ZZA1"][0], table["ZZB"]["ZZB1"][0]) == (1, 0)


def test_the_cover_asks_the_database_once_however_many_points_there_are():
    by = worker("supervisor")
    for place in ("ZZA10101", "ZZA10102", "ZZB10101"):
        named(by, place=place, since=TODAY - DAY)
    with CaptureQueriesContext(connection) as asked:
        queries.cover(by=by, on=TODAY)
    assert len([one for one in asked.captured_queries if "community_focalpoint" in one["sql"]]) == 1


@pytest.mark.parametrize("role", ["caseworker", "focal_point", "data_team"])
def test_who_does_not_keep_the_register_sees_no_cover(role):
    with pytest.raises(NotAllowed):
        queries.cover(by=worker(role), on=TODAY)
