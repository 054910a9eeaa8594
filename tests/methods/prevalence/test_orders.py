"""Neither the order of lists nor that of rows changes what a search for a model finds, down to the last digit."""

import itertools
import random

import pytest

from tabara.methods.prevalence import CaptureTable, Estimate, capture_table
from tabara.methods.prevalence.estimators import ESTIMATORS, Asked
from tests.methods.prevalence.published import published

ORDERS = list(itertools.permutations(range(4)))


def turned(table: CaptureTable, order: tuple[int, ...]) -> CaptureTable:
    """The same people, with lists and rows in another order."""
    pairs = list(zip(table.histories, table.counts, strict=True))
    random.Random(str(order)).shuffle(pairs)
    return capture_table(
        [table.lists[at] for at in order],
        {tuple(history >> at & 1 for at in order): count for history, count in pairs},
    )


def said(found: Estimate) -> tuple[object, ...]:
    pairs = {frozenset(one.split(":")) for one in found.model or ()}
    return found.value, found.intervals, found.aic, found.status, found.provenance, pairs


@pytest.mark.parametrize("method", ["stepwise", "bic", "aic"])
@pytest.mark.parametrize("name", ["Kosovo", "UKdat_4"])
def test_every_order_says_the_same(method: str, name: str) -> None:
    asked = Asked(bootstrap=50)
    first = said(ESTIMATORS[method](published(name), asked))
    assert [said(ESTIMATORS[method](turned(published(name), order), asked)) == first for order in ORDERS[1::5]] == [
        True
    ] * 5


def test_two_lists_that_are_alike_are_told_apart_by_name_alone() -> None:
    """Where two pairs are equally surprising the first by name is taken, in every order of the file."""
    counts = {(1, 0, 0): 50, (0, 1, 0): 50, (0, 0, 1): 90, (1, 1, 0): 3, (1, 0, 1): 25, (0, 1, 1): 25, (1, 1, 1): 2}
    table = capture_table("ABC", counts)
    found = [
        said(ESTIMATORS["stepwise"](turned(table, order), Asked(bootstrap=0)))
        for order in itertools.permutations(range(3))
    ]
    assert found == [found[0]] * 6
