"""Places of origin that can be compared although the country was divided anew between two lists.

A list of before the reform says one of many provinces, a list of after it one of a few, some of which took over an
old name for other ground. Whoever calls gives, for each division, the pieces of ground that a place covers; two
places that share a piece may be the same place told twice.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

Ground = frozenset[int]
Division = Mapping[str, Ground]
"""What each name or code of a place covers, under its `place_key`: numbers of pieces of ground, the same for all."""


def place_key(text: str) -> str:
    """Fold a name or a code of a place: no accents, no case, no marks.

    >>> place_key(" Bujumbura-Mairie "), place_key("BI23-2")
    ('bujumburamairie', 'bi232')
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if letter.isalnum() and not unicodedata.combining(letter))


def at_work(divisions: Sequence[Division], places: Iterable[str]) -> tuple[Division, ...]:
    """Choose the divisions that the places of some lists are written in: one where it explains them all.

    Where one division is enough, a name that two divisions know has its one meaning, and no two places overlap.

    >>> old, new = {"a": frozenset({1}), "b": frozenset({2})}, {"a": frozenset({1, 2})}
    >>> at_work([old, new], ["a", "b"]) == (old,), at_work([old, new], ["a", "b", "c"]) == (old,)
    (True, True)
    """
    known = {place for place in places if any(place in division for division in divisions)}
    if not known:
        return ()
    enough = [division for division in divisions if known <= division.keys()]
    return (enough[0],) if enough else tuple(divisions)


def ground(divisions: Sequence[Division], *places: str) -> tuple[int, ...] | None:
    """Give the pieces that the first known of some places covers, in whichever division; None if none is known."""
    for place in places:
        covered = frozenset[int]().union(*(division.get(place, frozenset()) for division in divisions))
        if covered:
            return tuple(sorted(covered))
    return None


def provinces_of(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Learn from records that say both (province, commune) in which province a commune lies.

    >>> provinces_of([("ngozi", "n2"), ("ngozi", "n2"), ("gitega", "n2"), ("", "n3")])
    {'n2': 'ngozi'}
    """
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for province, commune in pairs:
        if province and commune:
            said[commune][province] += 1
    return {commune: min(seen, key=lambda name: (-seen[name], name)) for commune, seen in said.items()}
