"""Withhold the small counts of a table, and as many others as it takes."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace

from tabara.methods.disclosure.audit import Levels
from tabara.methods.disclosure.errors import DisclosureError
from tabara.methods.disclosure.rules import Rule
from tabara.methods.disclosure.suppression import hide
from tabara.methods.disclosure.table import Table


@dataclass(frozen=True, slots=True)
class Protected:
    """A table as it may be published; None is withheld.

    `small` names the entries withheld for their own sake, by position as in `Table.entries`; it is not published
    itself, but for the "<5" that the style "less-than" writes. So are those that one agency alone stands behind,
    `dominated`. `rule` is the one used: where "<5" would tell too much, its style is "suppress".
    """

    entries: tuple[int | None, ...]
    rows: int
    columns: int
    small: frozenset[int]
    rule: Rule
    dominated: frozenset[int] = frozenset()

    @property
    def cells(self) -> tuple[tuple[int | None, ...], ...]:
        """The cells, row by row."""
        return tuple(self.entries[row * self.columns : (row + 1) * self.columns] for row in range(self.rows))

    @property
    def counts(self) -> tuple[int | None, ...]:
        """The cells of a one-way table."""
        return self.cells[0]

    @property
    def row_totals(self) -> tuple[int | None, ...]:
        """The total of each row."""
        first = self.rows * self.columns
        return self.entries[first : first + self.rows]

    @property
    def column_totals(self) -> tuple[int | None, ...]:
        """The total of each column; a one-way table has none but its total."""
        return self.entries[self.rows * self.columns + self.rows : -1]

    @property
    def total(self) -> int | None:
        """The total of all."""
        return self.entries[-1]

    @property
    def secondary(self) -> frozenset[int]:
        """The entries withheld for the sake of others."""
        return frozenset(at for at, count in enumerate(self.entries) if count is None) - self.small - self.dominated

    def texts(self, withheld: str = "") -> tuple[str, ...]:
        """Each entry as the rule's style writes it; `withheld` is the word for one that may not be seen."""
        return tuple(self._text(at, withheld) for at in range(len(self.entries)))

    def _text(self, position: int, withheld: str) -> str:
        if self.entries[position] is not None:
            return str(self.entries[position])
        marked = self.rule.style == "less-than" and position in self.small
        return f"<{self.rule.threshold}" if marked else withheld


def protect(table: Table, rule: Rule, dominated: Collection[int] = ()) -> Protected:
    """Withhold what the rule demands, and prove it by an attack; raise DisclosureError where nothing would do.

    `dominated` names further entries, by position, that are to be withheld however large they are: a reader must be
    left to think that such a number might as well be larger by the threshold.

    >>> from tabara.methods.disclosure import PUBLIC, one_way
    >>> protect(one_way([120, 45, 14, 3]), PUBLIC).counts
    (120, 45, None, None)
    """
    small = frozenset(at for at, count in enumerate(table.entries) if rule.withholds(count))
    levels = {at: table.entries[at] + rule.threshold for at in dominated if table.entries[at] and at not in small}
    theirs = frozenset(levels)
    chosen = (small or theirs) and rule.complementary
    used, hidden = _choose(table, small, rule, levels) if chosen else (rule, small | theirs)
    entries = tuple(None if at in hidden else count for at, count in enumerate(table.entries))
    return Protected(entries, table.rows, table.columns, small, used, theirs)


def _choose(table: Table, small: frozenset[int], rule: Rule, levels: Levels) -> tuple[Rule, frozenset[int]]:
    """What to withhold, and the rule to write it by: where "<5" itself would tell too much, it is not written."""
    total = len(table.entries) - 1
    if rule.style == "less-than":
        with suppress(DisclosureError):
            hidden = hide(table, small, rule, levels)
            if total in small or total not in hidden:
                return rule, hidden
        rule = replace(rule, style="suppress")
    return rule, hide(table, small, rule, levels)
