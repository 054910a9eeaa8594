"""What would have to be withheld, so that one unsafe count could be another: cuts from a linear programme's dual.

How far a count can be from the truth, in a table that agrees with what is shown, is a linear programme over the
changes of all entries. Its dual bounds that distance by a weighted sum of the withheld entries, whichever they
are; the bound must not be below the distance that safety needs.

References
----------
Fischetti and Salazar (2001), "Solving the cell suppression problem on tabular data with linear constraints",
Management Science 47(7), section 3 (capacity constraints).
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import eye_array, hstack

from tabara.methods.disclosure.audit import known_bounds
from tabara.methods.disclosure.errors import DisclosureError
from tabara.methods.disclosure.relations import Row, matrix, relations
from tabara.methods.disclosure.rules import Rule
from tabara.methods.disclosure.table import Table

_EPSILON = 1e-6
_FAINT = 1e-5  # among bounds equally tight, the one that few further entries would loosen makes the stronger cut
Floats = NDArray[np.float64]
Demand = tuple[Row, float]
"""A row of weights of withheld entries, and the least they must add up to."""


def cuts(
    table: Table, hidden: frozenset[int], unsafe: int, small: frozenset[int], rule: Rule, reach: int = 0
) -> Iterator[Demand]:
    """Give the demands that this choice fails and every safe choice meets.

    `reach` is what the count must possibly be to a reader; the threshold, where it is not said.
    """
    count, reach = table.entries[unsafe], reach or rule.threshold
    everything = range(len(table.entries))
    plain = dict.fromkeys(everything, (0, table.total + reach))
    knowing = known_bounds(everything, small, rule, table.total + reach)
    needed = float(reach - count)
    yield from _demand([_bound(table, hidden, unsafe, 1, plain, needed)], needed, hidden)
    both = [_bound(table, hidden, unsafe, direction, knowing, 1.0) for direction in (1, -1)]
    yield from _demand(both, 1.0, hidden)


def _demand(bounds: list[tuple[Floats, float]], needed: float, hidden: frozenset[int]) -> Iterator[Demand]:
    weights = sum((weight for weight, _ in bounds), np.zeros(len(bounds[0][0])))
    lacking = needed - sum(fixed for _, fixed in bounds)
    if sum(weights[list(hidden)]) >= lacking - _EPSILON:
        return
    row = {at: min(float(weight), lacking) for at, weight in enumerate(weights) if weight > _EPSILON}
    if not row:
        raise DisclosureError("A small count of the table cannot be protected. Publish a coarser table.")
    yield row, lacking


def _bound(
    table: Table,
    hidden: frozenset[int],
    position: int,
    direction: int,
    between: dict[int, tuple[int, int]],
    needed: float,
) -> tuple[Floats, float]:
    """The weight of each entry, and what is fixed, in the tightest bound on a count's change in one direction."""
    entries, size = np.array(table.entries, float), len(table.entries)
    low, high = np.array([between[at] for at in range(size)], float).T
    change = np.concatenate([np.clip(high - entries, 0, needed), np.clip(entries - low, 0, needed)])
    preference = np.where([at in hidden for at in range(size)], 1.0, _FAINT)
    equal, at_least = relations(table.lines)
    lines = matrix(equal + at_least, size)
    is_equal = np.arange(len(equal) + len(at_least)) < len(equal)
    spare = np.where(is_equal, 0.0, lines @ entries)
    aim = np.zeros(size)
    aim[position] = direction
    found = milp(
        np.concatenate([change * np.tile(preference, 2), spare]),
        bounds=Bounds(np.concatenate([np.zeros(2 * size), np.where(is_equal, -np.inf, 0.0)]), np.inf),
        constraints=LinearConstraint(hstack([eye_array(size), -eye_array(size), -lines.T], format="csr"), aim, aim),
    )
    if found.x is None:
        raise DisclosureError(f"The small counts of the table cannot be protected: {found.message}")
    weights = change * found.x[: 2 * size]
    return weights[:size] + weights[size:], float(spare @ found.x[2 * size :])
