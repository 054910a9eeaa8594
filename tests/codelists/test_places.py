"""Places of the invented country: hierarchy, search, and the way between its two versions."""

from datetime import date
from math import isclose
from pathlib import Path

import pytest

from tabara.codelists import Place, UnknownPlace, load_pack

PACKS = Path(__file__).parents[2] / "packs"


@pytest.fixture(scope="module")
def places():
    return load_pack(PACKS / "demo").places


def shares(places, code, version, to_version):
    return {place.code: weight for place, weight in places.convert(places.place(code, version), to_version)}


def codes(found):
    return [place.code for place in found]


def test_the_versions_stand_oldest_first(places):
    assert places.versions == ("2010", "2024")


def test_a_version_is_in_force_from_its_first_day(places):
    days = [date(1990, 1, 1), date(2010, 1, 1), date(2023, 12, 31), date(2024, 1, 1)]
    assert [places.version_on(day) for day in days] == ["2010", "2010", "2010", "2024"]


def test_a_place_is_found_by_its_code_in_its_version(places):
    assert places.place("ZZ102", "2010") == Place("ZZ102", "Ruzizi", 2, "2010", "ZZ1", ("Rusizi",))


def test_an_unknown_place_is_refused_with_what_to_do(places):
    with pytest.raises(UnknownPlace) as refused:
        places.place("ZZ102", "2024")
    assert str(refused.value) == "There is no place “ZZ102” in version “2024” (of 2010, 2024); search by name."


def test_the_first_level_stands_under_nothing(places):
    assert codes(places.children(None, "2010")) == ["ZZ1", "ZZ2"]


def test_children_are_one_level_below(places):
    assert codes(places.children("ZZ1", "2010")) == ["ZZ101", "ZZ102", "ZZ103"]
    assert places.children("ZZ1010101", "2010") == ()


def test_a_path_goes_from_the_widest_to_the_place_without_the_country(places):
    assert codes(places.path(places.place("ZZ1010201", "2010"))) == ["ZZ1", "ZZ101", "ZZ10102", "ZZ1010201"]
    assert places.path(places.place("ZZ", "2010")) == ()


def test_an_ancestor_is_the_place_of_that_level(places):
    colline = places.place("ZZ1010201", "2010")
    found = [places.ancestor(colline, level) for level in (0, 1, 2, 3, 4)]
    assert codes(found) == ["ZZ", "ZZ1", "ZZ101", "ZZ10102", "ZZ1010201"]


def test_a_province_lies_in_no_commune(places):
    assert places.ancestor(places.place("ZZ1", "2010"), 2) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nyenyeri", ["ZZ201"]),
        ("nyenyerri", ["ZZ201"]),
        ("Nyenyari", ["ZZ201"]),
        ("Rusizi", ["ZZ102", "ZZ10201"]),
        ("eclair", ["ZZ103", "ZZ203"]),
        ("Éclair-Sud", ["ZZ203", "ZZ103"]),
        ("Éclair, Imvura", ["ZZ203"]),
        ("Mvura / Eclair", ["ZZ203"]),
        ("Eclair Mvura", ["ZZ203"]),
        ("Huriro", ["ZZ101"]),
        ("isoko rikuru", ["ZZ1010201"]),
        ("Umuravyo", []),
        ("Nowhere", []),
        ("", []),
    ],
)
def test_a_search_forgives_accents_spelling_and_order(places, text, expected):
    assert codes(places.search(text, "2010")) == expected


def test_a_search_can_be_kept_to_one_level_and_to_a_few(places):
    assert codes(places.search("Ruzizi", "2010", level=3)) == ["ZZ10201"]
    assert codes(places.search("a", "2010", limit=2)) == ["ZZ1", "ZZ10101"]


def test_in_its_own_version_a_place_is_itself(places):
    zone = places.place("ZZ10101", "2010")
    assert places.convert(zone, "2010") == ((zone, 1.0),)


def test_a_split_commune_is_shared_by_weight_the_heaviest_first(places):
    found = places.convert(places.place("ZZ102", "2010"), "2024")
    assert [(place.code, weight) for place, weight in found] == [("ZZA2", 0.75), ("ZZA1", 0.25)]


def test_a_finer_place_is_taken_as_its_commune(places):
    assert shares(places, "ZZ1020101", "2010", "2024") == {"ZZA2": 0.75, "ZZA1": 0.25}


def test_a_province_is_taken_as_its_communes_equally_populated(places):
    assert shares(places, "ZZ1", "2010", "2024") == {"ZZA2": pytest.approx(7 / 12), "ZZA1": pytest.approx(5 / 12)}


def test_backwards_every_old_commune_weighs_the_same(places):
    assert shares(places, "ZZA1", "2024", "2010") == {"ZZ101": 0.8, "ZZ102": 0.2}


def test_every_conversion_sums_to_1(places):
    for here, there in (("2010", "2024"), ("2024", "2010")):
        for place in (place for place in places.places if place.version == here):
            assert isclose(sum(weight for _place, weight in places.convert(place, there)), 1.0)


def test_a_version_that_does_not_exist_is_refused(places):
    with pytest.raises(UnknownPlace) as refused:
        places.convert(places.place("ZZ102", "2010"), "2030")
    assert str(refused.value) == ("“2030” is not a version of the administrative division; choose one of: 2010, 2024.")
