"""Whether the estimate has come to rest, and whether the model could have drawn the table.

A trajectory is made of estimates from ever larger shares of the people, each divided by its share: where the model
is right they agree but for chance; where more people bring more interactions into it, they drift, and would go on
drifting with the next hundred. The fit of a model is judged by tables that it draws itself and is fitted to anew: no
chi-square holds where most histories are empty.

References
----------
Binette and Steorts (2022), "On the reliability of multiple systems estimation for the quantification of modern
slavery", Journal of the Royal Statistical Society A 185(2).
"""

from collections.abc import Sequence

import numpy as np
from scipy.special import xlogy

from tabara.methods.prevalence.capture import CaptureTable, Floats
from tabara.methods.prevalence.estimate import Estimate
from tabara.methods.prevalence.fan import Fan
from tabara.methods.prevalence.loglinear import Fault, Fits, Space, as_row, fit
from tabara.methods.prevalence.loglinear.newton import Bools
from tabara.methods.prevalence.selection import models
from tabara.methods.prevalence.selection.steps import THRESHOLD, select
from tabara.methods.prevalence.study.parts.variants import TRIED
from tabara.methods.prevalence.study.shape import Fit, Step, Trajectory

SHARES = (0.5, 0.6, 0.7, 0.8, 0.9)
_LOG_LINEAR = ("stepwise", "bic", "aic")
_TIE = 1e-9
_FAILED = 0.5  # of the resamples of one share: with more of them there is no median
Question = tuple[CaptureTable, Floats]


def trajectory(table: CaptureTable, resamples: int, seed: int, fan: Fan) -> Trajectory | None:
    """Give the course of the estimate; none where the whole table has no estimate."""
    whole = _totals((table, as_row(table.canonical)[None, :]))
    if not len(whole) or not np.isfinite(whole[0]):
        return None
    rng = np.random.default_rng([seed, 1])
    drawn = [_thinned(table, share, resamples, rng) for share in SHARES]
    found = list(fan(_totals, [(table, rows) for rows in drawn]))
    steps = [_step(share, totals / share) for share, totals in zip(SHARES, found, strict=True)]
    end = float(whole[0])
    steps.append(Step(1.0, end, end, end, 0.0))
    medians = [one.median for one in steps]
    known = all(np.isfinite(medians))
    return Trajectory(TRIED, resamples, tuple(steps), max(medians) / min(medians) if known else None)


def _thinned(table: CaptureTable, share: float, resamples: int, rng: np.random.Generator) -> Floats:
    """Tables of so large a share of the people, drawn without putting anybody back."""
    canonical = table.canonical
    rows = np.zeros((resamples, 1 << len(table.lists)))
    people = round(share * table.observed)
    rows[:, list(canonical.histories)] = rng.multivariate_hypergeometric(
        canonical.counts, people, size=resamples, method="marginals"
    )
    return rows


def _step(share: float, totals: Floats) -> Step:
    good = totals[np.isfinite(totals)]
    failed = float(1 - len(good) / len(totals))
    if failed > _FAILED:
        return Step(share, np.nan, np.nan, np.nan, failed)
    low, median, high = np.quantile(good, (0.25, 0.5, 0.75))
    return Step(share, float(low), float(median), float(high), failed)


def _totals(question: Question) -> Floats:
    """The estimate of each row, not a number where there is none."""
    table, rows = question
    chosen = select(models.space_of(table.canonical), rows, THRESHOLD)
    return np.asarray(rows.sum(axis=1) + chosen.fits.hidden)


def fits(table: CaptureTable, ensemble: Sequence[Estimate], resamples: int, seed: int, fan: Fan) -> tuple[Fit, ...]:
    """Judge the log-linear models of an ensemble by tables that each of them draws."""
    judged = [one for one in ensemble if one.model is not None and one.method in _LOG_LINEAR]
    return tuple(fan(_fit, [(table, one, resamples, seed) for one in judged]))


def _fit(question: tuple[CaptureTable, Estimate, int, int]) -> Fit:
    table, one, resamples, seed = question
    canonical = table.canonical
    space, included = _model(table, canonical, one)
    y = as_row(canonical)[None, :]
    mu = fit(space, y, included[None, :]).mu[0] * space.keep
    drawn = np.random.default_rng([seed, 2]).poisson(mu, size=(resamples, len(mu))).astype(float)
    rows = np.vstack([y, drawn])
    deviance, pearson = _distances(space, rows, fit(space, rows, np.repeat(included[None, :], len(rows), axis=0)))
    df = int(space.keep.sum() - 1 - included.sum())
    far, farther = _share(deviance), _share(pearson)
    return Fit(one.method, float(deviance[0]), float(pearson[0]), df, resamples, far, farther)


def _model(table: CaptureTable, canonical: CaptureTable, one: Estimate) -> tuple[Space, Bools]:
    """The model whose largest interactions are named, with all their parts."""
    named = {":".join(table.names(mask)): mask for mask in range(1, 1 << len(table.lists))}
    tops = [canonical.mask(*table.names(named[name])) for name in one.model or ()]
    space = models.space_of(canonical, max([2, *(top.bit_count() for top in tops)]))
    held = [any(top & int(term) == int(term) for top in tops) for term in space.terms]
    return space, models.main_effects(space) | np.array(held)


def _distances(space: Space, y: Floats, found: Fits) -> tuple[Floats, Floats]:
    """Deviance and Pearson's statistic of each row; not a number where it has no estimate."""
    mu = found.mu * space.keep
    safe = np.where(mu > 0, mu, 1.0)
    deviance = 2.0 * (xlogy(y, np.where(y > 0, y / safe, 1.0)) - y + mu).sum(axis=1)
    pearson = np.where(mu > 0, (y - mu) ** 2 / safe, 0.0).sum(axis=1)
    none = found.fault != Fault.NONE
    return np.where(none, np.nan, deviance), np.where(none, np.nan, pearson)


def _share(distances: Floats) -> float:
    """How often a drawn table lies at least as far off as the first, which is counted with them."""
    known = distances[np.isfinite(distances)]
    return float((known >= distances[0] - _TIE).mean())
