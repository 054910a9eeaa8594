"""The stepwise estimate for sparse overlaps, with intervals that include the choice of the model.

References
----------
Chan, Silverman and Vincent (2021), "Multiple systems estimation for sparse capture data: inferential challenges when
there are nonoverlapping lists", JASA 116(535), 1297-1306.
"""

from itertools import pairwise
from typing import Any

import numpy as np

from tabara.methods.prevalence.assumptions import COMMON, PAIRS
from tabara.methods.prevalence.capture import CaptureTable, Floats
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.estimate import Estimate, Provenance, Status, not_estimable
from tabara.methods.prevalence.fan import Fan, even, in_turn
from tabara.methods.prevalence.loglinear import Space
from tabara.methods.prevalence.selection import models
from tabara.methods.prevalence.selection.resampling import LEVELS, Resampled, doubts, resampled
from tabara.methods.prevalence.selection.steps import THRESHOLD, Selected, joined, select

PAPER = "Chan, Silverman and Vincent (2021), JASA 116(535), 1297-1306"
METHOD = "stepwise"
_MODELS_TOLD = 10
_ROWS, _PARTS = 1_100, 2  # resamples at once, so that a thousand with their jackknife are one piece; ends of one piece


def stepwise(
    table: CaptureTable,
    *,
    threshold: float = THRESHOLD,
    bootstrap: int = 0,
    seed: int | None = None,
    resamples: Floats | None = None,
    levels: tuple[float, ...] = LEVELS,
    fan: Fan = in_turn,
) -> Estimate:
    """Estimate with pairs of lists taken in one after the other, as long as their overlap surprises the model.

    A `threshold` of 1 takes in every pair at once, if that model has an estimate; 0 takes in none. `bootstrap`
    resamples are drawn from `seed`, or those given in `resamples` are used (`draw`, `read_resamples`).

    >>> from tabara.methods.prevalence import read_csv
    >>> korea = read_csv("b,c,d,count\\n0,0,1,41\\n0,1,0,5\\n1,0,0,5\\n1,1,0,54\\n1,0,1,6\\n1,1,1,12\\n")
    >>> found = stepwise(korea)
    >>> round(found.value, 6), found.model, round(found.aic, 6)
    (268.777778, ('b:c',), 44.907675)
    """
    table.needs(3, "The stepwise method")
    if not 0 <= threshold <= 1:
        raise PrevalenceError(f"A threshold is a probability from 0 to 1, not {threshold}.")
    canonical = table.canonical
    tables = resampled(table, bootstrap, seed, resamples)
    space = models.space_of(canonical)
    why = models.no_model(table, space, tables.y[0])
    if why:
        return not_estimable(table, method=METHOD, paper=PAPER, reasons=why, seed=seed)
    chosen = _selected(canonical, space, tables.y, threshold, fan)
    total = tables.y.sum(axis=1) + chosen.fits.hidden
    told = {"threshold": threshold} | _course(table, canonical, space, chosen)
    told |= models.check_of(space, tables.y[0]) | models.fit_of(space, tables.y[0], chosen.fits, chosen.included[0])
    intervals, spread = tables.limits(total, levels)
    if spread:
        told["bootstrap"] = spread | {"models": _often(table, canonical, space, chosen, tables)}
    return Estimate(
        METHOD,
        PAPER,
        Status.ESTIMATED,
        float(total[0]),
        table.observed,
        Provenance.of(table, seed),
        intervals + models.conditional(space, chosen.fits, chosen.included[0], levels, table.observed),
        (*COMMON, PAIRS),
        model=models.named(table, canonical, space.terms[chosen.included[0]]),
        aic=float(chosen.fits.rows(np.array([0])).aic(tables.y[:1])[0]),
        reasons=doubts(intervals, spread),
        diagnostics=told,
    )


def _selected(canonical: CaptureTable, space: Space, y: Floats, threshold: float, fan: Fan) -> Selected:
    """Select a model for each row, in parts that do not depend on who does them."""
    ends = np.cumsum([0, *even(len(y), _ROWS)])
    if len(ends) <= _PARTS:
        return select(space, y, threshold)
    return joined(list(fan(_part, [(canonical, y[a:b], threshold) for a, b in pairwise(ends)])))


def _part(question: tuple[CaptureTable, Floats, float]) -> Selected:
    canonical, y, threshold = question
    return select(models.space_of(canonical), y, threshold)


def _course(table: CaptureTable, canonical: CaptureTable, space: Space, chosen: Selected) -> dict[str, Any]:
    """The order in which pairs came in, and which pairs share nobody: in a model they count as minus infinity."""
    steps = [(models.named(table, canonical, np.array([term]))[0], odds) for term, odds in chosen.steps]
    empty = [":".join(pair) for pair, count in table.overlaps().items() if not count]
    return {"steps": steps, "empty_overlaps": empty, "isolated": list(table.isolated)}


def _often(
    table: CaptureTable, canonical: CaptureTable, space: Space, chosen: Selected, tables: Resampled
) -> dict[str, float]:
    """How often the models were chosen that were chosen most."""
    found, times = np.unique(chosen.included[tables.drawn], axis=0, return_counts=True)
    most = np.argsort(-times, kind="stable")[:_MODELS_TOLD]
    return {
        " ".join(models.named(table, canonical, space.terms[found[at]])): float(times[at] / times.sum()) for at in most
    }
