"""Compound keys that two records of one person probably share.

No key stands on one attribute: a keyed hash of a surname alone lets a reader who knows how frequent names are
re-identify a quarter of the people, a hash of two or three attributes at most 1.4 % of them. Both names together, or
a surname with a sex and one of ten communes, still give 4 or 5 % back where a few names are very common, so the decade
of birth is bound to them, and to the latter the given name's initial. One changed letter
leaves two thirds of a name untouched, so the thirds of the surname's key, two at a time, find it again.

References
----------
Randall, Brown, Ferrante and Boyd (2019), "Privacy preserving linkage using multiple dynamic match keys",
International Journal of Population Data Science 4(1).
"""

from collections.abc import Iterable, Iterator
from itertools import product

from tabara.methods.linkage.phonetic import given_key, kirundi_key, name_tokens

YEAR_TOLERANCE = 2
"""How many years around the year asked for are searched, unless the caller says otherwise."""

WIDE_TOLERANCE = 6
"""How many years a wide search covers: stated ages are rounded to five."""

_EVERY_YEAR = range(1920, 2060)
_LENGTHS = (0, -1, 1, -2, 2)  # one changed letter may let a silent neighbour sound, or silence it
_UNKNOWN = "?"
_MOST_WORDS = 2
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def match_keys(
    given: str, surname: str, birth_year: int | None, sex: str | None, commune: str | None
) -> tuple[str, ...]:
    """The keys to store for one name of one person; an alias is a further call.

    >>> match_keys("Odette", "Niragira", 1990, "F", "MU01")  # doctest: +NORMALIZE_WHITESPACE
    ('n|odet|niragir|199', 'p|odet|nirag|1990', 'q|odet|ragir|1990', 'r|odet|ni~ir|1990', 's|niragir|o|1990',
     'c|niragir|o|f|mu01|199', 'g|odet|1990|f|mu01')
    """
    years = (_UNKNOWN if birth_year is None else str(birth_year),)
    sex, commune = (sex or "").lower(), (commune or "").lower()
    found: list[str] = []
    for first, last in _pairs(given, surname):
        found += _name_only(first, last, _decades(years))
        found += _by_year(first, last, _thirds(last, (len(last),)), years)
        found += _by_place(first, last, years, _decades(years), sex, commune, first[:1] or _UNKNOWN)
        if not (first and last):
            found += _one_name(first or last, years, sex)
    return tuple(dict.fromkeys(found))


def query_keys(
    given: str,
    surname: str,
    birth_year: int | None = None,
    sex: str | None = None,
    commune: str | None = None,
    *,
    tolerance: int = YEAR_TOLERANCE,
    wide: bool = False,
) -> tuple[str, ...]:
    """The keys to ask for, most telling first: the names in both orders and the years around the one given.

    A `wide` search also finds people of the same name and a year far away, misspelled names without a year, and
    surnames alone. It fishes: the caller should offer it as a second step, and limit it.
    """
    years = _years_around(birth_year, tolerance, wide)
    decades = _decades_around(None if wide else birth_year)
    sex, commune = (sex or "").lower(), (commune or "").lower()
    found: list[str] = []
    for first, last in (*_pairs(given, surname), *_pairs(surname, given)):
        found += _by_year(first, last, _thirds(last, map(len(last).__add__, _LENGTHS)), years)
        found += _by_place(first, last, years, decades, sex, commune, _ALPHABET + _UNKNOWN)
        found += _one_name(first or last, years, sex)
        if wide or birth_year is None:
            found += _name_only(first, last, decades)
        if wide and not first:
            found += [f"s|{last}|{initial}|{year}" for year in years for initial in _ALPHABET]
    return tuple(dict.fromkeys(found))


def _years_around(birth_year: int | None, tolerance: int, wide: bool) -> tuple[str, ...]:
    if birth_year is None:
        return (_UNKNOWN, *map(str, _EVERY_YEAR if wide else ()))
    reach = max(tolerance, WIDE_TOLERANCE) if wide else tolerance
    near = sorted(range(birth_year - reach, birth_year + reach + 1), key=lambda year: abs(year - birth_year))
    return (*map(str, near), _UNKNOWN)


def _decades_around(birth_year: int | None) -> tuple[str, ...]:
    """The decade of a year and its neighbours; every decade where the year is not known."""
    near = _EVERY_YEAR if birth_year is None else range(birth_year - 10, birth_year + 11)
    return _decades((*map(str, near), _UNKNOWN))


def _pairs(given: str, surname: str) -> Iterator[tuple[str, str]]:
    """Each given name with each surname; a missing side stays empty so that the other can still be found."""
    firsts = [given_key(word) for word in name_tokens(given)[:_MOST_WORDS]] or [""]
    lasts = [kirundi_key(word) for word in name_tokens(surname)[:_MOST_WORDS]] or [""]
    return ((first, last) for first, last in product(firsts, lasts) if first or last)


def _thirds(last: str, lengths: Iterable[int]) -> tuple[str, ...]:
    """The surname's key without its last, its first and its middle third, for each length it may have had.

    >>> _thirds("bukur", (5,))
    ('p|buk', 'q|kur', 'r|b~r')
    """
    if not last:
        return ()
    found = []
    for length in lengths:
        third = max(1, length // 3)
        long = max(2, length - third - (length % 3 == 2))
        found += [f"p|{last[:long]}", f"q|{last[-long:]}", f"r|{last[:third]}~{last[-third:]}"]
    return tuple(dict.fromkeys(found))


def _decades(years: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(year[:3] for year in years))


def _name_only(first: str, last: str, decades: Iterable[str]) -> list[str]:
    return [f"n|{first}|{last}|{decade}" for decade in decades] if first and last else []


def _by_year(first: str, last: str, thirds: Iterable[str], years: Iterable[str]) -> list[str]:
    if not (first and last):
        return []
    found = []
    for year in years:
        found += [f"{part[0]}|{first}|{part[2:]}|{year}" for part in thirds]
        found.append(f"s|{last}|{first[0]}|{year}")
    return found


def _by_place(
    first: str, last: str, years: Iterable[str], decades: Iterable[str], sex: str, commune: str, initials: str
) -> list[str]:
    if not (sex and commune):
        return []
    begins = [f"{last}|{one}|{sex}|{commune}" for one in initials] if last else []
    found = [f"c|{begin}|{decade}" for begin in begins for decade in decades]
    if first:
        found += [f"g|{first}|{year}|{sex}|{commune}" for year in years]
    return found


def _one_name(name: str, years: Iterable[str], sex: str) -> list[str]:
    """Stored only for people of whom a single name is known, so that few share such a key."""
    return [f"o|{name}|{year}|{sex}" for year in years if sex and year != _UNKNOWN]
