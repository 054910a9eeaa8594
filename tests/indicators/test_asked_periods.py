"""A report in another period than its own: everything follows but what has a period of its own."""

import datetime as dt

import pytest

from tabara.indicators import IndicatorError
from tabara.indicators.reports import figures_of
from tabara.methods.disclosure import INTERNAL
from tabara.partnership.operations import join
from tests import factories
from tests.indicators import drawn

pytestmark = pytest.mark.django_db(databases="__all__")
OWN = {"since": dt.date(2025, 1, 1), "until": dt.date(2026, 4, 1)}
AUTUMN = {"since": dt.date(2024, 10, 1), "until": dt.date(2025, 1, 1)}


@pytest.fixture
def mart(worker, built):
    for month, number in ((dt.date(2024, 11, 1), 11), (dt.date(2025, 5, 1), 13)):
        for _one in range(number):
            factories.assisted(worker, factories.register(worker, opened_on=month), on=month)
    data = factories.make_member("data_team")
    drawn.trainings(data, "on | profile | attended | register\n2024-11 | judge | 30 | 60\n2025-06 | judge | 12 | 60")
    for name, since, until in (
        ("Stays", dt.date(2024, 1, 1), None),
        ("Left that winter", dt.date(2024, 1, 1), dt.date(2025, 1, 1)),
        ("Left before the last day", dt.date(2024, 1, 1), dt.date(2024, 12, 31)),
    ):
        join(by=data, at=drawn.AT, group="gbv", organisation=name, kind="ngo", since=since, until=until)
    return built()


def values(mart, *refs, **period):
    figures = figures_of("highlights", mart=mart, **period).by_ref
    return [figures[ref].value for ref in refs]


def test_the_figures_are_those_of_the_period_asked_for(mart):
    assert values(mart, "H1", "H4", "H10") == [13, 13, 20]
    assert values(mart, "H1", "H4", "H10", **AUTUMN) == [11, 11, 50]
    assert values(mart, "H1", "H4", "H10", since=AUTUMN["since"]) == [24, 24, 70]


def test_a_report_says_the_period_it_was_asked_for(mart):
    asked, own = (figures_of("highlights", mart=mart, **period) for period in (AUTUMN, {}))
    assert {name: asked.report[name] for name in AUTUMN} == AUTUMN
    assert {name: own.report[name] for name in OWN} == OWN
    assert (asked.by_ref["H1"].since, asked.by_ref["H1"].until) == tuple(AUTUMN.values())


def test_a_line_with_a_period_of_its_own_keeps_it(mart):
    assert values(mart, "H12") == values(mart, "H12", **AUTUMN) == [12]
    kept = figures_of("highlights", mart=mart, **AUTUMN).by_ref["H12"]
    assert (kept.since, kept.until) == (dt.date(2025, 1, 1), dt.date(2026, 1, 1))


def test_what_is_counted_on_the_last_day_moves_with_it(mart):
    assert values(mart, "H11") == [1]
    moved = figures_of("highlights", mart=mart, **AUTUMN).by_ref["H11"]
    assert (moved.value, moved.since, moved.last_day) == (2, dt.date(2024, 12, 31), dt.date(2024, 12, 31))


@pytest.mark.parametrize(("period", "told"), [({}, True), (OWN, True), (AUTUMN, False)])
def test_a_note_on_the_published_original_goes_with_its_period_only(mart, period, told):
    figures = figures_of("highlights", mart=mart, **period).by_ref
    assert (figures["H4c"].note.get("en") == "The first sheet printed no such bar.") is told
    assert figures["H12"].note["en"] == "The first sheet printed this number too."


@pytest.mark.parametrize(
    ("period", "sentence"),
    [
        ({"since": OWN["until"]}, "A period ends after it began, but this one is 2026-04-01 to 2026-04-01"),
        ({"since": dt.date(2025, 1, 2)}, "A period begins and ends with a month"),
        (
            {"since": dt.date(2026, 2, 1)},
            "Figures of the profile “own” cover 3 months at least, but 2026-02-01 to 2026-04-01 is shorter.",
        ),
    ],
)
def test_a_period_that_cannot_be_given_is_refused_with_a_sentence(mart, period, sentence):
    with pytest.raises(IndicatorError, match=sentence):
        figures_of("highlights", mart=mart, **period)


def test_inside_the_house_a_month_may_be_asked_for(mart):
    month = {"since": dt.date(2025, 5, 1), "until": dt.date(2025, 6, 1)}
    assert figures_of("highlights", mart=mart, rule=INTERNAL, **month).by_ref["H1"].value == 13
