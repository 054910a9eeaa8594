"""Choose which further counts to withhold, so that the small ones cannot be computed: as little as possible.

A mixed integer programme hides the least mass. It starts from what is necessary on each line; for every small
count that the audit then still finds unsafe it is given a second table, which must agree with what is shown and
in which that count is large enough, or another one.

References
----------
Fischetti and Salazar (2001), "Solving the cell suppression problem on tabular data with linear constraints",
Management Science 47(7).
"""

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from tabara.methods.disclosure.audit import Finding, audit, known_bounds
from tabara.methods.disclosure.relations import Row, matrix, relations
from tabara.methods.disclosure.rules import DisclosureError, Rule
from tabara.methods.disclosure.table import Line, Table

_SECONDS = 5.0
_MOST_NEW = 4
_HALF = 0.5


def hide(table: Table, small: frozenset[int], rule: Rule) -> frozenset[int]:
    """Give the positions to withhold: the small counts and those that protect them; raise where nothing would."""
    unsafe: list[Finding] = []
    while True:
        hidden = _Programme(table, small, rule).solve(unsafe)
        published = [None if at in hidden else count for at, count in enumerate(table.entries)]
        findings = audit(published, table.lines, small, rule)
        if not findings:
            return hidden
        fresh = [finding for finding in findings if finding not in unsafe][:_MOST_NEW]
        if not fresh:
            count = len(findings)
            raise DisclosureError(f"{count} small counts of the table cannot be protected. Publish a coarser table.")
        unsafe += fresh


@dataclass
class _Programme:
    """Its first variables say, for each entry, whether it is withheld; further ones are the other tables."""

    table: Table
    small: frozenset[int]
    rule: Rule
    rows: list[Row] = field(default_factory=list)
    at_least: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)

    def solve(self, unsafe: list[Finding]) -> frozenset[int]:
        for position, count in enumerate(self.table.entries):
            shown = count == 0 and self.rule.zeros == "shown"
            self._variable(float(position in self.small), float(not shown), whole=1)
        for line in self.table.lines:
            self._necessary(line)
        for finding in unsafe:
            self._other_table(finding)
        cost = np.zeros(len(self.low))
        cost[: len(self.table.entries)] = self._costs()
        found = milp(
            cost,
            integrality=np.array(self.whole),
            bounds=Bounds(np.array(self.low), np.array(self.high)),
            constraints=LinearConstraint(matrix(self.rows, len(self.low)), np.array(self.at_least), np.inf),
            options={"time_limit": _SECONDS},
        )
        if found.x is None:
            raise DisclosureError(f"The small counts of the table cannot be protected: {found.message}")
        return frozenset(at for at in range(len(self.table.entries)) if found.x[at] > _HALF)

    def _variable(self, low: float, high: float, *, whole: int = 0) -> int:
        self.low.append(low)
        self.high.append(high)
        self.whole.append(whole)
        return len(self.low) - 1

    def _demand(self, row: Row, at_least: float) -> None:
        self.rows.append(row)
        self.at_least.append(at_least)

    def _costs(self) -> list[float]:
        """The mass of a cell, more for any marginal total than for all cells, most for the grand total."""
        entries, cells = self.table.entries, self.table.rows * self.table.columns
        all_cells = sum(entries[:cells]) + cells
        margins = [float(all_cells + count) for count in entries[cells:-1]]
        grand = all_cells + sum(margins)
        costs = [*(count + 1.0 for count in entries[:cells]), *margins, grand]
        return [0.0 if at in self.small else cost / all_cells for at, cost in enumerate(costs)]

    def _necessary(self, line: Line) -> None:
        """Nothing is withheld alone on a line, and what is withheld beside a small count makes up the threshold."""
        if line.overlapping:
            return
        entries, threshold = self.table.entries, self.rule.threshold
        for position in line.entries:
            self._demand({other: 1.0 for other in line.entries if other != position} | {position: -1.0}, 0.0)
        for position in self.small.intersection(line.members):
            lacking = float(threshold - entries[position])
            beside: Row = {other: float(entries[other]) for other in line.members if other != position}
            self._demand(beside | {line.total: lacking}, lacking)

    def _other_table(self, finding: Finding) -> None:
        """Demand a table that agrees with what is shown and differs from the true one as the finding wants.

        No entry has to change by more than the threshold: the change runs round closed ways through the table.
        """
        table, reach, first = self.table, self.rule.threshold, len(self.low)
        bounds = known_bounds(range(len(table.entries)), self.small, self.rule, table.total + reach)
        for position, count in enumerate(table.entries):
            least, most = bounds[position] if finding.exact else (0, count + reach)
            change = self._variable(-float(reach), float(reach))
            self._demand({change: 1.0, position: float(min(max(count - least, 0), reach))}, 0.0)
            self._demand({change: -1.0, position: float(min(max(most - count, 0), reach))}, 0.0)
        equal, at_least = relations(table.lines)
        for row in equal:
            self._demand(_moved(row, first), 0.0)
            self._demand(_moved(row, first, -1.0), 0.0)
        for row in at_least:
            self._demand(_moved(row, first), -sum(value * table.entries[at] for at, value in row.items()))
        change = first + finding.position
        if finding.exact:
            smaller = self._variable(0.0, 1.0, whole=1)
            self._demand({change: 1.0, smaller: reach + 1.0}, 1.0)
            self._demand({change: -1.0, smaller: -reach - 1.0}, -float(reach))
        else:
            self._demand({change: 1.0}, float(reach - table.entries[finding.position]))


def _moved(row: Row, by: int, sign: float = 1.0) -> Row:
    return {column + by: sign * value for column, value in row.items()}
