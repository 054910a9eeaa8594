"""The best of all hierarchical models by Schwarz's criterion, chosen anew in every resample among the best.

References
----------
Silverman, Chan and Vincent (2024), "Bootstrapping multiple systems estimates to account for model selection",
Statistics and Computing 34, 44.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from tabara.methods.prevalence.assumptions import COMMON
from tabara.methods.prevalence.capture import CaptureTable, Floats, Ints
from tabara.methods.prevalence.errors import PrevalenceError
from tabara.methods.prevalence.estimate import Estimate, Interval, Provenance, Status, not_estimable
from tabara.methods.prevalence.fan import Fan, even, in_turn
from tabara.methods.prevalence.loglinear import Fault, Fits, Space, fit
from tabara.methods.prevalence.loglinear.newton import Bools
from tabara.methods.prevalence.selection import models
from tabara.methods.prevalence.selection.hierarchies import hierarchies, top_sets
from tabara.methods.prevalence.selection.resampling import LEVELS, Resampled, doubts, resampled

PAPER = "Silverman, Chan and Vincent (2024), Statistics and Computing 34, 44"
METHOD = "bic"
_AMONG = {3: 1_000_000, 4: 20}  # so many of the best models a resample chooses from; with more lists:
_AMONG_OTHERWISE = 100
_PAIRS, _TRIPLES, _WITH_TRIPLES = 2, 3, (4, 5)
_MODELS_TOLD = 10
_AT_ONCE = 2_000
_TIE = 1e-9  # relative: models that fill a table up fit it alike, and differ by rounding
_ROWS = 600  # resamples of one piece of work
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Ranked:
    """The models that have an estimate, the best first."""

    included: Bools
    bic: Floats
    hidden: Floats
    asked: int


def ranked(space: Space, y: Floats) -> Ranked:
    """Fit every hierarchical model to a table, and rank those that have an estimate."""
    every = hierarchies(space.terms, models.main_effects(space))
    every = every[~(every & ~space.possible).any(axis=1)]
    bic, hidden = np.empty(len(every)), np.empty(len(every))
    for first in range(0, len(every), _AT_ONCE):
        rows = slice(first, first + _AT_ONCE)
        bic[rows], hidden[rows] = _criterion(space, np.repeat(y[None, :], len(every[rows]), axis=0), every[rows])
    order = _in_order(bic)
    return Ranked(every[order], bic[order], hidden[order], len(every))


def _in_order(bic: Floats) -> Ints:
    """Put models in the order of their criteria; of those equal but for rounding the one with the first pair leads."""
    order = np.argsort(bic, kind="stable")[: int(np.isfinite(bic).sum())]
    sorted_ = bic[order]
    worse = np.cumsum(np.append(False, np.diff(sorted_) > _TIE * np.abs(sorted_[1:])))
    return np.asarray(order[np.lexsort((-order, worse))], np.int64)


def _criterion(space: Space, y: Floats, included: Bools) -> tuple[Floats, Floats]:
    found: Fits = fit(space, y, included)
    return np.where(found.fault == Fault.NONE, found.bic(y), np.inf), found.hidden


def bic_ensemble(
    table: CaptureTable,
    *,
    order: int | None = None,
    among: int | None = None,
    bootstrap: int = 0,
    seed: int | None = None,
    resamples: Floats | None = None,
    levels: tuple[float, ...] = LEVELS,
    progress: Progress | None = None,
    fan: Fan = in_turn,
) -> Estimate:
    """Estimate with the best of all hierarchical models with interactions of up to `order` lists (`usual_order`).

    Each resample chooses among the `among` models that are best for the table; how the limits settle as they are more
    is told in the diagnostics.

    >>> from tabara.methods.prevalence import read_csv
    >>> korea = read_csv("b,c,d,count\\n0,0,1,41\\n0,1,0,5\\n1,0,0,5\\n1,1,0,54\\n1,0,1,6\\n1,1,1,12\\n")
    >>> found = bic_ensemble(korea)
    >>> round(found.value, 4), found.model
    (157.1667, ('b:c', 'c:d'))
    """
    table.needs(3, "The choice by Schwarz's criterion")
    order = usual_order(table) if order is None else order
    _asked(table, order, among)
    canonical = table.canonical
    tables = resampled(table, bootstrap, seed, resamples)
    space = models.space_of(canonical, order)
    why = models.no_model(table, space, tables.y[0])
    if why:
        return not_estimable(table, method=METHOD, paper=PAPER, reasons=why, seed=seed)
    best = ranked(space, tables.y[0])
    kept = min(len(best.bic), among or _AMONG.get(len(table.lists), _AMONG_OTHERWISE))
    told = _ranking(table, canonical, space, best) | {"order": order, "among": kept}
    intervals, spread = _chosen_anew(canonical, tables, order, best, kept, levels, progress, fan)
    told |= {"bootstrap": spread} if spread else {}
    first = fit(space, tables.y[:1], best.included[:1])
    told |= models.fit_of(space, tables.y[0], first, best.included[0])
    return Estimate(
        METHOD,
        PAPER,
        Status.ESTIMATED,
        float(table.observed + best.hidden[0]),
        table.observed,
        Provenance.of(table, seed),
        intervals + models.conditional(space, first, best.included[0], levels, table.observed),
        COMMON,
        model=models.named(table, canonical, top_sets(space.terms, best.included[0])),
        aic=float(first.aic(tables.y[:1])[0]),
        reasons=(*_alike(table.observed, best), *doubts(intervals, spread)),
        diagnostics=told,
    )


def usual_order(table: CaptureTable) -> int:
    """Return 3 for four and five lists, as the paper and its package have it, else 2: there are too many models."""
    return _TRIPLES if len(table.lists) in _WITH_TRIPLES else _PAIRS


def _asked(table: CaptureTable, order: int, among: int | None) -> None:
    if among is not None and among < 1:
        raise PrevalenceError("A resample needs one model at least to choose from.")
    if not 1 <= order < len(table.lists):
        raise PrevalenceError(f"Interactions of {order} lists cannot be told apart with {len(table.lists)} lists.")


def _alike(observed: int, best: Ranked) -> tuple[str, ...]:
    """Say what models that are just as good would have said."""
    alike = observed + best.hidden[best.bic - best.bic[0] <= _TIE * abs(best.bic[0])]
    if alike.max() - alike.min() <= _TIE * observed:
        return ()
    range_ = f"from {alike.min():,.0f} to {alike.max():,.0f}"
    return (f"{len(alike)} models are equally good and give {range_}; the first by name was taken.",)


def _ranking(table: CaptureTable, canonical: CaptureTable, space: Space, best: Ranked) -> dict[str, Any]:
    """The best models beside each other: what others nearly as good would have said."""
    first = [
        {
            "model": models.named(table, canonical, top_sets(space.terms, best.included[at])),
            "bic": best.bic[at],
            "estimate": table.observed + best.hidden[at],
        }
        for at in range(min(_MODELS_TOLD, len(best.bic)))
    ]
    return {"models": best.asked, "estimable": len(best.bic), "bic": float(best.bic[0]), "best": first}


def _chosen_anew(
    canonical: CaptureTable,
    tables: Resampled,
    order: int,
    best: Ranked,
    kept: int,
    levels: tuple[float, ...],
    progress: Progress | None,
    fan: Fan,
) -> tuple[tuple[Interval, ...], dict[str, Any]]:
    """The limits when each resample chooses among the best `kept`, and among fewer of them."""
    y = tables.y[1:]
    if not len(y):
        return (), {}
    ends = np.cumsum([0, *even(len(y), _ROWS)])
    pieces = [_Piece(canonical, order, y[a:b], best.included[:kept]) for a, b in pairwise(ends)]
    found = np.hstack(list(_told_of(progress, kept, pieces, fan)))
    intervals: tuple[Interval, ...] = ()
    spread: dict[str, Any] = {}
    settling: dict[str, Any] = {}
    for stop, hidden in zip(_stops(kept), found, strict=True):
        total = np.append(tables.y[0].sum() + best.hidden[0], y.sum(axis=1) + hidden)
        intervals, spread = tables.limits(total, levels)
        settling[str(stop)] = {f"{one.level:g}": [one.low, one.high] for one in intervals}
    return intervals, spread | {"settling": settling}


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some of the resamples, and the models that they choose among."""

    canonical: CaptureTable
    order: int
    y: Floats
    included: Bools


