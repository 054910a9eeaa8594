"""The three ways of counting, each as a small drawn table and the figures it gives."""

import datetime as dt

import pytest

from tabara.indicators import IndicatorError, compute, indicators, shares
from tabara.methods.disclosure import INTERNAL
from tabara.partnership.operations import join
from tests.factories import make_agency, make_member
from tests.indicators import drawn

pytestmark = pytest.mark.django_db(databases="__all__")
SINCE, UNTIL = dt.date(2020, 1, 1), dt.date(2021, 1, 1)

PEOPLE = """
person | sex    | born | category | household            | place | opened
-------|--------|------|----------|----------------------|-------|--------
Anna   | female | 1990 | idp      | single_female_parent | ZZ101 | 2020-01
Bea    | female | 2010 | idp      | with_parents         | ZZ102 | 2020-01
Carl   | male   | 1950 | returnee | alone                | ZZ201 | 2020-02
Dora   | female | -    | returnee | -                    | -     | 2020-03
"""
SERVICES = """
person | service      | on
-------|--------------|-----------
Anna   | psychosocial | 2020-01-10
Anna   | psychosocial | 2020-02-10
Anna   | cash         | 2020-05-01
Bea    | psychosocial | 2020-05-02
Bea    | medical      | 2020-05-02
Carl   | cash         | 2020-12-31
Dora   | cash         | 2021-01-01
"""


@pytest.fixture
def mart(worker, built):
    cases = drawn.people(worker, PEOPLE)
    drawn.services(worker, cases, SERVICES)
    return built()


def figures(key, mart, *, by=(), since=SINCE, until=UNTIL, **asked):
    """Give the figures as {cells: value}; of one breakdown by the cell alone, of none by nothing."""
    found = compute([key], mart=mart, since=since, until=until, by=by, rule=INTERNAL, **asked)
    if not by:
        return found[0].value
    return {figure.by[by[0]] if len(by) == 1 else tuple(figure.by[n] for n in by): figure.value for figure in found}


def test_a_person_counts_once_however_often_she_came(mart):
    assert figures("persons_assisted", mart) == 3


def test_a_service_counts_once_for_each_person_and_kind_of_help(mart):
    assert figures("services_provided", mart) == 5
    assert figures("services_provided", mart, by=("service",)) == {"psychosocial": 2, "cash": 2, "medical": 1}


def test_the_first_day_of_a_period_counts_and_the_day_it_ends_on_does_not(mart):
    assert figures("persons_assisted", mart, until=dt.date(2020, 12, 1)) == 2
    assert figures("persons_assisted", mart, since=dt.date(2020, 12, 1), until=dt.date(2021, 2, 1)) == 2
    assert figures("persons_assisted", mart, since=dt.date(2021, 1, 1), until=dt.date(2021, 4, 1)) == 1


@pytest.mark.parametrize(
    ("by", "cells"),
    [
        ("sex", {"female": 2, "male": 1}),
        ("age_group", {"child": 1, "adult": 1, "elderly": 1}),
        ("category", {"idp": 2, "returnee": 1}),
        ("household", {"single_female_parent": 1, "with_parents": 1, "alone": 1}),
        ("province", {"ZZA": 2, "ZZB": 1}),
        ("commune", {"ZZA1": 1, "ZZA2": 1, "ZZB1": 1}),
        ("agency", {"first": 3}),
        ("provider", {"first": 3}),
        ("service", {"psychosocial": 2, "cash": 2, "medical": 1}),
        ("quarter", {"2020-Q1": 1, "2020-Q2": 2, "2020-Q3": 0, "2020-Q4": 1}),
        ("year", {"2020": 3}),
        ("trafficking_type", {"unknown": 3}),
    ],
)
def test_people_assisted_can_be_broken_down(mart, by, cells):
    assert figures("persons_assisted", mart, by=(by,)) == cells


