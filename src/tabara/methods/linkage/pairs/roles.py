"""Which word is a given name and which a surname, learned from the records themselves.

In the field a tenth of the names stand in the other order, and a word stands alone in the wrong column. Most
records are right, so how often a word stands as a given name tells what it is, without any list of names.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from tabara.methods.linkage.phonetic import kirundi_key, name_tokens

ROUNDS = 4
SWAPPED = -1.0  # log odds, averaged over the words of each side, at which the two sides change places
ALONE = 2.0  # log odds at which a single word goes to the other side
CLEAR = 1.0  # log odds at which a word of several in one column goes where it belongs
_HALF = 0.5  # what a word never seen on one side counts there

Words = tuple[str, ...]
Odds = Callable[[str], float]
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
        seen = _Seen(names)
        names = [_placed(name, seen.without(placed)) for name, placed in zip(as_written, names, strict=True)]
    return names


class _Seen:
    """How often each word stands as a given name and as a surname."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._given = Counter(sounds(word) for name in names for word in name.given)
        self._surname = Counter(sounds(word) for name in names for word in name.surname)

    def without(self, name: Name) -> Odds:
        """Give the log odds that a word is a given name, as all other records have it: nobody vouches for herself."""
        given, surname = list(map(sounds, name.given)), list(map(sounds, name.surname))

        def odds(word: str) -> float:
            key = sounds(word)
            as_given, as_surname = self._given[key] - given.count(key), self._surname[key] - surname.count(key)
            return log((as_given + _HALF) / (as_surname + _HALF))

        return odds


def _placed(name: Name, odds: Odds) -> Name:
    if name.given and name.surname:
        swapped = _mean(name.given, odds) - _mean(name.surname, odds) < SWAPPED
        return Name(name.surname, name.given) if swapped else name
    if len(name.given) + len(name.surname) > 1:
        return _parted(name, odds)
    if name.given and odds(name.given[0]) < -ALONE:
        return Name((), name.given)
    if name.surname and odds(name.surname[0]) > ALONE:
        return Name(name.surname, ())
    return name


def _mean(words: Words, odds: Odds) -> float:
    return sum(map(odds, words)) / len(words)


def _parted(name: Name, odds: Odds) -> Name:
    """Of a whole name in one column, each word goes where it clearly belongs; what is not clear stays."""
    usual = 1.0 if name.given else -1.0
    given = tuple(word for word in name.given or name.surname if _side(odds(word), usual) > 0)
    surname = tuple(word for word in name.given or name.surname if _side(odds(word), usual) < 0)
    return Name(given, surname)


def _side(odds: float, usual: float) -> float:
    return odds if abs(odds) > CLEAR else usual
