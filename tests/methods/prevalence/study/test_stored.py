"""A study that was stored is read back whole, so that its report can be printed later."""

import json

import pytest

from tabara.methods.prevalence import PrevalenceError, capture_table
from tabara.methods.prevalence.study import from_dict, study

TWO = {(1, 0): 40, (0, 1): 30, (1, 1): 6}
THREE = {(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 16, (0, 1, 1): 14, (1, 0, 1): 11, (1, 1, 1): 5}
APART = {(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 6}


@pytest.mark.parametrize(
    ("counts", "given"),
    [
        (TWO, {}),
        (THREE, {"claim": 400, "methods": ("stepwise",), "bootstrap": 50}),
        (APART, {"methods": ("stepwise",), "bootstrap": 0}),
        ({**TWO, (0, 1): 0}, {"bootstrap": 0}),
    ],
)
def test_what_was_stored_tells_the_same_again(counts, given):
    table = capture_table("ABC"[: len(next(iter(counts)))], counts)
    told = study(table, linkages=[table], **given).as_dict()
    assert from_dict(json.loads(json.dumps(told))).as_dict() == told


def test_a_history_that_nobody_can_have_stays_impossible():
    table = capture_table("ABC", {**APART, (0, 1, 1): 3}, impossible=[(1, 1, 1)])
    told = study(table, methods=("stepwise",), bootstrap=0).as_dict()
    assert from_dict(json.loads(json.dumps(told))).table == table


def test_what_is_no_study_is_refused():
    with pytest.raises(PrevalenceError, match="no study in the format"):
        from_dict({"format": "tabara-capture-1"})
