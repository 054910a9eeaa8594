"""Attack a table as its readers would: what do the shown counts and totals say about the withheld ones?

For each small count, linear programmes over all tables that agree with what is shown find how large and how small
it may be. Two readers are tried: one who knows nothing of the rule, for whom the count must possibly be the
threshold or more (one that is withheld for its only contributor: more than it is by the threshold); and one who knows
the rule and sees how each entry is marked, for whom at least two values must be possible.

References
----------
Fischetti and Salazar (2001), "Solving the cell suppression problem on tabular data with linear constraints",
Management Science 47(7).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from math import ceil, floor
from types import MappingProxyType

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from tabara.methods.disclosure.errors import DisclosureError
from tabara.methods.disclosure.relations import matrix, relations
from tabara.methods.disclosure.rules import Rule
from tabara.methods.disclosure.table import Line

_EPSILON = 1e-6
_INFEASIBLE = 2
Levels = Mapping[int, int]
"""What counts that are not small, but of one contributor alone, must possibly be to a reader, by position."""
NOBODYS: Levels = MappingProxyType({})


class Reader:
    """Somebody who sees the published entries, and what the withheld ones may be between."""

    def __init__(self, published: Sequence[int | None], lines: Sequence[Line], bounds: dict[int, tuple[int, int]]):
        self._hidden = [at for at, count in enumerate(published) if count is None]
        self._column = {position: column for column, position in enumerate(self._hidden)}
        known = np.array([0 if count is None else count for count in published], float)
        equal, at_least = relations(lines)
        rows = matrix(equal + at_least, len(published))
        lacking = -(rows @ known)
        most = np.where(np.arange(len(lacking)) < len(equal), lacking, np.inf)
        self._agrees = LinearConstraint(rows[:, self._hidden], lacking, most)
        low, high = zip(*(bounds[position] for position in self._hidden), strict=True)
        self._bounds = Bounds(np.array(low, float), np.array(high, float))
        self.low = np.full(len(published), np.inf)
        self.high = np.full(len(published), -np.inf)

    def push(self, positions: Collection[int], direction: int) -> None:
        """Make these entries together as large (1) or as small (-1) as they can be, and remember what was seen."""
        aim = np.zeros(len(self._hidden))
        aim[[self._column[position] for position in positions]] = -direction
        found = milp(aim, bounds=self._bounds, constraints=self._agrees)
        if found.status == _INFEASIBLE:
            raise DisclosureError("The published table contradicts itself.")
        if found.x is None:
            raise DisclosureError(f"The attack on the table could not be carried out: {found.message}")
        self.low[self._hidden] = np.minimum(self.low[self._hidden], found.x)
        self.high[self._hidden] = np.maximum(self.high[self._hidden], found.x)

    def could_be(self, position: int, count: int) -> bool:
        """Whether the entry may be this large."""
        if self.high[position] < count - _EPSILON:
            self.push([position], 1)
        return bool(self.high[position] >= count - _EPSILON)

    def knows(self, position: int) -> bool:
        """Whether only one value of the entry is possible."""
        for direction in (1, -1):
            if self._values(position) < 2:
                self.push([position], direction)
        return self._values(position) < 2

    def _values(self, position: int) -> int:
        if not np.isfinite(self.low[position]):
            return 0
        return floor(float(self.high[position]) + _EPSILON) - ceil(float(self.low[position]) - _EPSILON) + 1


def audit(
    published: Sequence[int | None],
    lines: Sequence[Line],
    small: Collection[int],
    rule: Rule,
    only: int | None = None,
    dominated: Levels = NOBODYS,
) -> tuple[int, ...]:
    """Find the small and dominated counts, or look at `only` one, that a reader could narrow down too far.

    >>> from tabara.methods.disclosure.rules import PUBLIC
    >>> audit([None, 20, 24], [Line((0, 1), 2)], [0], PUBLIC)
    (0,)
    >>> audit([None, None, 24], [Line((0, 1), 2)], [0], PUBLIC)
    ()
    """
    looked_at = sorted({*small, *dominated}) if only is None else [only]
    shown = tuple(position for position in looked_at if published[position] is not None)
    if shown or not looked_at:
        return shown
    hidden = [at for at, count in enumerate(published) if count is None]
    far = (
        2 * sum(count or 0 for count in published)
        + (len(published) + 1) * (rule.threshold + 1)
        + sum(dominated.values())
    )
    knowing = Reader(published, lines, known_bounds(hidden, small, rule, far))
    plain = Reader(published, lines, dict.fromkeys(hidden, (0, far)))
    for direction in (1, -1):
        knowing.push(looked_at, direction)
    known = [position for position in looked_at if knowing.knows(position)]
    plain.high = knowing.high.copy()  # what agrees with the rule agrees without it
    too_low = [one for one in looked_at if not plain.could_be(one, dominated.get(one, rule.threshold))]
    return tuple(sorted({*known, *too_low}))


def known_bounds(withheld: Iterable[int], small: Collection[int], rule: Rule, far: int) -> dict[int, tuple[int, int]]:
    """What the rule itself tells about each withheld entry; `far` stands for no upper bound."""
    least = 1 if rule.zeros == "shown" else 0
    if rule.style == "suppress":
        return dict.fromkeys(withheld, (least, far))
    return {at: (least, rule.threshold - 1) if at in small else (rule.threshold, far) for at in withheld}
