"""What the searches for a model have in common: the space of a table, the names of terms, how well a model fits."""

import numpy as np
from scipy.special import ndtri, xlogy

from tabara.methods.prevalence.capture import CaptureTable, Floats, Ints
from tabara.methods.prevalence.estimate import Interval
from tabara.methods.prevalence.loglinear import Fault, Fits, Space, faults, fit, seen_cells, terms_of
from tabara.methods.prevalence.loglinear.existence import design
from tabara.methods.prevalence.loglinear.newton import Bools
from tabara.methods.prevalence.obstacles import nested, obstacles

GIVEN_MODEL = "the model is the right one and was not chosen from the table"
FAULTS = {
    Fault.NO_ESTIMATE: "The model has no maximum likelihood estimate for this table.",
    Fault.NOT_IDENTIFIABLE: "The table does not tell the coefficients of the model apart.",
    Fault.NO_ESTIMATE
    | Fault.NOT_IDENTIFIABLE: "The model has no estimate for this table, nor would it be the only one.",
}
_MORE_THAN_CHANCE = 5


def space_of(table: CaptureTable, order: int = 2) -> Space:
    """Give the models of a canonical table with interactions of up to so many lists."""
    return Space(len(table.lists), terms_of(len(table.lists), order), seen_cells(table))


def main_effects(space: Space) -> Bools:
    """Tell which terms are single lists."""
    return np.array([int(term).bit_count() == 1 for term in space.terms])


def named(table: CaptureTable, canonical: CaptureTable, terms: Ints) -> tuple[str, ...]:
    """Name interactions by their lists, in the order of the table that was given: "LA:NG"."""
    masks = sorted(table.mask(*canonical.names(int(term))) for term in terms if int(term).bit_count() > 1)
    order = sorted(masks, key=lambda mask: [table.lists.index(name) for name in table.names(mask)])
    return tuple(":".join(table.names(mask)) for mask in order)


def no_model(table: CaptureTable, space: Space, y: Floats) -> tuple[str, ...]:
    """Say why not even the main effects can be estimated, or that nothing is known against it.

    A list that shares nobody is no obstacle as long as others do, and a few people may all stand on another list by
    chance.
    """
    found = nested(table, fewest=_MORE_THAN_CHANCE) if any(table.overlaps().values()) else obstacles(table)
    fault = Fault(int(fit(space, y[None, :], main_effects(space)[None, :]).fault[0]))
    if found or not fault:
        return found
    alone = f"These lists share nobody with any other: {', '.join(table.isolated)}."
    return (FAULTS[fault], alone) if table.isolated else (FAULTS[fault],)


def standard_error(space: Space, fits: Fits, included: Bools) -> float:
    """Give the standard error of the logarithm of the hidden number, of the first row."""
    mu = fits.mu[0]
    live = included & (space.inside @ mu > 0)
    cells = np.flatnonzero(mu > 0)
    rows = design(cells, np.append(0, space.terms[live]))
    return float(np.sqrt(np.linalg.inv(rows.T @ (mu[cells, None] * rows))[0, 0]))


def conditional(
    space: Space, fits: Fits, included: Bools, levels: tuple[float, ...], observed: int
) -> tuple[Interval, ...]:
    """Give limits on the logarithmic scale for the model of the first row, as if it were known."""
    hidden, error = float(fits.hidden[0]), standard_error(space, fits, included)
    answer = []
    for level in levels:
        factor = float(np.exp(ndtri((1 + level / 100) / 2) * error))
        answer.append(Interval(level, observed + hidden / factor, observed + hidden * factor, GIVEN_MODEL))
    return tuple(answer)


def fit_of(space: Space, y: Floats, fits: Fits, included: Bools) -> dict[str, float]:
    """Say how far the model is from the table: deviance, Pearson's statistic, and the degrees of freedom."""
    mu = fits.mu[0]
    deviance = 2.0 * float((xlogy(y, np.where(y > 0, y / np.where(mu > 0, mu, 1.0), 1.0)) - y + mu).sum())
    pearson = float((np.where(mu > 0, (y - mu) ** 2 / np.where(mu > 0, mu, 1.0), 0.0)).sum())
    return {"deviance": deviance, "pearson": pearson, "df": int(space.keep.sum() - 1 - included.sum())}


def check_of(space: Space, y: Floats) -> dict[str, int]:
    """Say whether the model with every pair would have an estimate: nought where it would (Fienberg and Rinaldo)."""
    pairs = np.array([int(term).bit_count() <= 2 for term in space.terms]) & space.possible
    return {"all_pairs_check": int(faults(space, y, pairs))}
