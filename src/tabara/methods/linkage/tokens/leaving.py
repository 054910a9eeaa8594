"""What leaves the linkage unit: study numbers, the lists that people stand on, and no small overlap in the clear.

The study that estimates needs every overlap, small ones most of all; so the whole goes to it sealed. What lies open
shows no overlap of fewer than `least` people. An agency knows how many people its own list holds, and could subtract:
so whatever is withheld of a list are two histories or more, and `least` people or more.
"""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from tabara.methods.linkage.errors import LinkageError
from tabara.methods.linkage.tokens.study import Link
from tabara.methods.prevalence.capture import MOST_LISTS

LEAST = 10
"""People in an overlap that may be told openly, unless the profile asks for more."""

WITHHELD = "withheld"
_TWO = 2

History = frozenset[str]


@dataclass(frozen=True)
class Linked:
    """The records of all lists: on which list each stands, whose it is, and the links that say so."""

    lists: tuple[str, ...]
    people: tuple[int, ...]
    links: tuple[Link, ...]

    @property
    def histories(self) -> dict[History, int]:
        """How many people stand on exactly these lists; a person twice on one list counts once."""
        seen: dict[int, set[str]] = {}
        for name, person in zip(self.lists, self.people, strict=True):
            seen.setdefault(person, set()).add(name)
        return dict(Counter(frozenset(names) for names in seen.values()))

    def history_of(self) -> tuple[History, ...]:
        """Return, for each record, the lists on which its person stands."""
        seen: dict[int, set[str]] = {}
        for name, person in zip(self.lists, self.people, strict=True):
            seen.setdefault(person, set()).add(name)
        return tuple(frozenset(seen[person]) for person in self.people)


def withheld(histories: Mapping[History, int], least: int = LEAST) -> frozenset[History]:
    """Return the histories that must not be told openly.

    >>> seen = {frozenset("A"): 90, frozenset("B"): 80, frozenset("AB"): 4, frozenset("AC"): 30, frozenset("C"): 70}
    >>> sorted("".join(sorted(one)) for one in withheld(seen))
    ['AB', 'AC', 'B', 'C']
    """
    hidden = {history for history, people in histories.items() if len(history) >= _TWO and people < least}
    names = sorted(frozenset[str]().union(*histories))
    while more := [one for name in names if (one := _one_more(name, histories, hidden, least))]:
        hidden.add(more[0])
    return frozenset(hidden)


def _one_more(name: str, histories: Mapping[History, int], hidden: set[History], least: int) -> History | None:
    """The smallest further history of a list, where what is withheld of it could be found by subtraction."""
    gone = [history for history in hidden if name in history]
    if not gone or (len(gone) >= _TWO and sum(histories[one] for one in gone) >= least):
        return None
    left = [history for history in histories if name in history and history not in hidden]
    return min(left, key=lambda history: (histories[history], sorted(history)), default=None)


def capture_csv(histories: Mapping[History, int], hidden: Collection[History] = ()) -> str:
    """Return the capture table: a column of 0 and 1 for each list, and `count`.

    A history that is withheld has that word instead of a count, so that no estimate can be made of the rest by
    accident: the reader of capture tables refuses it. Where one is, every history that has nobody is withheld, too:
    else the word would say that somebody stands there; and of a list that nobody stands on alone, it would be known
    that all its people stand on others, however few they are.

    >>> capture_csv({frozenset("A"): 12, frozenset("B"): 15, frozenset("AB"): 3}, [frozenset("AB")])
    'A,B,count\\n0,1,15\\n1,0,12\\n1,1,withheld\\n'
    """
    names = sorted(frozenset[str]().union(*histories))
    if len(names) > MOST_LISTS:
        raise LinkageError(
            f"{len(names)} lists are too many for a capture table; {MOST_LISTS} is the most. Merge some."
        )
    shown = {history: str(people) for history, people in histories.items() if history not in hidden}
    gone = {*hidden, *(_possible(names) - histories.keys())} if hidden else set()
    cells = shown | dict.fromkeys(gone, WITHHELD)
    rows = sorted(([int(name in history) for name in names], told) for history, told in cells.items())
    return _csv([[*names, "count"], *([*bits, told] for bits, told in rows)])


def _possible(names: Sequence[str]) -> set[History]:
    """Every history that these lists can give."""
    return {frozenset(some) for many in range(1, len(names) + 1) for some in combinations(names, many)}


def study_csv(linked: Linked, numbers: Sequence[str], hidden: Iterable[History] = ()) -> str:
    """Return a row for each record: its study number, its person's, its list, and how probable it is that it is theirs.

    `numbers` are drawn by chance, one for each record. A person has the smallest number of their records. Records of
    people whose history is withheld are left out. Rows stand in the order of the numbers, which says nothing.
    """
    whose, sure, gone = _numbered(linked, numbers), _sure(linked), frozenset(hidden)
    rows = [
        [numbers[at], whose[person], linked.lists[at], f"{sure[at]:.6f}" if at in sure else ""]
        for at, (person, history) in enumerate(zip(linked.people, linked.history_of(), strict=True))
        if history not in gone
    ]
    return _csv([["study_id", "person", "list", "probability"], *sorted(rows)])


def pairs_csv(linked: Linked, numbers: Sequence[str]) -> str:
    """Return every pair that was compared, with its probability: from it, other linkages can be drawn."""
    rows = [[*sorted((numbers[one], numbers[other])), f"{probable:.6f}"] for one, other, probable in linked.links]
    return _csv([["unique_id_l", "unique_id_r", "probability"], *sorted(rows)])


def _numbered(linked: Linked, numbers: Sequence[str]) -> dict[int, str]:
    whose: dict[int, str] = {}
    for number, person in zip(numbers, linked.people, strict=True):
        whose[person] = min(number, whose.get(person, number))
    return whose


def _sure(linked: Linked) -> dict[int, float]:
    """The most probable link of each record to another of the same person."""
    sure: dict[int, float] = {}
    for one, other, probable in linked.links:
        if linked.people[one] == linked.people[other]:
            for at in (one, other):
                sure[at] = max(probable, sure.get(at, 0.0))
    return sure


def _csv(rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()
