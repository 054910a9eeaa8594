"""An estimate says what it rests on, and cannot be a number by accident."""

import json

import numpy as np
import pytest

from tabara.methods.prevalence import Estimate, Interval, PrevalenceError, Provenance, Status, not_estimable
from tests.methods.prevalence.published import published

TABLE = published("Korea")
OF = Provenance.of(TABLE, seed=7)
PROMISED = {"method", "status", "estimate", "observed", "model", "aic", "intervals", "capture_sha256", "seed"}


def estimate(**changed: object) -> Estimate:
    told = {"method": "m", "paper": "p", "status": Status.ESTIMATED, "value": 200.0, "observed": 123, "provenance": OF}
    return Estimate(**(told | changed))  # type: ignore[arg-type] - the usual answers with one changed


def test_the_first_interval_of_a_level_is_the_one_to_quote() -> None:
    both = (Interval(95, 150, 300, "with choice of model"), Interval(95, 170, 250, "the model"))
    one = estimate(intervals=(*both, Interval(80, 180, 230, "with choice of model")))
    assert (one.interval(95), one.interval(99)) == (both[0], None)
    assert one.as_dict()["intervals"] == {"95": [150, 300], "80": [180, 230]}


def test_a_program_gets_the_promised_names_and_nothing_that_json_does_not_know() -> None:
    found = {"a": np.array([1.0, np.inf]), "b": (np.int64(3), {"c": np.nan}), "d": "text"}
    told = estimate(intervals=(Interval(95, 150, np.inf, "x"),), diagnostics=found, model=("b:c",)).as_dict()
    assert (PROMISED | {"versions"}) - told.keys() == set()
    assert json.loads(json.dumps(told, allow_nan=False))["diagnostics"] == {
        "a": [1.0, None],
        "b": [3, {"c": None}],
        "d": "text",
    }
    assert (told["intervals"], told["capture_sha256"], told["seed"]) == ({"95": [150, None]}, TABLE.sha256, 7)


def test_what_cannot_be_estimated_has_a_reason_and_no_number() -> None:
    one = not_estimable(TABLE, method="m", paper="p", reasons=("No two lists overlap.",))
    assert (one.value, one.as_dict()["estimate"], one.status, one.reasons) == (
        None,
        None,
        "NOT_ESTIMABLE",
        ("No two lists overlap.",),
    )


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"value": None}, "has a value unless"),
        ({"status": Status.NOT_ESTIMABLE, "reasons": ("x",)}, "has a value unless"),
        ({"status": Status.LOWER_BOUND_ONLY}, "needs a reason"),
        ({"value": 100.0}, "100.0 cannot be the number of people: 123 were seen"),
        ({"value": float("nan")}, "cannot be the number"),
        ({"value": float("inf")}, "cannot be the number"),
        (
            {
                "status": Status.NOT_ESTIMABLE,
                "value": None,
                "reasons": ("x",),
                "intervals": (Interval(95, 1.0, 2.0, "x"),),
            },
            "has no interval",
        ),
    ],
)
def test_an_estimate_that_contradicts_itself_is_none(changed: dict[str, object], why: str) -> None:
    with pytest.raises(PrevalenceError, match=why):
        estimate(**changed)


@pytest.mark.parametrize("limits", [(95, 3, 2), (0, 1, 2), (95, float("nan"), 2)])
def test_an_interval_runs_upwards(limits: tuple[float, float, float]) -> None:
    with pytest.raises(PrevalenceError, match="cannot run from"):
        Interval(*limits, "x")
