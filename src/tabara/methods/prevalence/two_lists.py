"""Two lists, which cannot tell whether they depend on each other: an answer for each degree to which they might.

If being on one list made it neither more nor less likely to be on the other, the unseen would be those on the first
only times those on the second only over those on both. Any other odds ratio between the lists multiplies that number
by itself. Agencies refer people to each other, which raises the ratio above 1: then independence gives too few.

References
----------
Chapman (1951), "Some properties of the hypergeometric distribution with applications to zoological sample censuses",
University of California Publications in Statistics 1(7).
Seber (1982), "The estimation of animal abundance", 2nd edition, section 3.1.
Gerritse, van der Heijden and Bakker (2015), Journal of Official Statistics 31(3): the sensitivity to the odds ratio.
"""

from collections.abc import Sequence
from dataclasses import replace

from tabara.methods.prevalence.assumptions import CLOSED, LINKED, MEANT
from tabara.methods.prevalence.bounds import log_normal
from tabara.methods.prevalence.capture import CaptureTable
from tabara.methods.prevalence.estimate import Estimate, Provenance, Status, not_estimable
from tabara.methods.prevalence.obstacles import nested
from tabara.methods.prevalence.sensitivity import FACTORS, curve

LINCOLN_PETERSEN, CHAPMAN = "lincoln-petersen", "chapman"
PAPER = {
    LINCOLN_PETERSEN: "Seber (1982), The estimation of animal abundance, section 3.1",
    CHAPMAN: "Chapman (1951), University of California Publications in Statistics 1(7)",
}
TWO = 2
ASSUMPTIONS = (
    CLOSED,
    LINKED,
    MEANT,
    "Being on one list makes it neither more nor less likely to be on the other (odds ratio 1).",
    "On one of the two lists at least, everybody is equally likely to stand.",
)
NOT_MORE = (
    "Two lists cannot show whether they depend on each other. If they send people to each other, this is the least "
    "number; if they reach different people, it is too large. See the totals for other odds ratios."
)
GIVEN = "that the two lists are independent"


def lincoln_petersen(table: CaptureTable, *, ratios: Sequence[float] = FACTORS) -> Estimate:
    """Estimate from two lists as if they were independent, with the totals for other odds ratios beside it.

    >>> from tabara.methods.prevalence.capture import capture_table
    >>> lincoln_petersen(capture_table("AB", {(1, 0): 40, (0, 1): 30, (1, 1): 6})).value
    276.0
    """
    reasons = _hindrances(table)
    if reasons:
        return not_estimable(table, method=LINCOLN_PETERSEN, paper=PAPER[LINCOLN_PETERSEN], reasons=reasons)
    one, other, both = _counts(table)
    variance = (one + both) * (other + both) * one * other / both**3
    return _told(table, LINCOLN_PETERSEN, one * other / both, variance, ratios)


def chapman(table: CaptureTable, *, ratios: Sequence[float] = FACTORS) -> Estimate:
    """Estimate from two lists with Chapman's correction, which is nearly unbiased where few people are on both.

    >>> from tabara.methods.prevalence.capture import capture_table
    >>> round(chapman(capture_table("AB", {(1, 0): 40, (0, 1): 30, (1, 1): 6})).value, 3)
    247.429
    """
    reasons = _hindrances(table)
    if reasons:
        return not_estimable(table, method=CHAPMAN, paper=PAPER[CHAPMAN], reasons=reasons)
    one, other, both = _counts(table)
    grown = (one + both + 1) * (other + both + 1)
    variance = grown * one * other / ((both + 1) ** 2 * (both + 2))
    return _told(table, CHAPMAN, grown / (both + 1) - 1 - table.observed, variance, ratios)


def _hindrances(table: CaptureTable) -> tuple[str, ...]:
    if len(table.lists) != TWO:
        return (f"This method takes two lists; the table has {len(table.lists)}. Leave lists out or merge them.",)
    if table.impossible:
        return ("One of the histories is impossible, so the two lists say nothing about each other.",)
    if not table.total(*table.lists):
        return ("The two lists share nobody. Check how they were linked before anything else.",)
    return nested(table)


def _counts(table: CaptureTable) -> tuple[int, int, int]:
    both = table.total(*table.lists)
    one, other = (table.total(name) - both for name in table.lists)
    return one, other, both


def _told(table: CaptureTable, method: str, hidden: float, variance: float, ratios: Sequence[float]) -> Estimate:
    one = Estimate(
        method,
        PAPER[method],
        Status.LOWER_BOUND_ONLY,
        table.observed + hidden,
        table.observed,
        Provenance.of(table),
        intervals=log_normal(table.observed, hidden, variance, GIVEN),
        assumptions=ASSUMPTIONS,
        reasons=(NOT_MORE,),
        diagnostics={"on_both": table.total(*table.lists)},
    )
    totals = [
        {"odds_ratio": point.factor, "estimate": point.total, "95": [point.low, point.high]}
        for point in curve(one, ratios)
    ]
    return replace(one, diagnostics={**one.diagnostics, "by_odds_ratio": totals})
