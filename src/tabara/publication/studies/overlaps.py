"""How the lists of a capture table overlap, as it may be shown to somebody.

How many people stand on exactly these lists, on each list, on both of two lists, on any: each of these counts can be
worked out from others. So they are protected together, as one table whose lines say what adds up to what.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tabara.methods.disclosure import INTERNAL, DisclosureError, Rule, Table
from tabara.methods.disclosure.protect import protect
from tabara.methods.disclosure.table import Line
from tabara.methods.prevalence import CaptureTable

MOST_ENTRIES = 150  # what the solver protects in seconds; nobody reads more


@dataclass(frozen=True, slots=True)
class Shared:
    """How many people stand on all of these lists; `None` is withheld. `small` may be written as "<5"."""

    lists: tuple[str, ...]
    count: int | None
    small: bool = False


@dataclass(frozen=True, slots=True)
class Overlaps:
    """What may be shown: who stands on exactly these lists, on each list, on each two, on any.

    `exactly` has the largest first and the withheld last, in an order that says nothing of their size. `bare` where
    nothing but the total could be protected: then every other count is withheld.
    """

    lists: tuple[str, ...]
    exactly: tuple[Shared, ...]
    each: tuple[Shared, ...]
    pairs: tuple[Shared, ...]
    total: int | None
    rule: Rule
    bare: bool = False

    @property
    def withheld(self) -> bool:
        """Whether any count is withheld."""
        return self.total is None or any(one.count is None for one in (*self.exactly, *self.each, *self.pairs))

    def pair(self, one: str, two: str) -> Shared:
        """Give what two lists share."""
        return next(each for each in self.pairs if set(each.lists) == {one, two})


def overlaps(table: CaptureTable, rule: Rule = INTERNAL) -> Overlaps:
    """Return the overlaps as the rule lets them be seen; whatever could be worked out from the rest is withheld too.

    >>> from tabara.methods.disclosure import PUBLIC
    >>> from tabara.methods.prevalence import capture_table
    >>> table = capture_table("AB", {(1, 0): 40, (0, 1): 30, (1, 1): 6})
    >>> [(one.lists, one.count) for one in overlaps(table, PUBLIC).exactly]
    [(('A',), None), (('B',), None), (('A', 'B'), None)]
    """
    masks = list(table.histories)
    ones = [1 << at for at in range(len(table.lists))]
    pairs = [table.mask(*pair) for pair in table.overlaps()]
    counts, small, bare = _protected(table, ones + pairs, rule)
    shown = [
        Shared(table.names(mask), count, at in small)
        for at, (mask, count) in enumerate(zip([*masks, *ones, *pairs], counts[:-1], strict=True))
    ]
    end = len(masks) + len(ones)
    exactly = sorted(shown[: len(masks)], key=lambda one: (one.count is None, -(one.count or 0), len(one.lists)))
    return Overlaps(
        table.lists, tuple(exactly), tuple(shown[len(masks) : end]), tuple(shown[end:]), counts[-1], rule, bare
    )


def _protected(
    table: CaptureTable, sums: Sequence[int], rule: Rule
) -> tuple[tuple[int | None, ...], frozenset[int], bool]:
    """Protect histories, their sums and the total as one table; where that fails, show the total alone, or nothing."""
    entries = (*table.counts, *(table.containing(mask) for mask in sums), table.observed)
    lines = [_line(table, mask, at + len(table.histories)) for at, mask in enumerate(sums)]
    every = Line(tuple(range(len(table.histories))), len(entries) - 1)
    whole = Table(entries, 1, len(entries) - 1, (*(line for line in lines if line.members), every))
    alone = None if rule.withholds(table.observed) else table.observed
    bare = (*(None for _ in entries[:-1]), alone), frozenset[int](), True
    if rule.complementary and len(entries) > MOST_ENTRIES:
        return bare
    try:
        found = protect(whole, rule)
    except DisclosureError:
        return bare
    marked = found.small if found.rule.style == "less-than" else frozenset[int]()
    return found.entries, marked, False


def _line(table: CaptureTable, mask: int, total: int) -> Line:
    return Line(tuple(at for at, history in enumerate(table.histories) if history & mask == mask), total)
