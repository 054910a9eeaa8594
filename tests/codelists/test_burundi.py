"""The pack of Burundi: the reform of its provinces, the spellings people use, the groups of destinations, the facts."""

import re
from collections import Counter
from datetime import date
from math import isclose
from pathlib import Path

import pytest

from tabara.codelists import load_pack


@pytest.fixture(scope="module")
def burundi():
    return load_pack(Path(__file__).parents[2] / "packs" / "bi")


def named(places, name, version, level):
    found = [place for place in places.at_level(level, version) if place.name == name]
    assert len(found) == 1, f"{name} must be one place of level {level} in {version}"
    return found[0]


def shares(places, name, version, to_version):
    converted = places.convert(named(places, name, version, 2), to_version)
    return {place.name: round(weight, 4) for place, weight in converted}


@pytest.mark.parametrize(("version", "provinces", "communes"), [("2017", 18, 119), ("2023", 5, 42)])
def test_each_version_has_its_provinces_and_communes(burundi, version, provinces, communes):
    levels = Counter(place.level for place in burundi.places.places if place.version == version)
    assert (levels[0], levels[1], levels[2], levels[3], levels[4]) == (1, provinces, communes, 14, 4)


def test_the_reform_is_in_force_from_the_elections_of_2025(burundi):
    days = [date(2017, 1, 1), date(2025, 6, 4), date(2025, 6, 5)]
    assert [burundi.places.version_on(day) for day in days] == ["2017", "2017", "2023"]


def test_the_new_provinces_hold_the_communes_of_the_law(burundi):
    places = burundi.places
    held = {place.name: len(places.children(place.code, "2023")) for place in places.children(None, "2023")}
    assert held == {"Buhumuza": 7, "Bujumbura": 11, "Burunga": 7, "Butanyerera": 8, "Gitega": 9}


@pytest.mark.parametrize(
    ("commune", "expected"),
    [
        ("Gihanga", {"Mpanda": 1.0}),
        ("Isale", {"Isare": 0.63, "Ntahangwa": 0.37}),
        ("Kanyosha", {"Mugere": 0.73, "Mukaza": 0.27}),
        ("Bukeye", {"Muramvya": 0.55, "Matongo": 0.45}),
        ("Muramvya", {"Muramvya": 0.69, "Isare": 0.31}),
    ],
)
def test_an_old_commune_lies_in_the_new_ones_by_weight(burundi, commune, expected):
    assert shares(burundi.places, commune, "2017", "2023") == expected


def test_two_communes_of_rumonge_went_to_bujumbura(burundi):
    places = burundi.places
    provinces = {
        old: {places.ancestor(new, 1).name for new, _weight in places.convert(named(places, old, "2017", 2), "2023")}
        for old in ("Muhuta", "Bugarama", "Burambi")
    }
    assert provinces == {"Muhuta": {"Bujumbura"}, "Bugarama": {"Bujumbura"}, "Burambi": {"Burunga"}}


def test_backwards_a_new_commune_is_shared_among_the_old_ones_equally_populated(burundi):
    assert shares(burundi.places, "Muramvya", "2023", "2017") == {
        "Muramvya": round(0.69 / 1.91, 4),
        "Mbuye": round(0.67 / 1.91, 4),
        "Bukeye": round(0.55 / 1.91, 4),
    }


def test_nothing_is_lost_or_gained_by_the_reform(burundi):
    places = burundi.places
    totals = Counter()
    for old in places.at_level(2, "2017"):
        for new, weight in places.convert(old, "2023"):
            totals[new.code] += weight
    assert isclose(sum(totals.values()), 119)
    assert set(totals) == {place.code for place in places.at_level(2, "2023")}


@pytest.mark.parametrize(
    ("text", "version", "expected"),
    [
        ("Karusi", "2017", "BDI007"),
        ("Karus", "2017", "BDI007"),
        ("Isare", "2017", "BDI002002"),
        ("Nyarusange", "2017", "BDI006011"),
        ("butterere", "2017", "BDI017016Z01"),
        ("Mugongo-Manga", "2017", "BDI002006"),
        ("Butaganzwa, Kayanza", "2017", "BDI008001"),
        ("Butaganzwa Ruyigi", "2017", "BDI016001"),
        ("Kanyosha, Muha", "2017", "BDI017014Z01"),
        ("Quartier Asiatique", "2017", "BDI017015Z04C01"),
        ("Karuzi", "2023", "BI23-504"),
        ("Isale", "2023", "BI23-204"),
    ],
)
def test_a_place_is_found_under_the_spellings_people_use(burundi, text, version, expected):
    assert burundi.places.search(text, version)[0].code == expected


def test_the_quarters_where_recruiters_work_are_in_both_versions(burundi):
    quarters = [
        "Mutakura",
        "Kinama",
        "Kamenge",
        "Buyenzi",
        "Buterere",
        "Musaga",
        "Kinindo",
        "Rohero",
        "Kajaga",
        "Mutanga",
    ]
    missing = [
        (quarter, version)
        for quarter in quarters
        for version in burundi.places.versions
        if burundi.places.search(quarter, version)[0].name != quarter
    ]
    assert missing == []


def test_destinations_are_grouped_as_the_published_figures_group_them(burundi):
    groups = {country: burundi.destination_group(country) for country in ("BI", "TZ", "YT", "SA", "AE", "LB", "FR")}
    assert groups == {
        "BI": "internal",
        "TZ": "region",
        "YT": "region",
        "SA": "gulf",
        "AE": "gulf",
        "LB": "other",
        "FR": "other",
    }


def test_the_law_adds_parental_authority_to_the_means(burundi):
    means = burundi.codelists["means"]
    assert len(means.codes) == 8
    assert means.codes["parental_authority"].parent == "abuse_of_vulnerability"
    assert "parental_authority" not in [code.key for code in means.valid(date(2014, 10, 28))]


def test_the_tier_is_told_for_the_years_whose_report_was_seen_and_no_other(burundi):
    tiers = {year: burundi.fact("tip_tier", date(year, 7, 1)) for year in range(2016, 2025)}
    assert {year: fact.value if fact else None for year, fact in tiers.items()} == {
        2016: None,
        2017: "3",
        2018: "3",
        2019: "3",
        2020: None,
        2021: "2 watch list",
        2022: "2",
        2023: "2",
        2024: None,
    }


def test_the_palermo_protocol_was_joined_after_147_others(burundi):
    assert burundi.fact("palermo_other_signatories", date(2012, 6, 1)).value == "147"


@pytest.mark.parametrize(("phone", "matches"), [("79123456", True), ("+25779123456", True), ("7912345", False)])
def test_a_phone_number_has_eight_digits(burundi, phone, matches):
    assert bool(re.match(burundi.parameters["phone_pattern"], phone)) is matches
