"""How an activity stands, as drawn tables: on 1 July of a year that is not a leap year, half of it is over."""

import datetime as dt

import pytest

from tabara.methods.scorecard import (
    Facts,
    Lack,
    Light,
    Money,
    Purse,
    Thresholds,
    Verdict,
    Why,
    expected,
    lights,
    money,
    reached,
    target_year,
    verdict,
)

RULE = Thresholds(on_track=0.8, start_days=30, silent_days=180)
ON = dt.date(2025, 7, 2)  # 183 of 365 days are over
LACKS = {"-": None, "withheld": Lack.WITHHELD, "unbuilt": Lack.NO_FIGURES, "gone": Lack.NO_SUCH_INDICATOR}

DRAWN = """
starts     | due        | progress  | target | actual | lack     | told       | light    | why
-----------|------------|-----------|--------|--------|----------|------------|----------|------------------
2025-01-01 | 2025-12-31 | done      | 100    | 1      | -        | -          | done     | IS_DONE
2025-01-01 | 2025-06-30 | done      | -      | -      | -        | -          | done     | IS_DONE
2025-01-01 | 2025-06-30 | dropped   | 100    | -      | -        | -          | dropped  | IS_DROPPED
2025-01-01 | 2025-07-01 | under_way | 100    | 99     | -        | -          | late     | PAST_ITS_DAY
2025-01-01 | 2025-07-02 | under_way | -      | -      | -        | 2025-06-01 | on_track | WITHIN_ITS_DAYS
2025-08-01 | 2025-12-31 | planned   | 100    | -      | -        | -          | waiting  | NOT_BEGUN_YET
2025-06-02 | 2025-12-31 | planned   | -      | -      | -        | -          | on_track | WITHIN_ITS_DAYS
2025-06-01 | 2025-12-31 | planned   | -      | -      | -        | -          | behind   | SHOULD_HAVE_BEGUN
2025-01-01 | 2025-12-31 | under_way | 100    | 41     | -        | -          | on_track | ENOUGH
2025-01-01 | 2025-12-31 | under_way | 100    | 40     | -        | -          | behind   | TOO_LITTLE
2025-01-01 | 2025-12-31 | under_way | 100    | 0      | -        | -          | behind   | TOO_LITTLE
2025-01-01 | 2025-12-31 | under_way | 100    | -      | -        | -          | no_data  | NOTHING_REPORTED
2025-01-01 | 2025-12-31 | under_way | 100    | -      | withheld | -          | unknown  | WITHHELD
2025-01-01 | 2025-12-31 | under_way | 100    | -      | unbuilt  | -          | unknown  | NO_FIGURES
2025-01-01 | 2025-12-31 | under_way | 100    | -      | gone     | -          | unknown  | NO_SUCH_INDICATOR
2024-01-01 | 2025-12-31 | under_way | -      | -      | -        | 2025-01-02 | no_data  | SILENT
2024-01-01 | 2025-12-31 | under_way | -      | -      | -        | 2025-01-03 | on_track | WITHIN_ITS_DAYS
2024-01-01 | 2025-12-31 | under_way | -      | -      | -        | -          | no_data  | SILENT
"""


def rows(drawn):
    lines = [[cell.strip() for cell in line.split("|")] for line in drawn.strip().splitlines()]
    head, _rule, *rest = lines
    return [dict(zip(head, line, strict=True)) for line in rest]


def day(text):
    return None if text == "-" else dt.date.fromisoformat(text)


@pytest.mark.parametrize("row", rows(DRAWN), ids=lambda row: "-".join((row["why"], row["due"], row["actual"])))
def test_each_light_follows_from_its_row_and_says_why(row):
    facts = Facts(
        starts_on=day(row["starts"]),
        due_on=day(row["due"]),
        progress=row["progress"],
        targets={} if row["target"] == "-" else {2025: float(row["target"])},
        actual=None if row["actual"] == "-" else float(row["actual"]),
        lack=LACKS[row["lack"]],
        told_on=day(row["told"]),
    )
    found = verdict(facts, on=ON, by=RULE)
    assert (found.light.value, found.why) == (row["light"], Why[row["why"]])


