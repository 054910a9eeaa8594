"""Neither the order of lists and rows nor a history that nobody has changes what a study says."""

from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as some

from tabara.methods.prevalence import CaptureTable, capture_table
from tabara.methods.prevalence.study import Study
from tests.methods.prevalence.study.quick import quick

HISTORIES = [history for history in product((0, 1), repeat=3) if any(history)]
tables = some.lists(some.integers(0, 60), min_size=7, max_size=7).filter(
    lambda counts: all(any(one[at] and count for one, count in zip(HISTORIES, counts, strict=True)) for at in range(3))
)


def made(counts: list[int], order: list[int], rows: list[int], *, empty: bool = True) -> CaptureTable:
    pairs = [(HISTORIES[row], counts[row]) for row in rows if empty or counts[row]]
    return capture_table(["ABC"[at] for at in order], {tuple(one[at] for at in order): count for one, count in pairs})


def said(found: Study) -> tuple[object, ...]:
    course = found.trajectory
    return (
        *(found.outcome, found.pilot, found.says, found.quoted, found.gates, found.provenance, course, found.left_out),
        {frozenset(one.lists): (one.odds_ratio, one.both) for one in found.overlaps},
        [(one.method, one.value, one.status) for one in (*found.ensemble, *found.bounds)],
    )


@settings(max_examples=6, deadline=None)
@given(counts=tables, chance=some.randoms(use_true_random=False))
def test_no_order_and_no_empty_history_changes_what_a_study_says(counts: list[int], chance: Random) -> None:
    order, rows = list(range(3)), list(range(7))
    first = said(quick(made(counts, order, rows, empty=False), methods=["graphs"]))
    chance.shuffle(order)
    chance.shuffle(rows)
    assert said(quick(made(counts, order, rows), methods=["graphs"])) == first