def test_two_breakdowns_can_be_crossed(mart):
    assert figures("persons_assisted", mart, by=("category", "sex")) == {
        ("idp", "female"): 2,
        ("idp", "male"): 0,
        ("returnee", "female"): 0,
        ("returnee", "male"): 1,
    }
    assert figures("persons_assisted", mart, by=("quarter", "service"))[("2020-Q2", "cash")] == 1


def test_figures_can_be_asked_for_in_either_division(mart):
    assert figures("persons_assisted", mart, by=("province",), geography="2010") == {"ZZ1": 2, "ZZ2": 1}
    assert figures("persons_assisted", mart, by=("province",), geography="2024") == {"ZZA": 2, "ZZB": 1}


def test_figures_can_be_narrowed(mart):
    assert figures("persons_assisted", mart, where={"sex": "female"}) == 2
    assert figures("persons_assisted", mart, where={"service": ["cash", "medical"]}) == 3
    assert figures("persons_assisted", mart, where={"category": {"not": ["idp"]}}) == 1
    assert figures("persons_assisted", mart, where={"province": "ZZ2"}, geography="2010") == 1
    assert figures("services_provided", mart, where={"service": ["cash", "medical"]}) == 3
    assert figures("persons_assisted", mart, where={"provider": "another"}) == 0


def test_a_person_with_two_cases_counts_once_by_the_later_case(worker, built):
    case = drawn.people(worker, PEOPLE)["Anna"]
    from tabara.protection.intake.operations import open_again  # after the models stand

    situation = drawn.factories.situation(category="presumed_victim", opened_on=dt.date(2020, 6, 1))
    again = open_again(by=worker, at=drawn.AT, case=case, situation=situation, why="other")
    drawn.services(
        worker, {"first": case, "second": again}, "person|service|on\nfirst|cash|2020-02\nsecond|cash|2020-07"
    )
    mart = built()
    assert figures("persons_assisted", mart, by=("category",)) == {"presumed_victim": 1}
    assert figures("services_provided", mart) == 1
    assert figures("persons_registered", mart, by=("quarter",)) == {
        "2020-Q1": 4,
        "2020-Q2": 1,
        "2020-Q3": 0,
        "2020-Q4": 0,
    }


DECIDED = """
person | on      | status   | trafficking_type | destination_country | exploitation              | gbv
-------|---------|----------|------------------|---------------------|---------------------------|-------
Anna   | 2020-02 | possible | cross_border     | SA                  | forced_labour+servitude   | before
Anna   | 2020-08 | actual   | -                | -                   | -                         | -
Bea    | 2020-03 | actual   | internal         | -                   | forced_labour             | none
Carl   | 2020-03 | possible | cross_border     | TZ                  | -                         | -
Dora   | 2020-04 | not_a_victim | -            | -                   | -                         | -
"""


@pytest.fixture
def victims(worker, built):
    cases = drawn.people(worker, PEOPLE)
    drawn.decisions(worker, cases, DECIDED)
    drawn.services(worker, cases, SERVICES)
    return built()


def test_a_victim_is_presumed_and_identified_by_the_first_decision_that_says_so(victims):
    assert figures("presumed_victims", victims, by=("quarter",)) == {
        "2020-Q1": 3,
        "2020-Q2": 0,
        "2020-Q3": 0,
        "2020-Q4": 0,
    }
    assert figures("victims_identified", victims, by=("quarter",)) == {
        "2020-Q1": 1,
        "2020-Q2": 0,
        "2020-Q3": 1,
        "2020-Q4": 0,
    }


def test_victims_are_broken_down_by_what_the_latest_screening_found(victims):
    assert figures("presumed_victims", victims, by=("destination_group",)) == {"internal": 1, "region": 1, "gulf": 1}
    assert figures("presumed_victims", victims, by=("exploitation",)) == {"forced_labour": 2, "servitude": 1}
    assert figures("victims_identified", victims, by=("trafficking_type",)) == {"internal": 1, "cross_border": 1}


def test_help_to_victims_counts_whoever_was_identified_in_the_period_and_all_help_in_it(victims):
    assert figures("victims_assisted", victims) == 2
    assert figures("services_to_victims", victims) == 4
    assert figures("services_to_victims", victims, until=dt.date(2020, 7, 1)) == 2
    assert figures("victims_assisted", victims, since=dt.date(2020, 7, 1)) == 0


