"""Every method gives each awkward table a coded status with its cause, and every one says the same in any order."""

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings

from tabara.methods.prevalence import CaptureTable, Estimate, PrevalenceError, Status, capture_table, read_csv
from tabara.methods.prevalence.capture import MOST_LISTS
from tabara.methods.prevalence.estimators import ESTIMATORS, FOR_TWO_LISTS, Asked, attempted
from tests.methods.prevalence.awkward import AWKWARD, drawn_tables, orders
from tests.methods.prevalence.published import as_csv
from tests.methods.prevalence.study.quick import SHORT, gate, quick

NONE, LEAST = Status.NOT_ESTIMABLE, Status.LOWER_BOUND_ONLY
ASKED = Asked(bootstrap=50, seed=3, chains=SHORT)
SEARCHES, BOUNDS = {"stepwise", "bic", "aic"}, {"chao", "pairs"}
NUMBERS = {  # which methods say anything of a table; no other one may
    "two lists": set(FOR_TWO_LISTS),
    "no overlap": set(),
    "a list alone": BOUNDS | SEARCHES,  # as their authors do where other lists overlap; no study quotes it
    "a list inside another": BOUNDS,
}


def twelve(inside: bool = False, people: int = 900) -> CaptureTable:
    """Twelve lists that few people are on; two exclude each other, one has three people, one may lie inside another."""
    rng = np.random.default_rng(12)
    on = rng.random((people, 12)) < rng.uniform(0.03, 0.12, 12)
    on[:, 1] |= on[:, 0] & (rng.random(people) < 0.4)
    on[:, 3] &= ~on[:, 2]
    on[:, 11] = np.arange(people) < 3
    if inside:
        on[:, 10] = on[:, 4] & (rng.random(people) < 0.4)
    histories, counts = np.unique(on[on.any(axis=1)].astype(int), axis=0, return_counts=True)
    pairs = zip(histories.tolist(), counts.tolist(), strict=True)
    return capture_table([f"L{at:02}" for at in range(12)], {tuple(one): many for one, many in pairs})


def said(found: Estimate) -> tuple[object, ...]:
    pairs = {frozenset(one.split(":")) for one in found.model or ()}
    return found.value, found.intervals, found.aic, found.status, found.provenance, pairs


@pytest.mark.parametrize("method", ESTIMATORS)
@pytest.mark.parametrize("case", AWKWARD)
def test_no_method_gives_an_awkward_table_a_number_by_accident(case: str, method: str) -> None:
    table, _ = AWKWARD[case]
    found = attempted(method, table, ASKED)
    given = Status.ESTIMATED if method in SEARCHES else LEAST
    assert found.status is (given if method in NUMBERS[case] else NONE)
    assert (found.value is None) == (found.status is NONE)
    assert bool(found.reasons) or found.status is Status.ESTIMATED
    assert all(reason.endswith(".") and len(reason) > 30 for reason in found.reasons)


@pytest.mark.parametrize("method", ESTIMATORS)
def test_twelve_lists_get_a_coded_status_from_every_method(method: str) -> None:
    """What takes so many lists gives a number or a least number, what does not names how many it takes."""
    found = attempted(method, twelve(), ASKED)
    expected = {"aic": Status.ESTIMATED, "stepwise": Status.ESTIMATED, "chao": LEAST, "pairs": LEAST}
    if method != "latent":
        assert found.status is expected.get(method, NONE)
    why = {"bayes": "12 lists are too many", "graphs": "12 lists are too many", "bic": "more than 40,000 models"}
    assert why.get(method, "") in " ".join(found.reasons)
    inside = attempted(method, twelve(inside=True), ASKED)
    assert inside.status is (LEAST if method in BOUNDS else NONE)
    if method in ("stepwise", "aic"):
        assert "Everybody on “L10” stands on “L04” too" in inside.reasons[0]


def test_a_study_of_many_lists_says_everything_with_its_limits() -> None:
    """Nothing is left out for size: every list left out and each two merged have the limits of their resamples."""
    found = quick(twelve(people=200).without("L06", "L07", "L08"), methods=["stepwise", "aic"])
    assert (len(found.left_out), len(found.merged)) == (9, 36)
    numbers = [one.estimate for one in (*found.left_out, *found.merged) if one.estimate.value is not None]
    assert len(numbers) > 30
    assert all("bootstrap" in one.diagnostics for one in numbers)
    assert gate(found, "methods").said.endswith("none comes from bic.")


def test_a_study_of_many_lists_one_inside_another_gives_no_number() -> None:
    found = quick(twelve(inside=True).without("L06", "L07", "L08"), methods=["aic"], bootstrap=0)
    assert (found.outcome, found.quoted, gate(found, "nested").which) == (NONE, None, ("L10",))


def test_three_people_without_any_of_whom_there_is_no_estimate_have_no_limits() -> None:
    """As on a small list, taken as if it were the whole."""
    table = capture_table("ABC", {(1, 1, 0): 1, (1, 0, 1): 1, (0, 1, 1): 1})
    found = attempted("stepwise", table, Asked(bootstrap=50, seed=1))
    assert "Without any one person there is no estimate" in " ".join(found.reasons)
    assert all("not chosen" in one.given for one in found.intervals)


def test_more_lists_than_a_table_can_have_are_refused_by_their_number() -> None:
    names = [f"L{at}" for at in range(20)]
    with pytest.raises(PrevalenceError, match=f"20 lists are too many; {MOST_LISTS} is the most"):
        capture_table(names, {tuple(int(at == one) for at in range(20)): 3 for one in range(20)})


@settings(max_examples=3, deadline=None)
@given(table=drawn_tables, chance=orders)
@pytest.mark.parametrize("method", ESTIMATORS)
def test_no_order_and_no_empty_history_changes_what_a_method_says(
    method: str, table: CaptureTable, chance: Random
) -> None:
    """With the limits of the resamples, down to the last digit; a history that nobody has may be written as 0."""
    head, *rows = as_csv(table).strip().split("\n")
    thinned = [row for row in rows if chance.random() < 0.8 or row.count("1") == 1]
    first = attempted(method, read_csv("\n".join([head, *thinned])), ASKED)
    empty = [f"{row.rpartition(',')[0]},0" for row in rows if row not in thinned]
    again = [*thinned, *empty]
    order = list(range(len(table.lists)))
    chance.shuffle(again)
    chance.shuffle(order)
    turned = [",".join([*(row.split(",")[at] for at in order), row.split(",")[-1]]) for row in [head, *again]]
    assert said(attempted(method, read_csv("\n".join(turned)), ASKED)) == said(first)


@pytest.mark.parametrize("method", ["stepwise", "aic"])
def test_no_order_changes_what_is_said_of_ten_lists(method: str) -> None:
    table = twelve(people=400).without("L07", "L08")
    turned = table.ordered(sorted(table.lists, key=lambda name: name[::-1]))
    assert said(attempted(method, turned, ASKED)) == said(attempted(method, table, ASKED))
