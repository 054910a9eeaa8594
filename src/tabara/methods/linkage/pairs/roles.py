"""Which word is a given name and which a surname, learned from the records themselves.

In the field a tenth of the names stand in the other order, and a word stands alone in the wrong column. Most
records are right, so how often a word stands as a given name tells what it is, without any list of names. Where the
columns are the wrong way round in a whole list, or hold whole names, the sex of those who bear a word tells it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from math import log
from typing import NamedTuple

from tabara.methods.linkage.pairs.leaning import leanings, mean
from tabara.methods.linkage.phonetic import kirundi_key, name_tokens

ROUNDS = 6
SWAPPED = -1.0  # log odds, averaged over the words of each side, at which the two sides change places
ALONE = 2.0  # log odds at which a single word goes to the other side
CLEAR = 1.0  # log odds at which a word of several in one column goes where it belongs
TURNED = 0.5  # mean log odds by which surnames must look more like given names for the columns to be turned round
OWN = 20  # names in two columns from which a list is asked more than all lists together whether it is turned
FEW = 0.1  # names in two columns for each whole name in one, below which these are begun with a guess
_HALF = 0.5  # what a word never seen on one side counts there
_TWO = 2

Words = tuple[str, ...]
Odds = Callable[[str], float]
sounds = lru_cache(maxsize=1 << 17)(kirundi_key)


class Name(NamedTuple):
    """The words of a name, each in the role that it has, whatever column it was written in."""

    given: Words
    surname: Words


def in_their_roles(
    written: Sequence[tuple[str, str]], sexes: Sequence[str] = (), lists: Sequence[str] = ()
) -> list[Name]:
    """Put the words of names (given, surname) where they belong.

    The sex (f, m) of each bearer helps where it is known, and so does the list on which each name stands, because one
    agency may write surnames first where another does not.

    >>> names = [("Odette", "Niragira")] * 4 + [("Aline", "Niragira"), ("Odette", "Bukuru")] * 2
    >>> in_their_roles([*names, ("Niragira", "Odette"), ("", "Odette Bukuru")])[-2:]
    [Name(given=('odette',), surname=('niragira',)), Name(given=('odette',), surname=('bukuru',))]
    """
    return placed([Name(name_tokens(given), name_tokens(surname)) for given, surname in written], sexes, lists, sounds)


def placed(as_written: list[Name], sexes: Sequence[str], lists: Sequence[str], key: Callable[[str], str]) -> list[Name]:
    """Put words where they belong; two words of one `key` are one. A word may be a token: nothing is read in it."""
    told = leanings(
        (key(word), sex)
        for name, sex in zip(as_written, sexes or [""] * len(as_written), strict=True)
        for word in {*name.given, *name.surname}
    )

    def lean(word: str) -> float:
        return told.get(key(word), 0.0)

    as_written = _turned(as_written, lists or [""] * len(as_written), lean)
    names = _first(as_written, lean)
    for _ in range(ROUNDS):
        seen = _Seen(names, key)
        whole = seen.whole(as_written)
        names = [_placed(name, seen.without(before), whole) for name, before in zip(as_written, names, strict=True)]
    return names


def _first(names: list[Name], lean: Odds) -> list[Name]:
    """Begin with the names in two columns alone, or, where these are few, with a guess at the others."""
    two = sum(bool(name.given and name.surname) for name in names)
    one = sum(_in_one(name) for name in names)
    begun = [_begun(name, lean) if two < FEW * one else Name((), ()) for name in names]
    return [other if _in_one(name) else name for name, other in zip(names, begun, strict=True)]


def _in_one(name: Name) -> bool:
    """Tell whether a name has several words in one column."""
    return not (name.given and name.surname) and len(name.given or name.surname) >= _TWO


def _turned(names: list[Name], lists: Sequence[str], lean: Odds) -> list[Name]:
    """Turn the columns round in each list where those under "surname" are of women or of men.

    Half of the records may be on such lists, and all together then say nothing. A short list leans on all.
    """
    of: dict[str, list[Name]] = defaultdict(list)
    for name, on in zip(names, lists, strict=True):
        of[on] += [name] if name.given and name.surname else []
    usual = _apart([name for some in of.values() for name in some], lean)
    turned = {
        on for on, some in of.items() if len(some) * _apart(some, lean) + OWN * usual > TURNED * (len(some) + OWN)
    }
    return [Name(name.surname, name.given) if on in turned else name for name, on in zip(names, lists, strict=True)]


def _apart(names: list[Name], lean: Odds) -> float:
    """Give by how much surnames look more like given names than given names do."""
    given, surname = (mean((word for name in names for word in name[side]), lean) for side in (0, 1))
    return surname - given


def _begun(name: Name, lean: Odds) -> Name:
    """Of a whole name in one column, the word least like a given name is the surname to begin with; else the last."""
    words = name.given or name.surname
    last = min(reversed(range(len(words))), key=lambda at: round(lean(words[at])))
    return Name(words[:last] + words[last + 1 :], (words[last],))


class _Seen:
    """How often each word stands as a given name and as a surname."""

    def __init__(self, names: Sequence[Name], key: Callable[[str], str]) -> None:
        self._key = key
        self._given = Counter(key(word) for name in names for word in name.given)
        self._surname = Counter(key(word) for name in names for word in name.surname)

    def without(self, name: Name) -> Odds:
        """Give the log odds that a word is a given name, as all other records have it: nobody vouches for herself."""
        given, surname = list(map(self._key, name.given)), list(map(self._key, name.surname))

        def odds(word: str) -> float:
            key = self._key(word)
            as_given, as_surname = self._given[key] - given.count(key), self._surname[key] - surname.count(key)
            return log((as_given + _HALF) / (as_surname + _HALF))

        return odds

    def whole(self, names: Sequence[Name]) -> bool:
        """Tell whether several words in one column are a whole name as a rule, as far as the words are clear."""
        odds = self.without(Name((), ()))
        sides = [
            {told > 0 for word in words if abs(told := odds(word)) > CLEAR}
            for name in names
            if _in_one(name)
            for words in [name.given or name.surname]
        ]
        return 2 * sum(len(side) == _TWO for side in sides) > sum(map(bool, sides))


def _placed(name: Name, odds: Odds, whole: bool) -> Name:
    if name.given and name.surname:
        swapped = mean(name.given, odds) - mean(name.surname, odds) < SWAPPED
        return Name(name.surname, name.given) if swapped else name
    if _in_one(name):
        return _halved(name, odds) if whole else _parted(name, odds)
    if name.given and odds(name.given[0]) < -ALONE:
        return Name((), name.given)
    if name.surname and odds(name.surname[0]) > ALONE:
        return Name(name.surname, ())
    return name


def _parted(name: Name, odds: Odds) -> Name:
    """Of several words in one column, each goes where it clearly belongs; what is not clear stays."""
    usual = 1.0 if name.given else -1.0
    given = tuple(word for word in name.given or name.surname if _side(odds(word), usual) > 0)
    surname = tuple(word for word in name.given or name.surname if _side(odds(word), usual) < 0)
    return Name(given, surname)


def _halved(name: Name, odds: Odds) -> Name:
    """Of a whole name in one column, each word goes where it is likelier to belong, and neither side stays empty.

    Only where all words clearly belong to one side, they stay there.
    """
    words = name.given or name.surname
    told = [odds(word) for word in words]
    if min(told) > CLEAR or max(told) < -CLEAR:
        return _parted(name, odds)
    most, least = told.index(max(told)), len(told) - 1 - told[::-1].index(min(told))
    on_given = [at == most or (at != least and told[at] > 0) for at in range(len(words))]
    return Name(
        *(tuple(word for word, on in zip(words, on_given, strict=True) if on is side) for side in (True, False))
    )


def _side(odds: float, usual: float) -> float:
    return odds if abs(odds) > CLEAR else usual
