"""The capture table: how many people stand on exactly these lists and on no other.

All that an estimate of hidden people knows is in this table, so it is checked when it is made, and its digest
travels with every number that comes from it. Two published copies of one data set differ by one person, and the
estimates from them by six per cent.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tabara.methods.prevalence.errors import PrevalenceError, _

MOST_LISTS = 12  # 4,095 histories; nobody has seen a study with more than eight lists
MOST_PEOPLE = 10**9
_SMALLEST_MERGE = 2

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class CaptureTable:
    """How many people have each history; a history is a number whose bit `i` says that they stand on list `i`.

    Make it with `capture_table`, `from_rows` or `read_csv`. `histories` and `counts` hold what was seen, in
    ascending order of the history. A history in `impossible` can hold nobody whatever happens (a structural zero:
    two lists that exclude each other, a list that does not cover these people); every other history that is not
    seen merely happened to be empty.

    >>> table = capture_table(["A", "B"], {(1, 0): 40, (0, 1): 30, (1, 1): 6})
    >>> table.observed, table.total("A"), table.total("A", "B"), table.on_exactly(1)
    (76, 46, 6, 70)
    >>> table.sha256 == capture_table(["B", "A"], {(1, 1): 6, (0, 1): 40, (1, 0): 30}).sha256
    True
    """

    lists: tuple[str, ...]
    histories: tuple[int, ...]
    counts: tuple[int, ...]
    impossible: frozenset[int] = field(default=frozenset())

    def __post_init__(self) -> None:
        _check_lists(self.lists)
        _check_histories(self)

    @property
    def observed(self) -> int:
        """How many people stand on one list or more."""
        return sum(self.counts)

    @cached_property
    def cells(self) -> Ints:
        """Every history in which somebody can be seen, ascending: all but the empty one and the impossible ones."""
        every = range(1, 1 << len(self.lists))
        return np.array([history for history in every if history not in self.impossible], np.int64)

    @cached_property
    def y(self) -> Floats:
        """The count of each of `cells`, nought where nobody was seen."""
        seen = dict(zip(self.histories, self.counts, strict=True))
        return np.array([seen.get(int(history), 0) for history in self.cells], np.float64)

    def mask(self, *names: str) -> int:
        """Give the number whose bits are these lists."""
        unknown = [name for name in names if name not in self.lists]
        if unknown:
            raise PrevalenceError(f"There is no list “{unknown[0]}”. The lists are: {', '.join(self.lists)}.")
        return sum({1 << self.lists.index(name) for name in names})

    def names(self, mask: int) -> tuple[str, ...]:
        """Give the lists whose bits are set, in the order of the table."""
        return tuple(name for at, name in enumerate(self.lists) if mask >> at & 1)

    def containing(self, mask: int) -> int:
        """How many people stand on all lists of `mask`, whatever else they stand on: the sufficient statistic."""
        pairs = zip(self.histories, self.counts, strict=True)
        return sum(count for history, count in pairs if history & mask == mask)

    def total(self, *names: str) -> int:
        """How many people stand on all of these lists."""
        return self.containing(self.mask(*names))

    def on_exactly(self, how_many: int) -> int:
        """How many people stand on exactly so many lists."""
        pairs = zip(self.histories, self.counts, strict=True)
        return sum(count for history, count in pairs if history.bit_count() == how_many)

    def overlaps(self) -> dict[tuple[str, str], int]:
        """How many people each two lists share."""
        pairs = ((one, two) for at, one in enumerate(self.lists) for two in self.lists[at + 1 :])
        return {pair: self.total(*pair) for pair in pairs}

    @property
    def isolated(self) -> tuple[str, ...]:
        """The lists that share nobody with any other."""
        shared = {name for pair, count in self.overlaps().items() if count for name in pair}
        return tuple(name for name in self.lists if name not in shared)

    def needs(self, lists: int, method: str) -> None:
        """Refuse a table with fewer lists than a method needs."""
        if len(self.lists) < lists:
            raise PrevalenceError(
                f"{method} needs at least {lists} lists; this table has {len(self.lists)}. "
                "Add a list, or use an estimator for two lists with its sensitivity to their dependence."
            )

    @cached_property
    def canonical(self) -> "CaptureTable":
        """The same table, its lists in the order of their names: what is computed on, so that order never matters."""
        return self.ordered(sorted(self.lists))

    def ordered(self, lists: Sequence[str]) -> "CaptureTable":
        """Give the same table with its lists in another order."""
        if sorted(lists) != sorted(self.lists):
            raise PrevalenceError(f"An order must name each list once: {', '.join(self.lists)}.")
        return _carried(self, tuple(lists), {name: (name,) for name in lists})

    def merged(self, into: Mapping[str, Collection[str]]) -> "CaptureTable":
        """Make one list of several, each person once: `{"PFNCA": ["PF", "NCA"]}`. It takes the place of the first."""
        for name, parts in into.items():
            if len(set(parts)) < _SMALLEST_MERGE:
                raise PrevalenceError(f"The merged list “{name}” needs two lists or more to be made of.")
            self.mask(*parts)
        part_of = {part: name for name, parts in into.items() for part in parts}
        if len(part_of) != sum(len(set(parts)) for parts in into.values()):
            raise PrevalenceError("A list can go into one merged list only.")
        lists = tuple(dict.fromkeys(part_of.get(name, name) for name in self.lists))
        return _carried(self, lists, {name: into.get(name, (name,)) for name in lists})

    def without(self, *names: str) -> "CaptureTable":
        """Leave lists out; whoever stood on no other list is no longer seen."""
        self.mask(*names)
        lists = tuple(name for name in self.lists if name not in names)
        return _carried(self, lists, {name: (name,) for name in lists})

    @cached_property
    def sha256(self) -> str:
        """The digest of lists, counts and impossible histories; the order of rows and of lists does not change it."""
        table = self.canonical
        rows = [[table.names(history), count] for history, count in zip(table.histories, table.counts, strict=True)]
        barred = [table.names(history) for history in sorted(table.impossible)]
        content = {"format": "tabara-capture-1", "lists": table.lists, "counts": rows, "impossible": barred}
        return digest(content)


History = Sequence[int]


def digest(content: object) -> str:
    """Return the SHA-256 of plain content, written in the one way that does not depend on who writes it."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def capture_table(
    lists: Sequence[str], counts: Mapping[tuple[int, ...], int], impossible: Iterable[History] = ()
) -> CaptureTable:
    """Make a table from histories as noughts and ones in the order of the lists, and how many people have each.

    >>> capture_table(["A", "B"], {(1, 0): 4, (1, 1): 2}, impossible=[(0, 1)]).names(3)
    ('A', 'B')
    """
    seen = {_bits(history, lists): count for history, count in counts.items() if count}
    histories = tuple(sorted(seen))
    numbers = tuple(int(seen[one]) if isinstance(seen[one], np.integer) else seen[one] for one in histories)
    return CaptureTable(tuple(lists), histories, numbers, frozenset(_bits(one, lists) for one in impossible))