def facts(**told):
    usual = {"starts_on": dt.date(2023, 1, 1), "due_on": dt.date(2027, 12, 31), "progress": "under_way"}
    return Facts(**{**usual, **told})


@pytest.mark.parametrize(
    ("told", "on", "aim"),
    [
        ({"targets": {2025: 100.0}}, dt.date(2025, 1, 1), 100 / 365),
        ({"targets": {2025: 100.0}}, dt.date(2025, 12, 31), 100.0),
        ({"targets": {2024: 366.0}}, dt.date(2024, 1, 31), 31.0),  # a leap year
        ({"targets": {2023: 50.0}}, ON, 50.0),  # the last target is over, and counts whole
        ({"targets": {2026: 50.0}}, ON, None),
        ({"targets": {2024: 100.0, 2025: 465.0}, "yearly": False}, dt.date(2025, 1, 1), 101.0),
        ({"targets": {2025: 375.0}, "yearly": False, "baseline": 10.0}, dt.date(2025, 1, 1), 11.0),
        ({"targets": {2025: 0.0}, "yearly": False, "baseline": 365.0}, dt.date(2025, 1, 1), 364.0),
    ],
)
def test_what_is_expected_grows_with_the_year(told, on, aim):
    assert expected(facts(**told), on=on) == (None if aim is None else pytest.approx(aim))


@pytest.mark.parametrize(
    ("told", "share"),
    [
        ({"targets": {2024: 100.0}, "actual": 80.0}, 0.8),
        ({"targets": {2024: 100.0}, "actual": 250.0}, 2.5),
        ({"targets": {2024: 20.0}, "yearly": False, "baseline": 100.0, "actual": 60.0}, 0.5),  # downwards
        ({"targets": {2024: 20.0}, "yearly": False, "baseline": 100.0, "actual": 120.0}, 0.0),
        ({"targets": {2024: 0.0}, "actual": 0.0}, 1.0),
        ({"targets": {2024: 30.0}, "yearly": False, "baseline": 30.0, "actual": 29.0}, 0.0),
        ({"targets": {2024: 30.0}}, None),
    ],
)
def test_the_share_is_of_the_way_from_the_baseline(told, share):
    assert reached(facts(**told), on=ON) == (None if share is None else pytest.approx(share))


def test_a_target_of_a_later_year_waits():
    assert verdict(facts(targets={2026: 1.0}), on=ON, by=RULE) == Verdict(Light.WAITING, Why.NO_TARGET_YET)
    assert (target_year({2023: 1, 2024: 1, 2026: 1}, ON), target_year({2026: 1}, ON)) == (2024, None)


def test_money_is_added_up_by_currency_and_what_nobody_told_is_no_gap():
    purses = [
        Purse("BIF", 100.0, 40.0, 25.0),
        Purse("BIF", 100.0, None, 5.0),
        Purse("BIF", 50.0, 80.0, None),
        Purse("USD", None, None, 7.0),
        Purse(""),
    ]
    francs, dollars = money(purses)
    assert francs == Money("BIF", 250.0, 120.0, 30.0, 60.0, 1)
    assert francs.rate == pytest.approx(0.12)
    assert (dollars.budget, dollars.spent, dollars.rate) == (0, 7.0, None)


def test_lights_are_counted_and_those_without_any_are_left_out():
    some = [
        Verdict(Light.LATE, Why.PAST_ITS_DAY),
        Verdict(Light.DONE, Why.IS_DONE),
        Verdict(Light.LATE, Why.PAST_ITS_DAY),
    ]
    assert lights(some) == {Light.DONE: 1, Light.LATE: 2}
    assert lights([]) == {}
