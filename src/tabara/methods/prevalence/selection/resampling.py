"""Intervals that include the choice of the model: it is chosen anew for every resample.

References
----------
DiCiccio and Efron (1996), "Bootstrap confidence intervals", Statistical Science 11(3).
Chan, Silverman and Vincent (2021), "Multiple systems estimation for sparse capture data", JASA 116(535).
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import ndtr, ndtri

from tabara.methods.prevalence.capture import CaptureTable, Floats
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.estimate import Interval
from tabara.methods.prevalence.loglinear.lattice import as_row
from tabara.methods.prevalence.loglinear.newton import Bools

LEVELS = (95.0, 80.0)
FEWEST = 50
_MANY_FAILED = 0.05
_BEYOND, _FURTHEST = 1e300, 1e200  # stands for infinity, which no quantile can be interpolated to
GIVEN_CHOICE = "bootstrap with the model chosen anew for each resample (BCa); coverage is nominal"
_TIE = 1e-9  # relative: many resamples of a small table give the very same estimate but for rounding


@dataclass(frozen=True, slots=True)
class Resampled:
    """One canonical table, its resamples, and the table with one person fewer in each history, as rows."""

    y: Floats
    drawn: slice
    fewer: slice
    weights: Floats  # how many people each history has

    @property
    def shared(self) -> Bools:
        """Tell for each row whether anybody in it stands on two lists."""
        several = np.array([history.bit_count() > 1 for history in range(self.y.shape[1])])
        answer: Bools = (self.y[:, several] > 0).sum(axis=1) > 0
        return answer

    def limits(self, total: Floats, levels: tuple[float, ...]) -> tuple[tuple[Interval, ...], dict[str, Any]]:
        """Give the limits from the estimate of each row, and what is to be told of them; nothing without resamples."""
        drawn, fewer = total[self.drawn], total[self.fewer]
        good, kept = np.isfinite(drawn), np.isfinite(fewer)
        if not good.any():
            return (), {"resamples": len(drawn), "failed": 1.0} if len(drawn) else {}
        if not kept.any():
            return (), {"resamples": len(drawn), "failed": float(1 - good.mean()), "one_fewer_failed": 1.0}
        # A resample without an estimate may mean nobody hidden, or more than can be said: the limits allow for both.
        # Where nobody stands on two lists it means the second, as the larger numbers beside it do.
        beyond = ~good & ~self.shared[self.drawn]
        both = []
        for unknown in (float(self.y[0].sum()), _BEYOND):
            filled = np.where(good, drawn, np.where(beyond, _BEYOND, unknown))
            of = accelerated(float(total[0]), filled, fewer[kept], self.weights[kept])
            both.append((of, {one.level: one for one in bca(filled, of, levels)}))
        told: dict[str, Any] = {
            "resamples": len(drawn),
            "failed": float(1 - good.mean()),
            "bias": of.z0,
            "acceleration": of.a,
        }
        intervals, turned = _outermost(both, levels)
        told |= {"turned": turned} if turned else {}
        outside = _outside(float(total[0]), intervals)
        told |= {"outside": outside} if outside else {}
        return intervals, told | {"percentiles": percentiles(drawn[good], levels)}


def _outermost(
    both: Sequence[tuple["Acceleration", Mapping[float, Interval]]], levels: tuple[float, ...]
) -> tuple[tuple[Interval, ...], list[float]]:
    """Give the limits around both fillings where each has some, and the levels at which the correction turns round."""
    (of, one), (of_other, other) = both
    found = tuple(_around(one[level], other[level]) for level in levels if level in one and level in other)
    if not (np.isfinite(of.z0) and np.isfinite(of_other.z0)):
        return found, []
    return found, [level for level in levels if level not in one or level not in other]


def _outside(estimate: float, intervals: tuple[Interval, ...]) -> list[float]:
    """Give the levels whose limits do not hold the estimate, as where nearly all resamples lie on one side of it."""
    near = _TIE * abs(estimate)
    return [one.level for one in intervals if not one.low - near <= estimate <= one.high + near]


def _around(one: Interval, two: Interval) -> Interval:
    low, high = min(one.low, two.low), max(one.high, two.high)
    return Interval(one.level, low, high if high < _FURTHEST else np.inf, one.given)


def doubts(intervals: tuple[Interval, ...], spread: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what is wrong with the limits of a bootstrap, where something is.

    >>> doubts((), {"failed": 0.0})
    ('Nearly all resamples lie on one side of the estimate, so that the bootstrap gives no limits.',)
    """
    if not spread:
        return ()
    failed = spread["failed"]
    some = (f"{failed:.0%} of the resamples have no estimate; the limits allow for anything in them.",)
    none = ("Nearly all resamples lie on one side of the estimate, so that the bootstrap gives no limits.",)
    if "one_fewer_failed" in spread:
        none = ("Without any one person there is no estimate, so that the bootstrap gives no limits.",)
    turned = tuple(
        f"At {level:g}% the correction of the limits turns round, so that the bootstrap gives none at this level."
        for level in spread.get("turned", ())
    )
    outside = tuple(
        f"At {level:g}% the limits do not hold the estimate: most resamples lie on one side of it, and the correction "
        "for that goes beyond what they show."
        for level in spread.get("outside", ())
    )
    return (some if failed > _MANY_FAILED else ()) + (turned or (() if intervals else none)) + outside