def _bits(history: History, lists: Sequence[str]) -> int:
    if len(history) != len(lists) or any(bit not in (0, 1) for bit in history):
        raise PrevalenceError(f"A history has a nought or a one for each of the {len(lists)} lists: {tuple(history)}.")
    return sum(int(bit) << at for at, bit in enumerate(history))


def _check_lists(lists: tuple[str, ...]) -> None:
    if len(lists) < 2:
        raise PrevalenceError(_("A capture table needs at least two lists; this one has %(many)s."), many=len(lists))
    if len(lists) > MOST_LISTS:
        raise PrevalenceError(f"{len(lists)} lists are too many; {MOST_LISTS} is the most. Merge lists that are alike.")
    if any(not name.strip() or name != name.strip() for name in lists):
        raise PrevalenceError("Every list needs a name, without spaces before or after it.")
    twice = [name for at, name in enumerate(lists) if name in lists[:at]]
    if twice:
        raise PrevalenceError(f"Two lists are called “{twice[0]}”. Give each its own name.")


def _check_histories(table: CaptureTable) -> None:
    if list(table.histories) != sorted(set(table.histories)) or len(table.histories) != len(table.counts):
        raise PrevalenceError("A history stands in the table twice. Add its counts up, or correct it.")
    for history, count in zip(table.histories, table.counts, strict=True):
        _check_count(table, history, count)
    if not table.counts:
        raise PrevalenceError(_("The table counts nobody."))
    if not all(0 < history < 1 << len(table.lists) for history in (*table.histories, *table.impossible)):
        raise PrevalenceError("A history names a list that is not in the table, or none at all.")
    if table.observed > MOST_PEOPLE:
        raise PrevalenceError(f"The table counts {table.observed} people; {MOST_PEOPLE} is the most.")
    nobody = [name for name in table.lists if not table.total(name)]
    if nobody:
        raise PrevalenceError(_("The list “%(name)s” names nobody. Leave it out of the table."), name=nobody[0])


def _check_count(table: CaptureTable, history: int, count: int) -> None:
    where = " and ".join(table.names(history))
    if isinstance(count, bool) or not isinstance(count, int | np.integer):
        raise PrevalenceError(f"The count of {where or 'no list'} is {count!r}. A count is a whole number.")
    if count < 0:
        raise PrevalenceError(f"The count of {where or 'no list'} is {count}. A count cannot be negative.")
    if history == 0:
        said = _(
            "%(many)s people stand on no list. Nobody can have seen them: their number is what is estimated. Leave "
            "that history out."
        )
        raise PrevalenceError(said, many=count)
    if count == 0:
        raise PrevalenceError(f"The history {where} counts nobody. Leave it out, or call it impossible.")
    if history in table.impossible:
        said = _("%(many)s people are on %(lists)s, which was called impossible. One of the two is wrong.")
        raise PrevalenceError(said, many=count, lists=where)


def _carried(table: CaptureTable, lists: tuple[str, ...], made_of: Mapping[str, Collection[str]]) -> CaptureTable:
    """The table over other lists: each new one holds whoever was on one of the lists that it is made of."""
    masks = [table.mask(*made_of[name]) for name in lists]

    def carried(history: int) -> int:
        return sum(1 << at for at, mask in enumerate(masks) if history & mask)

    counts: dict[int, int] = {}
    for history, count in zip(table.histories, table.counts, strict=True):
        counts[carried(history)] = counts.get(carried(history), 0) + count
    counts.pop(0, None)
    possible = {carried(int(history)) for history in table.cells}
    barred = frozenset(set(range(1, 1 << len(lists))) - possible) if table.impossible else frozenset[int]()
    seen = sorted(counts)
    return CaptureTable(lists, tuple(seen), tuple(counts[history] for history in seen), barred)
