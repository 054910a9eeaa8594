"""The same estimates computed another way: one table, one model at a time, with its design matrix, nothing shared.

A linear programme decides about every model that could be taken in, on the counts themselves; the rank of a design is
that of fractions. Slow, and as the papers have it.
"""

from fractions import Fraction
from itertools import combinations, product

import numpy as np
from scipy.optimize import linprog
from scipy.special import gammaln, xlogy
from scipy.stats import poisson

Term = tuple[int, ...]
Cells = dict[Term, int]


def observable(lists: int) -> list[Term]:
    """Every history but the empty one."""
    return [cell for cell in product((0, 1), repeat=lists) if any(cell)]


def total(cells: Cells, term: Term) -> int:
    """How many people stand on all lists of a term."""
    return sum(count for cell, count in cells.items() if all(cell[at] for at in term))


def reduced(cells: Cells, terms: list[Term]) -> tuple[np.ndarray, np.ndarray, list[Term]]:
    """The design and the counts without what an empty overlap takes away."""
    empty = [term for term in terms if not total(cells, term)]
    keep = [cell for cell in cells if not any(all(cell[at] for at in term) for term in empty)]
    live = [term for term in terms if term not in empty]
    rows = [[1.0, *(float(all(cell[at] for at in term)) for term in live)] for cell in keep]
    return np.array(rows), np.array([cells[cell] for cell in keep], float), keep


def rank(rows: np.ndarray) -> int:
    """The rank, without rounding."""
    left = [[Fraction(int(one)) for one in row] for row in rows]
    found = 0
    for column in range(rows.shape[1]):
        at = next((row for row in range(found, len(left)) if left[row][column]), None)
        if at is None:
            continue
        left[found], left[at] = left[at], left[found]
        for row in range(found + 1, len(left)):
            share = left[row][column] / left[found][column]
            left[row] = [one - share * other for one, other in zip(left[row], left[found], strict=True)]
        found += 1
    return found


def sound(cells: Cells, terms: list[Term]) -> bool:
    """Whether the model has an estimate, and the only one."""
    rows, y, keep = reduced(cells, terms)
    if len(keep) < rows.shape[1] or rank(rows) < rows.shape[1]:
        return False
    some = len(keep)
    found = linprog(
        np.append(np.zeros(some), -1.0),
        A_ub=np.hstack([-np.eye(some), np.ones((some, 1))]),
        b_ub=np.zeros(some),
        A_eq=np.hstack([rows.T, np.zeros((rows.shape[1], 1))]),
        b_eq=rows.T @ y,
    )
    return bool(-found.fun > 1e-7)


def fitted(cells: Cells, terms: list[Term]) -> tuple[float, dict[Term, float], float]:
    """The total, the expected counts, and Akaike's criterion: iteratively reweighted least squares, as R has it."""
    rows, y, keep = reduced(cells, terms)
    mu, before = y + 0.1, np.full(rows.shape[1], np.inf)
    for _ in range(500):
        root = np.sqrt(mu)
        beta = np.linalg.lstsq(rows * root[:, None], (np.log(mu) + (y - mu) / mu) * root, rcond=None)[0]
        mu = np.exp(rows @ beta)
        if np.abs(beta - before).max() < 1e-11:
            break
        before = beta
    height = float((xlogy(y, mu) - mu - gammaln(y + 1)).sum())
    return y.sum() + float(np.exp(beta[0])), dict(zip(keep, mu, strict=True)), 2 * (1 + len(terms)) - 2 * height


def stepwise(cells: Cells, lists: int, threshold: float) -> tuple[float, float, list[Term]] | None:
    """The total, the criterion and the pairs of the sparse stepwise search; None where there is no estimate at all."""
    terms: list[Term] = [(at,) for at in range(lists)]
    pairs = [pair for pair in combinations(range(lists), 2) if any(all(cell[at] for at in pair) for cell in cells)]
    if not sound(cells, terms):
        return None
    while True:
        expected = fitted(cells, terms)[1]
        odds = []
        for pair in (pair for pair in pairs if pair not in terms):
            rate = sum(count for cell, count in expected.items() if all(cell[at] for at in pair))
            seen = total(cells, pair)
            if rate and sound(cells, [*terms, pair]):
                odds.append((min(poisson.cdf(seen, rate), poisson.sf(seen - 1, rate)), pair))
        if not odds or min(odds)[0] >= threshold:
            value, _, aic = fitted(cells, terms)
            return value, aic, terms[lists:]
        terms.append(min(odds)[1])
