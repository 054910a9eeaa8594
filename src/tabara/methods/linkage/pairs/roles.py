"""Which word is a given name and which a surname, learned from the records themselves.

In the field a tenth of the names stand in the other order, and a word stands alone in the wrong column. Most
records are right, so how often a word stands as a given name tells what it is, without any list of names.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from tabara.methods.linkage.phonetic import kirundi_key, name_tokens

ROUNDS = 4
SWAPPED = -1.0  # log odds, averaged over the words of each side, at which the two sides change places
ALONE = 2.0  # log odds at which a single word goes to the other side
_HALF = 0.5  # what a word never seen on one side counts there

Words = tuple[str, ...]
sounds = lru_cache(maxsize=1 << 17)(kirundi_key)


class Name(NamedTuple):
    """The words of a name, each in the role that it has, whatever column it was written in."""

    given: Words
    surname: Words


def in_their_roles(written: Sequence[tuple[str, str]]) -> list[Name]:
    """Put the words of names (given, surname) where they belong.

    >>> names = [("Odette", "Niragira")] * 4 + [("Aline", "Niragira"), ("Odette", "Bukuru")] * 2
    >>> in_their_roles([*names, ("Niragira", "Odette"), ("", "Odette Bukuru")])[-2:]
    [Name(given=('odette',), surname=('niragira',)), Name(given=('odette',), surname=('bukuru',))]
    """
    as_written = [Name(name_tokens(given), name_tokens(surname)) for given, surname in written]
    names = as_written
    for _ in range(ROUNDS):
        odds = _Odds(names)
        names = [_placed(name, odds) for name in as_written]
    return names


class _Odds:
    """How much more often a word stands as a given name than as a surname, in log odds."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._given = Counter(sounds(word) for name in names for word in name.given)
        self._surname = Counter(sounds(word) for name in names for word in name.surname)

    def of(self, word: str) -> float:
        key = sounds(word)
        return log((self._given[key] + _HALF) / (self._surname[key] + _HALF))

    def mean(self, words: Words) -> float:
        return sum(map(self.of, words)) / len(words)


def _placed(name: Name, odds: _Odds) -> Name:
    if name.given and name.surname:
        swapped = odds.mean(name.given) - odds.mean(name.surname) < SWAPPED
        return Name(name.surname, name.given) if swapped else name
    if len(name.given) + len(name.surname) > 1:
        return _parted(name, odds)
    if name.given and odds.of(name.given[0]) < -ALONE:
        return Name((), name.given)
    if name.surname and odds.of(name.surname[0]) > ALONE:
        return Name(name.surname, ())
    return name


def _parted(name: Name, odds: _Odds) -> Name:
    """A whole name in one column is parted where every word is clearly one or the other."""
    words = name.given or name.surname
    given = tuple(word for word in words if odds.of(word) > ALONE / 2)
    surname = tuple(word for word in words if odds.of(word) < -ALONE / 2)
    clear = given and surname and len(given) + len(surname) == len(words)
    return Name(given, surname) if clear else name
