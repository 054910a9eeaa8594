"""How many people there are at least, from who stands on one list and who on two, and on what that rests.

Chao's formula is a bound for many lists of equal reach. With few lists, or unequal ones, it gives too many: for the six
lists of the UK by a third of the unseen. `pairs_bound` allows for both. Whoever stands on list i alone times whoever
stands on j alone is at most the unseen times whoever stands on both, as long as those found easily by one list are
found easily by the other; summed over all pairs. Lists that exclude each other break both.

References
----------
Chao (1987), "Estimating the population size for capture-recapture data with unequal catchability", Biometrics 43(4).
Rivest and Baillargeon (2007), "Applications and extensions of Chao's moment estimator for the size of a closed
population", Biometrics 63(4): the bound with lists of unequal reach.
"""

import numpy as np
from scipy.special import ndtri

from tabara.methods.prevalence.assumptions import CLOSED, LINKED, MEANT
from tabara.methods.prevalence.capture import CaptureTable
from tabara.methods.prevalence.draws import LEVELS
from tabara.methods.prevalence.estimate import Estimate, Interval, Provenance, Status, not_estimable
from tabara.methods.prevalence.obstacles import FEWEST_LISTS, dense

CHAO, PAIRS = "chao", "pairs"
PAPER = "Chao (1987), Biometrics 43(4)"
PAIRS_PAPER = "Rivest and Baillargeon (2007), Biometrics 63(4)"
ASSUMPTIONS = (
    CLOSED,
    LINKED,
    MEANT,
    "Whoever is found easily by one list is found easily by the others too; no two lists exclude each other.",
)
EVEN = "All lists reach equally many people."
GIVEN = "that nobody is harder to find than the bound allows for"
AT_LEAST = "This is the least number: people who are hard to find by every list come on top of it."


def chao_bound(table: CaptureTable) -> Estimate:
    """Give Chao's lower bound, n + f1^2 / (2 f2), and beside it the bound that allows for lists of unequal reach.

    >>> from tabara.methods.prevalence.capture import capture_table
    >>> cells = {(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 6, (1, 0, 1): 5, (0, 1, 1): 4}
    >>> chao_bound(capture_table("ABC", cells)).value
    375.0
    """
    reasons = _hindrances(table)
    if reasons:
        return not_estimable(table, method=CHAO, paper=PAPER, reasons=reasons)
    once, twice = table.on_exactly(1), table.on_exactly(2)
    ratio = once / twice
    hidden, variance = once * ratio / 2, twice * (ratio**2 / 2 + ratio**3 + ratio**4 / 4)
    other = pairs_bound(table)
    return Estimate(
        CHAO,
        PAPER,
        Status.LOWER_BOUND_ONLY,
        table.observed + hidden,
        table.observed,
        Provenance.of(table),
        intervals=log_normal(table.observed, hidden, variance, GIVEN),
        assumptions=(*ASSUMPTIONS, EVEN),
        reasons=_overstated(table.observed + hidden, other) or (AT_LEAST,),
        diagnostics={"on_one": once, "on_two": twice, "by_pairs": other.value, "by_pairs_95": _limits(other)},
    )


def pairs_bound(table: CaptureTable) -> Estimate:
    """Give the lower bound that allows for lists of unequal reach: on i alone times on j alone over on both, pooled.

    >>> from tabara.methods.prevalence.capture import capture_table
    >>> cells = {(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 6, (1, 0, 1): 5, (0, 1, 1): 4}
    >>> round(pairs_bound(capture_table("ABC", cells)).value, 3)
    278.333
    """
    reasons = _hindrances(table)
    if reasons:
        return not_estimable(table, method=PAIRS, paper=PAIRS_PAPER, reasons=reasons)
    alone = dense(table)[[1 << at for at in range(len(table.lists))]]
    products, twice = float((alone.sum() ** 2 - (alone**2).sum()) / 2), table.on_exactly(2)
    hidden = products / twice
    variance = float((alone * (alone.sum() - alone) ** 2).sum()) / twice**2 + hidden**2 / twice
    return Estimate(
        PAIRS,
        PAIRS_PAPER,
        Status.LOWER_BOUND_ONLY,
        table.observed + hidden,
        table.observed,
        Provenance.of(table),
        intervals=log_normal(table.observed, hidden, variance, GIVEN),
        assumptions=ASSUMPTIONS,
        reasons=(AT_LEAST,),
        diagnostics={"on_one": table.on_exactly(1), "on_two": twice},
    )


def _hindrances(table: CaptureTable) -> tuple[str, ...]:
    if len(table.lists) < FEWEST_LISTS:
        return ("Two lists cannot bound whom they miss. Add a list, or use the two-list estimator.",)
    if table.impossible:
        return ("The bound cannot respect impossible histories. Use a log-linear method.",)
    if not table.on_exactly(2):
        return ("Nobody stands on exactly two lists, so there is no least number. Check how the lists were linked.",)
    return ()


def _overstated(value: float, other: Estimate) -> tuple[str, ...]:
    if other.value is None or other.value >= value:
        return ()
    why = "With few lists, or lists of unequal reach, this formula can give more people than there are."
    return (f"{why} Allowing for that, there are at least {other.value:,.0f}: quote that number.",)


def _limits(of: Estimate) -> list[float] | None:
    found = of.interval(95)
    return None if found is None else [found.low, found.high]


def log_normal(seen: int, hidden: float, variance: float, given: str) -> tuple[Interval, ...]:
    """Give intervals of a log-normal number of unseen people (Chao 1987), which never fall below those seen."""
    if hidden == 0.0:
        return ()
    spread = float(np.sqrt(np.log1p(variance / hidden**2)))
    wide = {level: float(np.exp(ndtri(0.5 + level / 200) * spread)) for level in LEVELS}
    return tuple(Interval(level, seen + hidden / wide[level], seen + hidden * wide[level], given) for level in LEVELS)
