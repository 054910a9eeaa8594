"""What the layers say of each commune: the newest, in the division that is asked, and never more than is known."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed
from tabara.prevention import operations, queries
from tests.factories import NOW, TODAY, make_member
from tests.prevention import house
from tests.prevention.context.filed import csv, imported

DAY = dt.timedelta(days=1)
pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def keeper():
    return make_member("coordinator")


def known(by, version="2010", layer="displaced", months=24):
    found = queries.measured(by=by, layer=layer, version=version, on=TODAY, months=months)
    return {code: one.value for code, one in sorted(found.items())}


def test_of_several_rounds_the_newest_counts_and_its_causes_together(keeper):
    imported(keeper, csv("ZZ101,,,,2025-03-31,Conflict,100", "ZZ101,,,,2025-09-30,Conflict,30"))
    imported(keeper, csv("ZZ101,,,,2025-09-30,Floods,12", "ZZ102,,,,2025-03-31,,7"))
    assert known(keeper) == {"ZZ101": 12, "ZZ102": 7}


def test_of_two_files_of_one_day_the_one_imported_last_counts(keeper):
    later = NOW + dt.timedelta(hours=1)
    imported(keeper, csv("ZZ101,,,,2025-09-30,,50"), at=later)
    imported(keeper, csv("ZZ101,,,,2025-09-30,Conflict,30", "ZZ101,,,,2025-09-30,Floods,12"))
    assert known(keeper) == {"ZZ101": 50}


def test_a_layer_that_adds_up_takes_every_day_that_it_looks_back_on(keeper):
    rows = ("ZZ101,,,,2025-03-31,,100", "ZZ101,,,,2025-09-30,,30", "ZZ101,,,,2020-09-30,,900")
    imported(keeper, csv(*rows), layer="disasters")
    assert known(keeper, layer="disasters") == {"ZZ101": 130}
    assert known(keeper, layer="disasters", months=240) == {"ZZ101": 1030}


def test_what_is_too_old_or_undone_is_not_known(keeper):
    file = imported(keeper, csv("ZZ101,,,,2020-09-30,,900", "ZZ102,,,,2025-09-30,,9"))
    assert known(keeper) == {"ZZ102": 9}
    operations.undo_context(by=keeper, at=NOW, file=file, reason="Wrong round")
    assert known(keeper) == {}


def test_what_is_told_of_hills_adds_up_to_their_commune_where_nothing_newer_is_told_of_it(keeper):
    tags = {"head": "Code,Date,Displaced\n", "tags": "#adm3+code,#date,#affected\n"}
    imported(keeper, csv("ZZ10101,2025-09-30,5", "ZZ10102,2025-09-30,6", **tags))
    assert known(keeper) == {"ZZ101": 11}
    imported(keeper, csv("ZZ101,,,,2025-10-31,,40"))
    assert known(keeper) == {"ZZ101": 40}


def test_what_is_told_of_a_province_says_nothing_of_its_communes(keeper):
    imported(keeper, csv("ZZ1,2025-09-30,5", head="Code,Date,Displaced\n", tags="#adm1+code,#date,#affected\n"))
    assert known(keeper) == {}


def test_a_commune_that_was_split_is_shared_out_by_the_weights_and_its_record_stays(keeper):
    file = imported(keeper, csv("ZZ102,,,,2025-09-30,,100", "ZZ103,,,,2025-09-30,,20"))
    assert known(keeper, "2024") == {"ZZA1": 25, "ZZA2": 95}
    assert [(one.place, one.place_version, one.value) for one in file.values.all()] == [
        ("ZZ102", "2010", 100),
        ("ZZ103", "2010", 20),
    ]
    found = queries.measured(by=keeper, layer="displaced", version="2024", on=TODAY, months=24)
    assert {code: (one.have, one.of, one.division) for code, one in found.items()} == {
        "ZZA1": (1, 2, "2010"),
        "ZZA2": (2, 2, "2010"),
    }
    assert [found[code].is_partial for code in ("ZZA1", "ZZA2")] == [True, False]


def test_a_layer_that_only_says_whether_is_not_shared_out(keeper):
    content = csv("ZZ102,,,,2025-09-30,,1", "ZZ101,,,,2025-09-30,,0").replace(b"#affected+idps", b"#geo+border")
    imported(keeper, content, layer="border")
    assert known(keeper, "2024", layer="border") == {"ZZA1": 1, "ZZA2": 1}


def test_of_two_divisions_the_newer_tells(keeper):
    imported(keeper, csv("ZZ101,,,,2025-03-31,,8", "ZZ102,,,,2025-03-31,,8"))
    imported(keeper, csv("ZZA1,,,,2025-09-30,,60"))
    assert known(keeper, "2024") == {"ZZA1": 60, "ZZA2": 6}


def test_each_value_says_when_it_is_of_and_who_counted_and_whether_it_is_invented(keeper):
    imported(keeper, csv("ZZ101,,,,2025-09-30,,60"), source="IOM DTM, R80")
    imported(keeper, operations.example(layer="population", on=TODAY), layer="population", source="Nobody")
    (one,) = queries.measured(by=keeper, layer="displaced", version="2010", on=TODAY, months=24).values()
    assert (one.as_of, one.sources, one.is_invented) == (dt.date(2025, 9, 30), {"IOM DTM, R80"}, False)
    some = queries.measured(by=keeper, layer="population", version="2024", on=TODAY, months=24)
    assert [one.is_invented for one in some.values()] == [True] * 4


def test_the_layers_say_how_much_stands_in_them(keeper):
    imported(keeper, csv("ZZ101,,,,2025-03-31,,8", "ZZ101,,,,2025-09-30,,8", "ZZ102,,,,2025-03-31,,8"))
    found = {one.code.key: (one.files, one.places, one.last_on) for one in queries.layers(by=keeper)}
    assert found["displaced"] == (1, 2, dt.date(2025, 9, 30))
    assert found["population"] == (0, 0, None)


def test_what_was_held_is_told_by_commune_of_every_agency_without_broadcasts(keeper):
    here = {"place": "ZZ102", "place_version": "2010"}
    point = make_member("focal_point")
    house.session(point, on=TODAY, **here)
    house.session(keeper, on=TODAY - 30 * DAY, place="ZZA2", place_version="2024")
    house.session(keeper, 0, on=TODAY, channel="radio", heard=900, **here)
    house.session(keeper, on=TODAY, place="ZZ1", place_version="2010")
    house.training(keeper, on=TODAY, **here)
    found = queries.held(by=point, version="2024", since=TODAY - 90 * DAY, until=TODAY + DAY)
    assert list(found) == ["ZZA2"]
    assert (len(found["ZZA2"].sessions), len(found["ZZA2"].trainings)) == (2, 1)
    assert found["ZZA2"].sessions_after(TODAY - DAY) == 1
    assert found["ZZA2"].trainings_after(TODAY) == 0


def test_whoever_has_no_part_in_prevention_reads_nothing(keeper):
    other = make_member("justice")
    with pytest.raises(NotAllowed):
        queries.measured(by=other, layer="displaced", version="2010", on=TODAY, months=24)
    with pytest.raises(NotAllowed):
        queries.layers(by=other)
    with pytest.raises(NotAllowed):
        queries.held(by=other, version="2010", since=TODAY, until=TODAY)
