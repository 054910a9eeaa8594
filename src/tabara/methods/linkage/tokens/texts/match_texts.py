"""Match-keys for linking: two attributes or more bound together, so that few people share one.

A key on one attribute betrays it, because names are unequally common (tests/methods/test_frequency_attack.py). Each
kind here binds so much that even in a large list hardly anybody shares its keys but the same person. What a kind
binds stands in its name.

References
----------
Randall, Brown, Ferrante and Boyd (2019), "Privacy preserving linkage using multiple dynamic match keys",
International Journal of Population Data Science 4(1).
"""

from collections.abc import Callable
from itertools import combinations

from tabara.methods.linkage.tokens.texts.normaliser import Known, Texts, known_of
from tabara.methods.linkage.tokens.texts.person import Person

REACH = 2  # years apart that still meet
KINDS = (
    "names+date",
    "names+about+province",
    "names+about+sex",
    "names+province+sex",
    "names+commune",
    "names+mother",
    "beginnings+year+province+sex",
    "beginnings+commune+sex",
    "name+date",
    "name+phone",
    "name+about+commune+sex",
    "name+year+province+sex",
    "name+mother+province+sex",
    "name+mother+commune",
    "about+phone",
    "sex+phone",
    "date+province+sex",
    "date+commune",
)
"""What each kind binds: both names, their beginnings, or one of them; the day, the year, or about the year; …"""


def match_texts(person: Person) -> Texts:
    """Return the texts of each kind of match-key; a kind of which an attribute is not known has none.

    Names have no order and no role, so a given name in the surname's place changes nothing. A year "about" has three
    texts, of which two people born at most two years apart share one.

    >>> match_texts(Person("Odette", "Niragira", sex="F", province="Gitega"))
    {'names+province+sex': ('niragir odet|gitega|f',)}
    """
    known = known_of(person)
    return {kind: texts for kind in KINDS if (texts := _bound(kind, known))}


def _bound(kind: str, known: Known) -> tuple[str, ...]:
    texts: tuple[str, ...] = ("",)
    for attribute in kind.split("+"):
        parts = _PARTS[attribute](known)
        texts = tuple(f"{text}|{part}" if text else part for text in texts for part in parts)
    return tuple(sorted(set(texts)))


def _names(known: Known) -> tuple[str, ...]:
    words = sorted({*known.given, *known.surname})
    return tuple(" ".join(pair) for pair in combinations(words, 2))


def _beginnings(known: Known) -> tuple[str, ...]:
    words = sorted({*known.given, *known.surname})
    return tuple(f"{one[:3]} {two[:3]}" for one, two in combinations(words, 2))


def _about(known: Known) -> tuple[str, ...]:
    return () if known.year is None else tuple(f"{known.year - back}…" for back in range(REACH + 1))


def _some(text: str | int | None) -> tuple[str, ...]:
    return () if text in ("", None) else (str(text),)


_PARTS: dict[str, Callable[[Known], tuple[str, ...]]] = {
    "names": _names,
    "beginnings": _beginnings,
    "name": lambda known: tuple(sorted({*known.given, *known.surname})),
    "date": lambda known: _some(known.date),
    "year": lambda known: _some(known.year),
    "about": _about,
    "sex": lambda known: _some(known.sex),
    "province": lambda known: _some(known.province),
    "commune": lambda known: _some(known.commune),
    "mother": lambda known: known.mother[:1],
    "phone": lambda known: _some(known.phone),
}
