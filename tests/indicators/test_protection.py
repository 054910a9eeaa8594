"""No figure tells a small count, whatever it is broken down by; withheld is never zero."""

import datetime as dt

import pytest

from tabara.indicators import compute, shares
from tabara.methods.disclosure import INTERNAL, PUBLIC, UNODC
from tests import factories
from tests.indicators import drawn

pytestmark = pytest.mark.django_db(databases="__all__")
PERIOD = {"since": dt.date(2020, 1, 1), "until": dt.date(2021, 1, 1)}
CROWD = {("female", "idp"): 14, ("female", "returnee"): 12, ("male", "idp"): 11, ("male", "returnee"): 3}


@pytest.fixture
def mart(worker, built):
    for (sex, category), number in CROWD.items():
        for _one in range(number):
            case = factories.register(worker, sex=sex, category=category, opened_on=dt.date(2020, 1, 1))
            factories.assisted(worker, case, "cash", on=dt.date(2020, 5, 1))
            if sex == "male":
                factories.screened(worker, case, on=dt.date(2020, 2, 1), exploitation=["servitude"], gbv="none")
                factories.determined(worker, case, on=dt.date(2020, 2, 1))
    return built()


def by(mart, rule, *names, key="persons_assisted"):
    return {
        tuple(one.by[name] for name in names): one.value
        for one in compute([key], mart=mart, rule=rule, by=names, **PERIOD)
    }


def test_without_protection_every_count_is_there(mart):
    assert by(mart, INTERNAL, "sex", "category") == CROWD


def test_a_small_count_is_withheld_with_as_many_others_as_would_tell_it(mart):
    found = by(mart, PUBLIC, "sex", "category")
    assert found[("male", "returnee")] is None
    assert sorted(found.values(), key=str) != sorted(CROWD.values())
    assert 0 not in found.values()
    assert list(found.values()).count(None) >= 2


def test_a_count_of_nobody_is_zero_and_not_withheld(mart):
    assert by(mart, PUBLIC, "quarter") == {("2020-Q1",): 0, ("2020-Q2",): 40, ("2020-Q3",): 0, ("2020-Q4",): 0}


def test_the_total_alone_is_shown_from_ten_on(mart):
    narrow = {"where": {"sex": "male", "category": "returnee"}, **PERIOD}
    assert compute(["persons_assisted"], mart=mart, rule=PUBLIC, **PERIOD)[0].value == 40
    assert compute(["persons_assisted"], mart=mart, rule=PUBLIC, **narrow)[0].value is None
    assert compute(["persons_assisted"], mart=mart, rule=INTERNAL, **narrow)[0].value == 3


def test_another_rule_has_another_threshold_and_the_figure_says_which(mart):
    found = compute(["persons_assisted"], mart=mart, rule=UNODC, by=("category",), **PERIOD)
    assert [(one.value, one.rule) for one in found] == [
        (25, "distinct person, k=5"),
        (15, "distinct person, k=5"),
    ]


def test_shares_of_one_group_are_withheld_with_the_few_who_are_not_in_it(mart):
    found = shares("victims_identified", by="exploitation", mart=mart, rule=PUBLIC, **PERIOD)
    assert [(one.by, one.value) for one in found] == [({"exploitation": "servitude"}, 100)]
    found = shares("victims_identified", by="category", mart=mart, rule=PUBLIC, **PERIOD)
    assert [one.value for one in found] == [None, None]


def test_what_is_not_about_people_is_never_withheld(built):
    data = factories.make_member("data_team", agency=factories.make_agency("first"))
    drawn.sessions(data, "on | leader | reached\n2020-01 | media | 4")
    figures = compute(["awareness_sessions", "people_reached"], mart=built(), rule=PUBLIC, **PERIOD)
    assert [(one.value, one.rule) for one in figures] == [(1, "additive, open"), (None, "additive, k=10")]


def test_every_figure_carries_its_period_population_and_definition(mart):
    one = compute(["persons_assisted"], mart=mart, rule=PUBLIC, by=("sex",), **PERIOD)[0]
    assert one.as_row() == {
        "ref": "",
        "key": "persons_assisted",
        "value": 26,
        "unit": "persons",
        "since": "2020-01-01",
        "until": "2021-01-01",
        "last_day": "2020-12-31",
        "population": dict(one.population),
        "by": {"sex": "female"},
        "withheld": False,
        "title": dict(one.title),
        "label": {"en": "Female", "fr": "Féminin", "rn": "Gore", "sw": "Mwanamke"},
        "rule": "distinct person, k=10",
        "note": {},
    }
    assert one.population["en"] == "people who received at least one service"
