"""A study tells a program everything under promised names, and the same study twice is the same."""

import json

import pytest

from tabara.methods.prevalence.study import RULES
from tests.methods.prevalence.published import published
from tests.methods.prevalence.study.quick import quick

PROMISED = [
    *("format", "capture_sha256", "seed", "versions", "observed", "lists", "on_exactly", "capture", "bootstrap"),
    *("outcome", "pilot", "says", "quoted", "gates", "ensemble", "bounds", "overlaps", "sensitivity", "left_out"),
    *("merged", "references", "trajectory", "fits", "linkages", "strata", "description", "checklist"),
]


@pytest.fixture(scope="module")
def told() -> dict[str, object]:
    """The study of Korea for a program."""
    return quick(published("Korea"), claim=500).as_dict()


def test_a_program_gets_the_promised_names_and_nothing_that_json_does_not_know(told: dict[str, object]) -> None:
    assert list(told) == PROMISED
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert (told["format"], told["observed"], told["lists"]) == ("tabara-study-1", 123, {"b": 77, "c": 71, "d": 59})
    assert told["on_exactly"] == {"1": 51, "2": 60, "3": 12}
    assert told["capture_sha256"] == published("Korea").sha256


def test_every_gate_stands_in_it_with_what_it_saw(told: dict[str, object]) -> None:
    assert [gate["name"] for gate in told["gates"]] == [rule.name for rule in RULES]
    seen = {gate["name"]: gate for gate in told["gates"]}
    assert seen["existence"] == {
        "name": "existence",
        "asks": "The model with all pairs of lists has one estimate.",
        "threshold": 0,
        "otherwise": "LOWER_BOUND_ONLY",
        "saw": 1,
        "said": "The model with all pairs of lists has no estimate for this table.",
        "passed": False,
        "which": [],
    }


def test_the_same_seed_gives_the_same_study(told: dict[str, object]) -> None:
    assert quick(published("Korea"), claim=500).as_dict() == told
    assert quick(published("Korea"), claim=500, seed=2).as_dict()["trajectory"] != told["trajectory"]
