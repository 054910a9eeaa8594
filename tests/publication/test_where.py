"""Where to act next: the parts of a commune's score, and that nothing withheld shows in it."""

import datetime as dt

import pytest

from tabara import codelists
from tabara.indicators import compute
from tabara.mart import open_mart
from tabara.mart.build import build
from tabara.methods.disclosure import INTERNAL
from tabara.publication.where import Lacks, communes, period
from tests import factories
from tests.factories import NOW, TODAY, make_member
from tests.marts import built, folder
from tests.prevention import house
from tests.prevention.context.filed import csv, imported

__all__ = ["built", "folder"]
pytestmark = pytest.mark.django_db(databases="__all__")
POPULATION = csv("ZZ101,,,,2025-12-31,,10000", "ZZ102,,,,2025-12-31,,20000").replace(b"#affected+idps", b"#population")
BORDER = csv("ZZ101,,,,2025-12-31,,1", "ZZ102,,,,2025-12-31,,0").replace(b"#affected+idps", b"#geo+border")


@pytest.fixture
def keeper():
    return make_member("coordinator")


def found(by, mart=None, version="2010", on=TODAY):
    return {one.place.code: one for one in communes(by=by, version=version, on=on, mart=mart)}


def part(one, key):
    return next(said for said in one.parts if said.part.key == key)


def victims(worker, many, place):
    for nth in range(many):
        case = factories.register(
            worker, at=NOW, opened_on=dt.date(2025, 2, 1), place=place, place_version="2010", given=f"P{nth}"
        )
        factories.determined(worker, case, "possible", on=dt.date(2025, 6, 1), at=NOW)


def test_without_anything_known_there_is_no_score_and_the_widest_range(keeper):
    every = found(keeper)
    assert set(every) == {"ZZ101", "ZZ102", "ZZ103", "ZZ201", "ZZ202", "ZZ203"}
    one = every["ZZ101"]
    assert (one.score.value, one.score.low, one.score.high, one.is_high) == (None, 0, 100, False)
    assert (one.rank.best, one.rank.worst) == (1, 6)
    assert part(one, "cases").lacks is Lacks.NO_FIGURES
    assert part(one, "displacement").lacks is Lacks.NO_DATA


def test_each_part_says_its_value_its_day_its_source_and_what_it_brings(keeper, built):
    imported(keeper, csv("ZZ101,,,,2025-12-31,,500"), source="IOM DTM, R80")
    imported(keeper, POPULATION, layer="population", source="Census")
    imported(keeper, BORDER, layer="border")
    for _nth in range(2):
        house.session(keeper, on=TODAY, place="ZZ102", place_version="2010")
    every = found(keeper, built())
    one, other = every["ZZ101"], every["ZZ102"]
    moved = part(one, "displacement")
    assert (moved.value, moved.as_of, moved.sources) == (500, dt.date(2025, 12, 31), ("IOM DTM, R80",))
    assert (moved.share, moved.points) == (pytest.approx(0.5), pytest.approx(12.5))
    assert (part(one, "sessions").value, part(other, "sessions").value) == (0, pytest.approx(0.1))
    assert (part(one, "sessions").points, part(other, "sessions").points) == (15, 0)
    assert (part(one, "border").points, part(other, "border").points) == (10, 0)
    assert (part(one, "cover").value, part(one, "cover").points) == (0, 15)
    assert (part(one, "cases").value, part(one, "cases").points) == (0, 0)
    assert part(one, "disasters").value is None
    assert one.score.value == pytest.approx(100 * 52.5 / 85)
    assert (one.score.low, one.score.high) == (pytest.approx(52.5), pytest.approx(67.5))
    assert communes(by=keeper, version="2010", on=TODAY, mart=None)[0].place.code == "ZZ101"


def test_what_was_done_is_told_since_the_newest_numbers(keeper):
    imported(keeper, csv("ZZ101,,,,2025-12-31,,500"))
    here = {"place": "ZZ101", "place_version": "2010"}
    house.session(keeper, on=dt.date(2025, 12, 1), **here)
    house.session(keeper, on=TODAY, **here)
    house.training(keeper, on=TODAY, **here)
    one = found(keeper)["ZZ101"]
    assert (one.round_on, one.since_round, one.last_session_on) == (dt.date(2025, 12, 31), (1, 1), TODAY)
    assert (one.is_quiet, found(keeper)["ZZ102"].is_quiet) == (False, True)
    later = found(keeper, on=TODAY + dt.timedelta(days=400))["ZZ101"]
    assert later.is_quiet


def test_the_newer_division_is_answered_by_the_crosswalk(keeper):
    imported(keeper, csv("ZZ102,,,,2025-12-31,,1000"))
    every = found(keeper, version="2024")
    assert {
        code: part(one, "displacement").value for code, one in every.items() if part(one, "displacement").value
    } == {
        "ZZA1": 250,
        "ZZA2": 750,
    }


def test_a_share_of_the_weights_must_be_known_before_there_is_a_score(keeper):
    imported(keeper, csv("ZZ101,,,,2025-12-31,,2000"))
    one = found(keeper)["ZZ101"]
    assert (one.score.value, one.score.low, one.score.high) == (None, 25, 100)


def test_a_withheld_number_of_victims_is_the_same_score_whatever_it_is(keeper, folder):
    """The leak this is about: a score that moved with a number that nobody may see would give it away."""
    worker = make_member()
    imported(keeper, csv("ZZ101,,,,2025-12-31,,500"))
    imported(keeper, POPULATION, layer="population")
    imported(keeper, BORDER, layer="border")
    scores, values = set(), set()
    victims(worker, 14, "ZZ201")
    for many in (1, 3, 4):
        victims(worker, many, "ZZ101")
        build(folder, at=NOW, full=True)
        with open_mart(folder) as mart:
            told = {"since": dt.date(2025, 1, 1), "until": dt.date(2026, 1, 1), "geography": "2010"}
            cells = compute("presumed_victims", mart=mart, rule=INTERNAL, by=("commune",), **told)
            values.add(next(cell.value for cell in cells if cell.by["commune"] == "ZZ101"))
            one = found(keeper, mart)["ZZ101"]
        assert part(one, "cases").lacks is Lacks.WITHHELD
        scores.add((one.score, one.rank, one.is_high))
    assert len(scores) == 1
    assert values == {1, 4, 8}


@pytest.mark.parametrize(
    ("key", "since", "until"),
    [("cases", dt.date(2024, 1, 1), dt.date(2026, 1, 1)), ("cover", dt.date(2026, 3, 1), dt.date(2026, 4, 1))],
)
def test_people_are_counted_in_whole_quarters_and_what_is_open_to_this_month(key, since, until):
    (one,) = (each for each in codelists.pack().priority.parts if each.key == key)
    assert period(one, TODAY) == (since, until)
