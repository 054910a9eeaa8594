"""How much the answer hangs on what no table can show, and how far that would have to be wrong for another answer.

Every estimate carries what the lists say about the seen over to the unseen. Let the factor be how many times as many
unseen people there are as that assumption gives: for two lists it is the odds ratio between them, for more the ratio
that the interaction of all lists at once adds. Data cannot tell it. So the total is shown for factors from a quarter
to four, and for a claim ("more than 20,000") the factor at which it tips over.

References
----------
Aleshin-Guendel, Sadinle and Wakefield (2024), "The central role of the identifying assumption in population size
estimation", Biometrics 80(1).
Gerritse, van der Heijden and Bakker (2015), "Sensitivity of population size estimation for violating parametric
assumptions in log-linear models", Journal of Official Statistics 31(3).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from tabara.methods.prevalence.assumptions import COMMON
from tabara.methods.prevalence.capture import CaptureTable
from tabara.methods.prevalence.draws import LEVELS
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.estimate import Estimate, Interval, Provenance, Status, not_estimable
from tabara.methods.prevalence.obstacles import dense, obstacles

METHOD = "no-highest"
PAPER = "Aleshin-Guendel, Sadinle and Wakefield (2024), Biometrics 80(1)"
FACTORS = (0.25, 1 / 3, 0.5, 2 / 3, 1.0, 1.5, 2.0, 3.0, 4.0)
ASSUMPTIONS = COMMON
GIVEN = "that no interaction holds between all lists at once"


@dataclass(frozen=True, slots=True)
class Point:
    """The total, and the limits of the interval quoted, if there are so many times as many unseen people."""

    factor: float
    total: float
    low: float | None = None
    high: float | None = None


def curve(estimate: Estimate, factors: Sequence[float] = FACTORS, level: float = 95) -> tuple[Point, ...]:
    """Give the total for each factor; the limits move with it, as the factor is not known from the lists.

    >>> from tabara.methods.prevalence.capture import capture_table
    >>> cells = {(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 6, (1, 0, 1): 5, (0, 1, 1): 4, (1, 1, 1): 2}
    >>> [round(one.total) for one in curve(no_highest_interaction(capture_table("ABC", cells)), (0.5, 1, 2))]
    [307, 507, 907]
    """
    if estimate.value is None:
        raise PrevalenceError("Where there is no estimate, there is nothing whose sensitivity could be shown.")
    if not factors or not all(np.isfinite(factor) and factor > 0 for factor in factors):
        raise PrevalenceError("A factor of unseen people is a number above nought.")
    hidden, seen, quoted = estimate.value - estimate.observed, estimate.observed, estimate.interval(level)
    return tuple(
        Point(factor, seen + factor * hidden)
        if quoted is None
        else Point(
            factor,
            seen + factor * hidden,
            max(seen, seen + factor * (quoted.low - seen)),
            max(seen, seen + factor * (quoted.high - seen)),
        )
        for factor in factors
    )


def tipping(estimate: Estimate, claim: float) -> float:
    """Give the factor at which the total is just what a claim says: the farther from 1, the firmer the answer.

    >>> from tabara.methods.prevalence.capture import capture_table
    >>> cells = {(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 6, (1, 0, 1): 5, (0, 1, 1): 4, (1, 1, 1): 2}
    >>> round(tipping(no_highest_interaction(capture_table("ABC", cells)), 307), 6)
    0.5
    """
    if estimate.value is None or estimate.value <= estimate.observed:
        raise PrevalenceError("Where nobody unseen is estimated, no factor of them leads to a claim.")
    if not claim > estimate.observed:
        raise PrevalenceError(f"{estimate.observed} people were seen; a claim about the total must be above that.")
    return (claim - estimate.observed) / (estimate.value - estimate.observed)


def no_highest_interaction(table: CaptureTable, *, factor: float = 1.0) -> Estimate:
    """Estimate with every interaction but that of all lists at once, or with that one as a given factor.

    The unseen are the product of all histories of an odd number of lists over that of an even number. One empty
    history leaves nothing to divide by or to multiply: then there is no number.
    """
    if not (np.isfinite(factor) and factor > 0):
        raise PrevalenceError("A factor of unseen people is a number above nought.")
    counts = dense(table)[1:]
    empty = int((counts == 0).sum())
    why = f"{empty} of the {counts.size} histories are empty, so their product says nothing. Merge lists, or use fewer."
    reasons = obstacles(table, impossible=False) or ((why,) if empty else ())
    if reasons:
        return not_estimable(table, method=METHOD, paper=PAPER, reasons=reasons)
    odd = np.array([history.bit_count() % 2 for history in range(1, counts.size + 1)], bool)
    hidden = factor * float(np.exp(np.log(counts[odd]).sum() - np.log(counts[~odd]).sum()))
    spread = float(np.sqrt((1.0 / counts).sum()))
    return Estimate(
        METHOD,
        PAPER,
        Status.ESTIMATED,
        table.observed + hidden,
        table.observed,
        Provenance.of(table),
        intervals=tuple(_interval(level, table.observed, hidden, spread) for level in LEVELS),
        assumptions=ASSUMPTIONS,
        diagnostics={"factor": factor, "smallest_history": float(counts.min())},
    )


def _interval(level: float, seen: int, hidden: float, spread: float) -> Interval:
    """The interval of a log-normal number of unseen people."""
    wide = float(np.exp(ndtri(0.5 + level / 200) * spread))
    return Interval(level, seen + hidden / wide, seen + hidden * wide, GIVEN)