def _told_of(progress: Progress | None, kept: int, pieces: Sequence[_Piece], fan: Fan) -> Iterator[Floats]:
    """The pieces as they are done; those that are done here tell of every model, others of themselves."""
    if fan is in_turn:
        for at, piece in enumerate(pieces):
            yield _hidden(piece, None if progress is None else _further(progress, at * kept, len(pieces) * kept))
        return
    for at, found in enumerate(fan(_hidden, pieces)):
        yield found
        if progress:
            progress(at + 1, len(pieces))


def _further(progress: Progress, before: int, of: int) -> Callable[[int], None]:
    return lambda done: progress(before + done, of)


def _hidden(piece: _Piece, tell: Callable[[int], None] | None = None) -> Floats:
    """The hidden number of each resample, when it chooses among as many models as at each stop."""
    space = models.space_of(piece.canonical, piece.order)
    many, kept = len(piece.y), len(piece.included)
    least, hidden = np.full(many, np.inf), np.full(many, np.nan)
    answers, stops = [], _stops(kept)
    for at in range(kept):
        bic, found = _criterion(space, piece.y, np.repeat(piece.included[at][None, :], many, axis=0))
        better = bic < least - np.where(np.isfinite(least), _TIE * np.abs(least), 0.0)
        least[better], hidden[better] = bic[better], found[better]
        if at + 1 in stops:
            answers.append(hidden.copy())
        if tell:
            tell(at + 1)
    return np.array(answers)


def _stops(kept: int) -> Ints:
    """Among how many models the limits are told: one, two, five, ten, twenty and so on, and all."""
    every = [digit * 10**power for power in range(7) for digit in (1, 2, 5)]
    return np.array([one for one in every if one < kept] + [kept], np.int64)