def test_determinations_are_added_up(victims):
    assert figures("determinations_made", victims, by=("status",)) == {"possible": 2, "actual": 2, "not_a_victim": 1}


def test_shares_are_among_the_people_with_any_answer(victims):
    asked = {"mart": victims, "since": SINCE, "until": UNTIL, "rule": INTERNAL}
    found = shares("presumed_victims", by="exploitation", **asked)
    assert [(one.by["exploitation"], one.value, one.unit) for one in found] == [
        ("forced_labour", 100, "%"),
        ("servitude", 50, "%"),
    ]
    found = shares("presumed_victims", by="gbv", **asked)
    assert [(one.by["gbv"], one.value) for one in found] == [("before", 50), ("none", 50)]


def test_awareness_and_training_are_added_up_and_known_to_be(built):
    data = make_member("data_team", agency=make_agency("first"))
    drawn.sessions(
        data,
        """
        on      | leader                | reached | place
        2020-01 | community_focal_point | 120     | ZZ102
        2020-02 | community_focal_point | 80      | ZZ201
        2020-02 | media                 | 500     | -
        """,
    )
    drawn.trainings(
        data,
        """
        on      | profile | attended | register
        2020-01 | judge   | 12       | 40
        2020-06 | judge   | 9        | 42
        2020-06 | teacher | 30       | -
        """,
    )
    mart = built()
    assert figures("people_reached", mart, where={"leader": "community_focal_point"}) == 200
    assert figures("people_reached", mart, by=("province",), geography="2010") == {
        "ZZ1": 120,
        "ZZ2": 80,
        "unknown": 500,
    }
    assert figures("awareness_sessions", mart) == 3
    assert figures("people_trained", mart, by=("profile",)) == {"judge": 21, "teacher": 30}
    assert figures("people_on_register", mart, where={"profile": "judge"}) == 42


def test_an_organisation_is_a_member_on_the_last_day_or_it_is_not(built):
    data = make_member("data_team")
    for name, since, until in (
        ("Ibanga", dt.date(2019, 1, 1), None),
        ("Ibanga", dt.date(2020, 1, 1), None),
        ("Left", dt.date(2019, 1, 1), dt.date(2020, 12, 31)),
        ("Stays for the day", dt.date(2020, 12, 31), dt.date(2021, 1, 1)),
        ("Too late", dt.date(2021, 1, 1), None),
    ):
        join(by=data, at=drawn.AT, group="gbv", organisation=name, kind="ngo", since=since, until=until)
    mart = built()
    assert figures("working_group_members", mart, where={"working_group": "gbv"}) == 2
    found = compute(["working_group_members"], mart=mart, since=SINCE, until=UNTIL, rule=INTERNAL)[0]
    assert (found.since, found.last_day) == (dt.date(2020, 12, 31), dt.date(2020, 12, 31))


def test_every_indicator_can_be_broken_down_by_all_that_it_says(victims):
    for one in indicators().values():
        for by in one.by:
            compute([one.key], mart=victims, since=SINCE, until=UNTIL, by=(by,), rule=INTERNAL)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"keys": ["nothing"]}, "There is no indicator “nothing”"),
        ({"by": ("profile",)}, "cannot be broken down by profile"),
        ({"where": {"leader": "media"}}, "cannot be broken down by leader"),
        ({"by": ("sex", "age_group", "category")}, "two things at most"),
        ({"since": dt.date(2020, 1, 2)}, "begins and ends with a month"),
        ({"until": SINCE}, "ends after it began"),
        ({"geography": "1999"}, "There is no division “1999”"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_a_sentence(mart, asked, sentence):
    with pytest.raises(IndicatorError, match=sentence):
        compute(
            **{"keys": ["persons_assisted"], "mart": mart, "since": SINCE, "until": UNTIL, "rule": INTERNAL, **asked}
        )
