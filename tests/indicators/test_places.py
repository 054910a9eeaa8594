"""Figures by place: what one level or division withholds, no other gives away."""

import datetime as dt

import pytest

from tabara.indicators import compute, indicator
from tabara.indicators.places import ground
from tabara.methods.disclosure import INTERNAL, PUBLIC
from tests import factories

pytestmark = pytest.mark.django_db(databases="__all__")
PERIOD = {"since": dt.date(2026, 1, 1), "until": dt.date(2027, 1, 1)}
EVERY = [("province", "2024"), ("province", "2010"), ("commune", "2024"), ("commune", "2010")]
# How many were registered where, each place as it was given, in the division of 2010.
DRAWN = {"ZZ101": 24, "ZZ103": 3, "ZZ201": 14, "ZZ202": 12, "ZZ1": 2}


@pytest.fixture
def mart(worker, built):
    for place, number in DRAWN.items():
        for _each in range(number):
            factories.register(worker, place=place, place_version="2010")
    factories.register(worker)
    return built()


def by_place(mart, name, geography, rule=PUBLIC, **asked):
    found = compute(["persons_registered"], mart=mart, by=(name,), geography=geography, rule=rule, **PERIOD, **asked)
    return {one.by[name]: one.value for one in found}


def test_each_map_alone_adds_up_to_the_whole(mart):
    whole = compute(["persons_registered"], mart=mart, rule=INTERNAL, **PERIOD)[0].value
    assert {sum(by_place(mart, *one, rule=INTERNAL).values()) for one in EVERY} == {whole}
    assert by_place(mart, "commune", "2010", rule=INTERNAL) == {
        "ZZ101": 24, "ZZ103": 3, "ZZ201": 14, "ZZ202": 12, "unknown": 3,
    }  # fmt: skip # a drawn table


def test_what_a_public_reader_sees_of_both_levels_in_both_divisions(mart):
    """One has no place at all and hides behind a province; of that one, only the commune that hides it is withheld."""
    shown = {one: by_place(mart, *one) for one in EVERY}
    assert shown["province", "2024"] == {"ZZA": 29, "ZZB": None, "unknown": None}
    assert shown["province", "2010"] == {"ZZ1": 29, "ZZ2": None, "unknown": None}
    assert shown["commune", "2024"] == {"ZZA1": None, "ZZA2": None, "ZZB1": 14, "ZZB2": None, "unknown": None}
    assert shown["commune", "2010"] == {
        "ZZ101": None, "ZZ103": None, "ZZ201": 14, "ZZ202": None, "unknown": None,
    }  # fmt: skip # a drawn table


def test_a_place_of_the_older_division_is_withheld_although_it_is_large(mart):
    """Of 24 and 3 in the commune of today, 24 would give the 3 away."""
    assert by_place(mart, "commune", "2010")["ZZ101"] is None
    assert by_place(mart, "commune", "2010", rule=INTERNAL)["ZZ101"] == 24


def test_an_empty_place_is_zero(worker, built):
    for _each in range(12):
        factories.register(worker, place="ZZ101", place_version="2010")
    mart = built()
    assert by_place(mart, "commune", "2010") == {"ZZ101": 12}
    assert by_place(mart, "commune", "2024") == {"ZZA1": 12}


def test_every_border_of_both_divisions_cuts_the_ground(mart):
    from tabara import codelists

    assert ground(codelists.pack().places) == [
        ("ZZA", "ZZ1", "ZZA1", "ZZ101"),
        ("ZZA", "ZZ1", "ZZA2", "ZZ102"),
        ("ZZA", "ZZ1", "ZZA1", "ZZ102"),
        ("ZZA", "ZZ1", "ZZA2", "ZZ103"),
        ("ZZB", "ZZ2", "ZZB1", "ZZ201"),
        ("ZZB", "ZZ2", "ZZB2", "ZZ202"),
        ("ZZB", "ZZ2", "ZZB1", "ZZ203"),
        ("ZZB", "ZZ2", "ZZB2", "ZZ203"),
    ]


def test_what_counts_nobody_is_shown_everywhere(mart):
    assert indicator("communes_covered").open
    assert compute(["communes_covered"], mart=mart, by=("province",), geography="2010", rule=PUBLIC, **PERIOD) == ()