def resampled(table: CaptureTable, many: int, seed: int | None, resamples: Floats | None) -> Resampled:
    """Draw resamples from a seed, or take those that are given."""
    if many < 0 or (many and many < FEWEST):
        raise PrevalenceError(f"{many} resamples are too few for an interval. Draw {FEWEST} or more, or none.")
    drawn = draw(table, many, np.random.default_rng(seed)) if resamples is None else resamples
    fewer, weights = one_fewer(table)
    if not len(drawn):
        fewer, weights = fewer[:0], weights[:0]
    rows = np.vstack([as_row(table.canonical)[None, :], drawn, fewer])
    return Resampled(rows, slice(1, 1 + len(drawn)), slice(1 + len(drawn), len(rows)), weights)


@dataclass(frozen=True, slots=True)
class Acceleration:
    """What is needed of the bootstrap to turn it into limits."""

    z0: float
    a: float


def draw(table: CaptureTable, many: int, rng: np.random.Generator) -> Floats:
    """Draw resamples of the people seen, as rows of 2^m numbers over the canonical table."""
    canonical = table.canonical
    counts = np.array(canonical.counts, np.float64)
    rows = np.zeros((many, 1 << len(table.lists)))
    rows[:, list(canonical.histories)] = rng.multinomial(table.observed, counts / counts.sum(), size=many)
    return rows


def one_fewer(table: CaptureTable) -> tuple[Floats, Floats]:
    """Give the canonical table with one person fewer in each history that has any, and how many people each has."""
    canonical = table.canonical
    rows = np.tile(as_row(canonical), (len(canonical.histories), 1))
    rows[np.arange(len(rows)), list(canonical.histories)] -= 1
    return rows, np.array(canonical.counts, np.float64)


def read_resamples(table: CaptureTable, text: str) -> Floats:
    """Read resamples from a CSV whose head has a history for each column, as h0101 in the order of the table."""
    lines = [row for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) if row]
    if len(lines) <= 1:
        raise PrevalenceError("The file of resamples is empty. It needs a head of histories and rows below it.")
    canonical, head = table.canonical, lines[0]
    at = [_position(table, canonical, name.strip()) for name in head]
    if len(set(at)) != len(at) or any(len(row) != len(head) for row in lines):
        raise PrevalenceError("Each history needs one column in the file of resamples, and each row a cell for it.")
    if not all(cell.strip().isdecimal() for row in lines[1:] for cell in row):
        raise PrevalenceError("A resample counts people: every cell is a whole number that is not negative.")
    rows = np.zeros((len(lines) - 1, 1 << len(table.lists)))
    rows[:, at] = np.array(lines[1:], np.float64)
    if (rows.sum(axis=1) != table.observed).any():
        raise PrevalenceError(f"Each resample must have {table.observed} people, as the table has.")
    return rows


def _position(table: CaptureTable, canonical: CaptureTable, name: str) -> int:
    bits = name.removeprefix("h")
    if len(bits) != len(table.lists) or set(bits) - {"0", "1"} or "1" not in bits:
        raise PrevalenceError(f"“{name}” is no history on {len(table.lists)} lists. Write h and a 0 or 1 for each.")
    return canonical.mask(*(one for one, bit in zip(table.lists, bits, strict=True) if bit == "1"))


def accelerated(estimate: float, resampled: Floats, fewer: Floats, weights: Floats) -> Acceleration:
    """Give the bias, ties counted half, and the acceleration from what one person fewer changes."""
    tied = np.abs(resampled - estimate) <= _TIE * abs(estimate)
    below = float(((resampled < estimate) & ~tied).mean() + tied.mean() / 2)
    off = np.average(fewer, weights=weights) - fewer
    spread = float((weights * off**2).sum())
    a = 0.0 if spread == 0 else float((weights * off**3).sum()) / (6.0 * spread**1.5)
    return Acceleration(float(ndtri(below)), a)


def bca(resampled: Floats, of: Acceleration, levels: tuple[float, ...] = LEVELS) -> tuple[Interval, ...]:
    """Give the limits at each level but those at which the correction turns round; none without a finite bias.

    The bias is infinite where every resample, or nearly, lies on one side of the estimate. From 1 / a on the
    correction would put the upper limit below the lower one: levels further out come there first.
    """
    if not np.isfinite(of.z0):
        return ()
    return tuple(_limits(resampled, of, level) for level in levels if (of.a * _turned(of, level) < 1).all())


def _turned(of: Acceleration, level: float) -> Floats:
    return np.asarray(of.z0 + ndtri(np.array([1 - level / 100, 1 + level / 100]) / 2), np.float64)


def _limits(resampled: Floats, of: Acceleration, level: float) -> Interval:
    z = _turned(of, level)
    low, high = np.quantile(resampled, ndtr(of.z0 + z / (1 - of.a * z)), method="median_unbiased")
    return Interval(level, float(low), float(high), GIVEN_CHOICE)


def percentiles(resampled: Floats, levels: tuple[float, ...] = LEVELS) -> dict[str, list[float]]:
    """Give the plain percentile limits at each level."""
    ends = {level: [(100 - level) / 200, (100 + level) / 200] for level in levels}
    return {f"{level:g}": np.quantile(resampled, at, method="median_unbiased").tolist() for level, at in ends.items()}
