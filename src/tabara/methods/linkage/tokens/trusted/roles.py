"""Which token is of a given name and which of a surname, learned from how often each stands where.

A tenth of the names stand in the other order. The unit sees no word, but the token of a word is the same wherever it
stands, and most records are right.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tabara.methods.linkage.pairs import roles

Row = Mapping[str, Sequence[str]]
ROLES = ("given", "surname")


class Word(NamedTuple):
    """One word of a name, in tokens."""

    key: str
    begins: str
    near: tuple[str, ...]


class Name(NamedTuple):
    """The words of a name, each in the role that it has, wherever it was written."""

    given: tuple[Word, ...]
    surname: tuple[Word, ...]


def in_their_roles(rows: Sequence[Row], lists: Sequence[str] = ()) -> tuple[Name, ...]:
    """Put the words of each record where they belong, as it is done with clear words; `lists` has the list of each."""
    words = [{word.key: word for word in (*words_of(row, "given"), *words_of(row, "surname"))} for row in rows]
    written = [roles.Name(*(tuple(word.key for word in words_of(row, role)) for role in ROLES)) for row in rows]
    placed = roles.placed(written, ["".join(row.get("sex", ())[:1]) for row in rows], lists, str)
    return tuple(
        Name(*(tuple(known[key] for key in side) for side in name)) for known, name in zip(words, placed, strict=True)
    )


def words_of(row: Row, role: str) -> tuple[Word, ...]:
    """Return the words that stand in one role, in their order."""
    places = sorted(name for name in row if name.startswith(f"{role}.") and name.count(".") == 1)
    return tuple(Word(row[at][0], row[f"{at}.begins"][0], tuple(row[f"{at}.near"])) for at in places)
