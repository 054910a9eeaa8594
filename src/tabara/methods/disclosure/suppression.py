"""Choose which further counts to withhold, so that the small ones cannot be computed: as little as possible.

An integer programme hides the least mass. It starts from what is necessary on each line. The audit then attacks
its choice, and for every small count still unsafe a cut tells the programme what would have to be withheld.

References
----------
Fischetti and Salazar (2001), "Solving the cell suppression problem on tabular data with linear constraints",
Management Science 47(7).
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from tabara.methods.disclosure.audit import NOBODYS, Levels, audit
from tabara.methods.disclosure.cuts import Demand, cuts
from tabara.methods.disclosure.errors import DisclosureError
from tabara.methods.disclosure.relations import matrix
from tabara.methods.disclosure.rules import Rule
from tabara.methods.disclosure.table import Line, Table

_SECONDS = 5.0
_MOST_ROUNDS = 100
_CUTS_A_ROUND = 8
_HALF = 0.5


def hide(table: Table, small: frozenset[int], rule: Rule, dominated: Levels = NOBODYS) -> frozenset[int]:
    """Give the positions to withhold: the small and dominated counts and those that protect them; else raise."""
    needs = dict.fromkeys(small, rule.threshold) | dict(dominated)
    may_hide = [at for at, count in enumerate(table.entries) if count or rule.zeros == "withheld"]
    demands = [demand for line in table.lines for demand in _necessary(table, line, needs)]
    for _ in range(_MOST_ROUNDS):
        hidden = _cheapest(table, needs, may_hide, demands)
        unsafe = audit(_published(table, hidden), table.lines, small, rule, dominated=dominated)
        if not unsafe:
            return hidden
        some = unsafe[:_CUTS_A_ROUND]
        fresh = [cut for at in some for cut in cuts(table, hidden, at, small, rule, needs[at])]
        if not fresh:
            break
        demands += fresh
    raise DisclosureError("The small counts of the table could not be protected in time. Publish a coarser table.")


def _published(table: Table, hidden: frozenset[int]) -> list[int | None]:
    return [None if at in hidden else count for at, count in enumerate(table.entries)]


def _cheapest(table: Table, needs: Levels, may_hide: Sequence[int], demands: Sequence[Demand]) -> frozenset[int]:
    """The choice of least cost that meets all demands, each a row of coefficients and the least they add up to."""
    size = len(table.entries)
    low, high = np.zeros(size), np.zeros(size)
    low[list(needs)] = high[list(may_hide)] = 1.0
    rows, at_least = zip(*demands, strict=True)
    found = milp(
        np.array(_costs(table)),
        integrality=np.ones(size, int),
        bounds=Bounds(low, high),
        constraints=LinearConstraint(matrix(rows, size), np.array(at_least), np.inf),
        options={"time_limit": _SECONDS},
    )
    if found.x is None:
        raise DisclosureError(f"The small counts of the table cannot be protected: {found.message}")
    return frozenset(at for at in range(size) if found.x[at] > _HALF)


def _costs(table: Table) -> list[float]:
    """The mass of a cell, more for any marginal total than for all cells, most for the grand total."""
    cells = table.rows * table.columns
    all_cells = sum(table.entries[:cells]) + cells
    margins = [float(all_cells + count) for count in table.entries[cells:-1]]
    costs = [*(count + 1.0 for count in table.entries[:cells]), *margins, all_cells + sum(margins)]
    return [cost * cells / all_cells for cost in costs]


def _necessary(table: Table, line: Line, needs: Levels) -> list[Demand]:
    """Nothing is withheld alone on a line, and what is withheld beside a count makes up what it must possibly be."""
    if line.overlapping:
        return [(dict.fromkeys(line.entries, 1.0), 0.0)]
    demands: list[Demand] = []
    for position in line.entries:
        demands.append(({other: 1.0 for other in line.entries if other != position} | {position: -1.0}, 0.0))
    for position in [member for member in line.members if member in needs]:
        lacking = float(needs[position] - table.entries[position])
        beside = {other: min(float(table.entries[other]), lacking) for other in line.members if other != position}
        demands.append((beside | {line.total: lacking}, lacking))
    return demands
