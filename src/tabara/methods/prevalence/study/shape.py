"""What a study is: every method beside the others, what was tried on the table, and what may be said of it all.

Nothing here computes; `study` fills it in. `as_dict` gives all of it under names that are promised, so that a report,
a page and another program read the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from tabara.methods.prevalence.capture import CaptureTable
from tabara.methods.prevalence.estimate import Estimate, Provenance, Status, plain
from tabara.methods.prevalence.sensitivity import Point
from tabara.methods.prevalence.study.description import Description, Item

FORMAT = "tabara-study-1"


@dataclass(frozen=True, slots=True)
class Gate:
    """One condition of a number: what it asks, the threshold, what it saw, and whether that is enough.

    `passed` is None where nothing was there to look at. `otherwise` is the most that may be said if it is not passed.
    `which` names the lists or methods that it is about.
    """

    name: str
    asks: str
    threshold: float | None
    otherwise: Status
    saw: float | None
    said: str
    passed: bool | None
    which: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """The number that may leave: the estimate or the least number, with the widest limits of those that agree.

    `lowest` and `highest` are the smallest and the largest number that any method gives. `warning` goes where it goes.
    """

    kind: Status
    method: str
    value: float
    lowest: float
    highest: float
    limits: Mapping[str, tuple[float, float]]
    warning: str


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The total for other degrees of what no table can show, and the factor at which a claim is just true."""

    method: str
    curve: tuple[Point, ...]
    claim: float | None = None
    tipping: float | None = None


@dataclass(frozen=True, slots=True)
class Variant:
    """The estimate from another table: with a list left out, two lists merged, or the people linked otherwise."""

    changed: tuple[str, ...]
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Reference:
    """What the other lists say about those on one list, of whom it is known how many there are."""

    name: str
    known: int
    estimate: Estimate
    inside: bool | None  # whether the known number lies within the 95 % limits


@dataclass(frozen=True, slots=True)
class Step:
    """Estimates from so large a share of the people, divided by the share: half of them lie between low and high."""

    share: float
    low: float
    median: float
    high: float
    failed: float


@dataclass(frozen=True, slots=True)
class Trajectory:
    """How the estimate moves as more of the people are taken; `drift` is the largest ratio of two medians."""

    method: str
    resamples: int
    steps: tuple[Step, ...]
    drift: float | None


@dataclass(frozen=True, slots=True)
class Fit:
    """How far the model is from the table, and how often a table that it drew itself was farther from its own."""

    method: str
    deviance: float
    pearson: float
    df: int
    resamples: int
    p_deviance: float
    p_pearson: float


@dataclass(frozen=True, slots=True)
class Linkages:
    """Estimates from several linkages of the same lists, and the limits that hold for all of them."""

    method: str
    variants: tuple[Variant, ...]
    lowest: float | None
    median: float | None
    highest: float | None
    limits: Mapping[str, tuple[float, float]]
    overlaps: tuple[int, int]  # the fewest and the most people on two lists or more


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two lists: how many people are on both, and the odds ratio between them among people on any other list."""

    lists: tuple[str, str]
    both: int
    odds_ratio: float | None
    low: float | None
    high: float | None
    given: Mapping[str, float | None]  # the same among people on one other list


@dataclass(frozen=True, slots=True)
class Study:
    """Everything that was found, what may be said of it (`outcome`), and why (`gates`)."""

    table: CaptureTable
    provenance: Provenance
    bootstrap: int
    outcome: Status
    pilot: bool
    says: str
    quoted: Quoted | None
    gates: tuple[Gate, ...]
    ensemble: tuple[Estimate, ...]
    bounds: tuple[Estimate, ...]
    overlaps: tuple[Overlap, ...]
    sensitivity: Sensitivity | None
    left_out: tuple[Variant, ...]
    merged: tuple[Variant, ...]
    references: tuple[Reference, ...]
    trajectory: Trajectory | None
    fits: tuple[Fit, ...]
    linkages: Linkages | None
    strata: Estimate | None
    description: Description
    checklist: tuple[Item, ...]

    @property
    def failed(self) -> tuple[Gate, ...]:
        """The gates that were not passed."""
        return tuple(gate for gate in self.gates if gate.passed is False)

    def by(self, method: str) -> Estimate | None:
        """Give what one method found, if it was asked."""
        return next((one for one in (*self.ensemble, *self.bounds) if one.method == method), None)

    def as_dict(self) -> dict[str, Any]:
        """Give it for a program, with the names that are promised."""
        told = {one.name: _told(getattr(self, one.name)) for one in fields(self) if one.name not in _ELSEWHERE}
        return {
            "format": FORMAT,
            "capture_sha256": self.provenance.capture_sha256,
            "seed": self.provenance.seed,
            "versions": dict(self.provenance.versions),
            "observed": self.table.observed,
            "lists": {name: self.table.total(name) for name in self.table.lists},
            "on_exactly": {str(many): self.table.on_exactly(many) for many in range(1, len(self.table.lists) + 1)},
            "capture": _rows(self.table),
            **told,
        }


_ELSEWHERE = ("table", "provenance")


def _rows(table: CaptureTable) -> list[dict[str, Any]]:
    """The table itself: each history as its lists, and how many people have it; None where nobody can."""
    seen = [
        {"lists": list(table.names(history)), "count": count}
        for history, count in zip(table.histories, table.counts, strict=True)
    ]
    return [*seen, *({"lists": list(table.names(history)), "count": None} for history in sorted(table.impossible))]


def _told(value: Any) -> Any:
    """A part for a program: what has its own way of telling uses it."""
    if isinstance(value, Estimate):
        return value.as_dict()
    if is_dataclass(value):
        return {one.name: _told(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _told(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_told(one) for one in value]
    return plain(value)
