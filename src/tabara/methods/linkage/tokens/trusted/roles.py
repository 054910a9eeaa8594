"""Which token is of a given name and which of a surname, learned from how often each stands where.

A tenth of the names stand in the other order. The unit sees no word, but the token of a word is the same wherever it
stands, and most records are right.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

Row = Mapping[str, Sequence[str]]
_SEEN = 2.0  # how many words a token that was seen never weighs
_HALF = 0.5


class Word(NamedTuple):
    """One word of a name, in tokens."""

    key: str
    begins: str
    near: tuple[str, ...]


class Name(NamedTuple):
    """The words of a name, each in the role that it has, wherever it was written."""

    given: tuple[Word, ...]
    surname: tuple[Word, ...]


def in_their_roles(rows: Sequence[Row]) -> tuple[Name, ...]:
    """Put the words of each record where they belong."""
    written = [(words_of(row, "given"), words_of(row, "surname")) for row in rows]
    given = Counter(word.key for words, _ in written for word in words)
    surname = Counter(word.key for _, words in written for word in words)
    usual = given.total() / max(given.total() + surname.total(), 1)

    def share(word: Word) -> float:
        return (given[word.key] + _SEEN * usual) / (given[word.key] + surname[word.key] + _SEEN)

    return tuple(_placed({word.key: (share(word), word) for word in (*first, *last)}) for first, last in written)


def words_of(row: Row, role: str) -> tuple[Word, ...]:
    """Return the words that stand in one role, in their order."""
    places = sorted(name for name in row if name.startswith(f"{role}.") and name.count(".") == 1)
    return tuple(Word(row[at][0], row[f"{at}.begins"][0], tuple(row[f"{at}.near"])) for at in places)


def _placed(words: Mapping[str, tuple[float, Word]]) -> Name:
    """Each word by its share among given names; of several words of one kind, the least typical is the other one."""
    likely = sorted(words.values(), key=lambda pair: -pair[0])
    given = [word for share, word in likely if share >= _HALF]
    surname = [word for share, word in likely if share < _HALF]
    if not surname and len(given) > 1:
        surname = [given.pop()]
    if not given and len(surname) > 1:
        given = [surname.pop(0)]
    return Name(tuple(given), tuple(surname))
