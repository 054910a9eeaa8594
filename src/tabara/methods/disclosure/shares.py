"""Whole percentages, the denominators that CTDC prescribes, and which shares may be shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from tabara.methods.disclosure.errors import DisclosureError
from tabara.methods.disclosure.protect import Protected, protect
from tabara.methods.disclosure.rules import Rule
from tabara.methods.disclosure.table import one_way


def percentage(count: int, of: int) -> int | None:
    """Round half up to a whole percentage, in integers: floor(100 count / of + 1/2). None of nothing.

    >>> percentage(1, 8), percentage(1, 200), percentage(1, 201), percentage(3, 3), percentage(0, 0)
    (13, 1, 0, 100, None)
    """
    if count < 0 or of < 0:
        raise DisclosureError(f"A share cannot be made of a negative count: {count} of {of}.")
    return (200 * count + of) // (2 * of) if of else None


def protect_share(count: int, of: int, rule: Rule) -> int | None:
    """Show a single share, unless those in it, those not in it, or all of them are too few.

    >>> from tabara.methods.disclosure.rules import PUBLIC
    >>> protect_share(50, 200, PUBLIC), protect_share(9, 200, PUBLIC), protect_share(195, 200, PUBLIC)
    (25, None, None)
    """
    if count > of:
        raise DisclosureError(f"A share cannot be more than all: {count} of {of}.")
    if any(map(rule.withholds, (count, of - count, of))):
        return None
    return percentage(count, of)


def protected_shares(table: Protected) -> tuple[int | None, ...]:
    """Show the share of each cell of a one-way table, unless it or the total is withheld.

    A share tells its count wherever the total is known, so it is withheld with it; what the cell leaves over is
    also looked at, because that is the count of all others.

    >>> from tabara.methods.disclosure import PUBLIC, one_way, protect
    >>> protected_shares(protect(one_way([120, 45, 14, 3]), PUBLIC))
    (66, 25, None, None)
    """
    if table.rows != 1:
        raise DisclosureError("Shares are made of a one-way table.")
    total = table.total
    if total is None:
        return (None,) * table.columns
    return tuple(None if count is None else _share(count, total, table.rule) for count in table.counts)


def _share(count: int, total: int, rule: Rule) -> int | None:
    return None if rule.withholds(total) or rule.withholds(total - count) else percentage(count, total)


@dataclass(frozen=True, slots=True)
class GroupShares:
    """The shares of a group of questions to which a person may give several answers."""

    informative: int
    counts: Mapping[str, int]
    percentages: Mapping[str, int | None]

    def protected(self, rule: Rule) -> Mapping[str, int | None]:
        """The percentages that the rule lets be seen."""
        if not self.counts or not self.informative:
            return MappingProxyType(dict.fromkeys(self.counts))
        table = protect(one_way(tuple(self.counts.values()), self.informative), rule)
        return MappingProxyType(dict(zip(self.counts, protected_shares(table), strict=True)))


def ctdc_shares(answers: Mapping[str, Sequence[int | bool | None]]) -> GroupShares:
    """Compute the shares of a multi-answer group as the Counter-Trafficking Data Collaborative prescribes.

    Each column holds one answer of every person: 1, or None (or 0) where it was not given. Only people with any
    answer in the group count as informative and make the denominator, so the shares may add up to more than 100.

    References
    ----------
    CTDC, Codebook of the Global Synthetic Dataset, version 2 (February 2024). Its example: of five people one gave
    no answer.

    >>> answers = {"recruiterFamily": [1, 1, None, None, None], "recruiterFriend": [None, 1, 1, None, None],
    ...            "recruiterOther": [None, None, None, 1, None]}
    >>> shares = ctdc_shares(answers)
    >>> shares.informative, dict(shares.percentages)
    (4, {'recruiterFamily': 50, 'recruiterFriend': 50, 'recruiterOther': 25})
    """
    people = list(zip(*answers.values(), strict=True))
    informative = sum(any(person) for person in people)
    counts = {answer: sum(map(bool, column)) for answer, column in answers.items()}
    shares = {answer: percentage(count, informative) for answer, count in counts.items()}
    return GroupShares(informative, MappingProxyType(counts), MappingProxyType(shares))
