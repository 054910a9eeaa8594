"""Tokens that too many people of a list share are no match-keys: they are left out before the list leaves home."""

from collections import Counter
from collections.abc import Mapping, Sequence

MOST = 10
"""People of one list who may share a match-key: in a list of a few thousand, the same person, a twin, or chance."""

Row = Mapping[str, tuple[str, ...]]


def rare_only(rows: Sequence[Row], most: int = MOST) -> tuple[tuple[Row, ...], int]:
    """Return the rows with the tokens alone that at most so many rows share, and how many tokens were left out.

    >>> rare_only([{"a": ("t", "u")}, {"a": ("t",)}], most=1)
    (({'a': ('u',)}, {}), 2)
    """
    shared = Counter((name, token) for row in rows for name, tokens in row.items() for token in tokens)
    kept = tuple(
        {name: rare for name, tokens in row.items() if (rare := _rare(shared, name, tokens, most))} for row in rows
    )
    return kept, sum(times for times in shared.values() if times > most)


def _rare(shared: Mapping[tuple[str, str], int], name: str, tokens: tuple[str, ...], most: int) -> tuple[str, ...]:
    return tuple(token for token in tokens if shared[name, token] <= most)
