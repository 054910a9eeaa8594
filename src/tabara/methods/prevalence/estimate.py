"""What every estimator answers: a number with what it rests on, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import numpy as np
import scipy

from tabara.methods.prevalence.capture import CaptureTable
from tabara.methods.prevalence.errors import PrevalenceError

VERSION = "4"  # of these estimators: raised when one of them gives another number for the same table and seed


class Status(StrEnum):
    """Whether there is a number, and of which kind."""

    ESTIMATED = "ESTIMATED"
    LOWER_BOUND_ONLY = "LOWER_BOUND_ONLY"
    NOT_ESTIMABLE = "NOT_ESTIMABLE"


@dataclass(frozen=True, slots=True)
class Interval:
    """Limits at a level in per cent, and in `given` what they take for granted. A limit may be infinite."""

    level: float
    low: float
    high: float
    given: str

    def __post_init__(self) -> None:
        if not (0 < self.level < 100 and self.low <= self.high):
            raise PrevalenceError(f"An interval of {self.level} % cannot run from {self.low} to {self.high}.")


@dataclass(frozen=True, slots=True)
class Provenance:
    """From what an estimate was made, so that it can be made again: table, seed, versions."""

    capture_sha256: str
    seed: int | None
    versions: Mapping[str, str]

    @classmethod
    def of(cls, table: CaptureTable, seed: int | None = None) -> "Provenance":
        """Give the provenance of an estimate that is being made here and now."""
        versions = {"prevalence": VERSION, "numpy": np.__version__, "scipy": scipy.__version__}
        return cls(table.sha256, seed, versions)


@dataclass(frozen=True, slots=True)
class Estimate:
    """How many people there are, seen and hidden, after one method; or that this cannot be said.

    `value` is None where the status is NOT_ESTIMABLE, and the least number where it is LOWER_BOUND_ONLY. `reasons`
    say why it is not more. Several intervals of one level may stand beside each other, each with what it takes for
    granted; the first of a level is the one to quote. `assumptions` are what has to be true for the number to mean
    anything, in words; `diagnostics` are what speaks for or against them.
    """

    method: str
    paper: str
    status: Status
    value: float | None
    observed: int
    provenance: Provenance
    intervals: tuple[Interval, ...] = ()
    assumptions: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    model: tuple[str, ...] | None = None
    aic: float | None = None
    diagnostics: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if (self.value is None) != (self.status is Status.NOT_ESTIMABLE):
            raise PrevalenceError("An estimate has a value unless it is NOT_ESTIMABLE.")
        if self.value is None and self.intervals:
            raise PrevalenceError("What cannot be estimated has no interval.")
        if self.status is not Status.ESTIMATED and not self.reasons:
            raise PrevalenceError("A status other than ESTIMATED needs a reason.")
        if self.value is not None and not (np.isfinite(self.value) and self.value >= self.observed):
            raise PrevalenceError(f"{self.value} cannot be the number of people: {self.observed} were seen.")

    def interval(self, level: float) -> Interval | None:
        """Give the interval to quote at a level."""
        return next((one for one in self.intervals if one.level == level), None)

    def as_dict(self) -> dict[str, Any]:
        """Give it for a program, with the names that are promised; a limit that is infinite becomes None."""
        quoted = {f"{one.level:g}": one for one in reversed(self.intervals)}
        return {
            "method": self.method,
            "paper": self.paper,
            "status": self.status.value,
            "estimate": self.value,
            "observed": self.observed,
            "model": None if self.model is None else list(self.model),
            "aic": self.aic,
            "intervals": {level: [plain(one.low), plain(one.high)] for level, one in quoted.items()},
            "all_intervals": [
                {"level": one.level, "low": plain(one.low), "high": plain(one.high), "given": one.given}
                for one in self.intervals
            ],
            "assumptions": list(self.assumptions),
            "reasons": list(self.reasons),
            "diagnostics": plain(self.diagnostics),
            "capture_sha256": self.provenance.capture_sha256,
            "seed": self.provenance.seed,
            "versions": dict(self.provenance.versions),
        }


def not_estimable(
    table: CaptureTable, *, method: str, paper: str, reasons: tuple[str, ...], seed: int | None = None, **found: Any
) -> Estimate:
    """Say that a method gives no number for this table, and why."""
    of = Provenance.of(table, seed)
    return Estimate(method, paper, Status.NOT_ESTIMABLE, None, table.observed, of, reasons=reasons, **found)


def plain(value: Any) -> Any:
    """Give a value as JSON knows it: no arrays, no tuples, nothing infinite."""
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, np.ndarray | list | tuple | set | frozenset):
        return [plain(one) for one in (value.tolist() if isinstance(value, np.ndarray) else value)]
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value
