"""Groups of records from links between them, with what a person decided above everything else."""

from collections.abc import Iterable
from typing import NamedTuple

from tabara.methods.linkage.errors import LinkageError


class Decision(NamedTuple):
    """What a person said about two records: one person, or not."""

    unique_id_l: str
    unique_id_r: str
    same: bool


class Groups:
    """Records that are put together one link after the other, except where somebody said that they are two people."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._of = {one: one for one in ids}
        self._members = {one: [one] for one in self._of}
        self._apart: dict[str, set[str]] = {}

    def of(self, one: str) -> str:
        """Give the group of a record; refuse an unknown one."""
        try:
            return self._of[one]
        except KeyError:
            raise LinkageError(f"There is no record “{one}”. Decide on records that were linked.") from None

    def barred(self, one: str, other: str) -> bool:
        """Tell whether somebody said that two groups hold two people."""
        return self.of(other) in self._apart.get(self.of(one), ())

    def bar(self, one: str, other: str) -> None:
        """Say that two records are two people."""
        left, right = self.of(one), self.of(other)
        self._apart.setdefault(left, set()).add(right)
        self._apart.setdefault(right, set()).add(left)

    def join(self, one: str, other: str) -> bool:
        """Put the groups of two records together; say whether they are together now."""
        left, right = self.of(one), self.of(other)
        if left == right:
            return True
        if right in self._apart.get(left, ()):
            return False
        if len(self._members[left]) < len(self._members[right]):
            left, right = right, left
        for member in self._members[right]:
            self._of[member] = left
        self._members[left] += self._members.pop(right)
        for far in self._apart.pop(right, set()):
            self._apart[far].discard(right)
            self._apart[far].add(left)
            self._apart.setdefault(left, set()).add(far)
        return True

    def numbers(self) -> dict[str, str]:
        """Give every record the smallest number in its group."""
        smallest = {group: min(members) for group, members in self._members.items()}
        return {one: smallest[group] for one, group in self._of.items()}


def grouped(ids: Iterable[str], links: Iterable[tuple[str, str]], decided: Iterable[Decision]) -> dict[str, str]:
    """Group records by links, the strongest first, and by decisions, which come before all links.

    >>> grouped("abcd", [("a", "b"), ("b", "c")], [Decision("a", "c", False), Decision("c", "d", True)])
    {'a': 'a', 'b': 'a', 'c': 'c', 'd': 'c'}
    """
    groups = decide(ids, decided)
    for left, right in links:
        groups.join(left, right)
    return groups.numbers()


def decide(ids: Iterable[str], decided: Iterable[Decision]) -> Groups:
    """Group records by what people decided, and by nothing else; refuse decisions that contradict one another."""
    groups, sentences = Groups(ids), [Decision(*one) for one in decided]
    for one in sentences:
        if one.same:
            groups.join(one.unique_id_l, one.unique_id_r)
    for one in sentences:
        if not one.same:
            _part(groups, one)
    return groups


def _part(groups: Groups, said: Decision) -> None:
    if groups.of(said.unique_id_l) == groups.of(said.unique_id_r):
        raise LinkageError(
            f"“{said.unique_id_l}” and “{said.unique_id_r}” were said to be two people, and other decisions make them "
            "one. Withdraw one of the decisions."
        )
    groups.bar(said.unique_id_l, said.unique_id_r)
