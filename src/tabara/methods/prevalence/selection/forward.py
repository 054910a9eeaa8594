"""Pairs taken in by Akaike's criterion, with a profile interval: how the United Kingdom's number of 2014 was made.

The search ends where no pair betters the criterion, or where the best one is of two lists that share nobody: its
coefficient is minus infinity, at which the usual programs fail. That is how the published numbers came about, so it
is what is done here; the diagnostics say where it ended, and what the number is when such pairs are taken in too.

References
----------
Silverman (2014), "Modern slavery: an application of multiple systems estimation", Home Office.
Bales, Hesketh and Silverman (2015), "Modern slavery in the UK: how many victims?", Significance 12(3), 16-21.
Cormack (1992), "Interval estimation for mark-recapture studies of closed populations", Biometrics 48(2), 567-576.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from tabara.methods.prevalence.assumptions import COMMON, PAIRS
from tabara.methods.prevalence.capture import CaptureTable, Floats, Ints
from tabara.methods.prevalence.estimate import Estimate, Provenance, Status, not_estimable
from tabara.methods.prevalence.loglinear import Fault, Fits, Space, as_row, fit
from tabara.methods.prevalence.loglinear.newton import Bools
from tabara.methods.prevalence.selection import models
from tabara.methods.prevalence.selection.profile import profiled
from tabara.methods.prevalence.selection.resampling import LEVELS

PAPER = "Silverman (2014), Home Office; Bales, Hesketh and Silverman (2015), Significance 12(3); Cormack (1992)"
METHOD = "aic"
_BETTER = 1e-9


@dataclass(frozen=True, slots=True)
class Forward:
    """The model that the search ended at, its criterion, and the pair of lists without overlap that ended it."""

    included: Bools
    aic: float
    steps: tuple[tuple[int, float], ...]
    ended_at: int | None


def forward(space: Space, y: Floats, *, past_empty: bool) -> Forward:
    """Take in the pair that betters the criterion most, until none does; past pairs that share nobody only if told."""
    included = models.main_effects(space)
    steps: list[tuple[int, float]] = []
    fitted = fit(space, y[None, :], included[None, :])
    best, stat = float(fitted.aic(y[None, :])[0]), space.statistics(y[None, :])[0, 1:]
    while True:
        open_ = np.flatnonzero(~included & space.possible)
        larger = included | (np.arange(len(space.terms)) == open_[:, None])
        tables = np.repeat(y[None, :], len(open_), axis=0)
        found = fit(space, tables, larger, _starts(space, fitted, open_, stat[open_]))
        criterion = np.where(found.fault == Fault.NONE, found.aic(tables), np.inf)
        if not len(open_) or criterion.min() >= best - _BETTER:
            return Forward(included, best, tuple(steps), None)
        first = int((criterion <= criterion.min() + _BETTER).argmax())
        if not stat[open_[first]] and not past_empty:
            return Forward(included, best, tuple(steps), int(space.terms[open_[first]]))
        included, best, fitted = larger[first], float(criterion[first]), found.rows(np.array([first]))
        steps.append((int(space.terms[open_[first]]), best))


def _starts(space: Space, fitted: Fits, open_: Ints, stat: Floats) -> Floats:
    """The coefficients so far, and for the one pair that each model has more what sets its own overlap right."""
    start = np.repeat(fitted.beta, len(open_), axis=0)
    foretold = fitted.foretold(space.terms[open_])[0]
    start[np.arange(len(open_)), 1 + open_] = np.log(np.maximum(stat, 1.0) / np.maximum(foretold, 1e-300))
    return start


def aic_stepwise(table: CaptureTable, *, levels: tuple[float, ...] = LEVELS) -> Estimate:
    """Estimate with the pairs that Akaike's criterion takes in, and the profile likelihood's limits.

    >>> from tabara.methods.prevalence import read_csv
    >>> korea = read_csv("b,c,d,count\\n0,0,1,41\\n0,1,0,5\\n1,0,0,5\\n1,1,0,54\\n1,0,1,6\\n1,1,1,12\\n")
    >>> round(aic_stepwise(korea).value), aic_stepwise(korea).model
    (152, ('b:c', 'c:d'))
    """
    table.needs(3, "The search by Akaike's criterion")
    canonical = table.canonical
    space, y = models.space_of(canonical), as_row(canonical)
    why = models.no_model(table, space, y)
    if why:
        return not_estimable(table, method=METHOD, paper=PAPER, reasons=why)
    found = forward(space, y, past_empty=False)
    value, intervals = _size(space, y, found, levels)
    return Estimate(
        METHOD,
        PAPER,
        Status.ESTIMATED,
        value,
        table.observed,
        Provenance.of(table),
        intervals,
        (*COMMON, PAIRS),
        model=models.named(table, canonical, space.terms[found.included]),
        aic=found.aic,
        diagnostics=_told(table, canonical, space, y, found),
    )


def _size(space: Space, y: Floats, found: Forward, levels: tuple[float, ...]) -> Any:
    hidden = float(fit(space, y[None, :], found.included[None, :]).hidden[0])
    return profiled(space, y, found.included, hidden, levels)


def _told(table: CaptureTable, canonical: CaptureTable, space: Space, y: Floats, found: Forward) -> dict[str, Any]:
    """The course of the search, and what it would have come to had it gone past pairs that share nobody."""

    def name(term: int) -> str:
        return models.named(table, canonical, np.array([term]))[0]

    fits = fit(space, y[None, :], found.included[None, :])
    told: dict[str, Any] = models.check_of(space, y) | models.fit_of(space, y, fits, found.included)
    told |= {"steps": [(name(term), aic) for term, aic in found.steps], "poisson": float(y.sum() + fits.hidden[0])}
    if found.ended_at is None:
        return told
    further = forward(space, y, past_empty=True)
    beyond = {
        "model": models.named(table, canonical, space.terms[further.included]),
        "aic": further.aic,
        "estimate": _size(space, y, further, ())[0],
    }
    return told | {"ended_at": name(found.ended_at), "past_empty_overlaps": beyond}
