"""How alike two written names are, and the order in which to show the candidates of a search.

Jaro-Winkler alone overrates Kirundi names, which share long stems, so it is averaged with the edit similarity
of the phonetic keys. The names may stand in either order; what is missing on one side is neutral: it neither
proves nor disproves. A single name never reaches certainty.

References
----------
Winkler (1990), "String comparator metrics and enhanced decision rules in the Fellegi-Sunter model of record
linkage", Proceedings of the Section on Survey Research Methods, American Statistical Association.
"""

import heapq
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from rapidfuzz.distance import OSA, JaroWinkler

from tabara.methods.linkage.phonetic import given_key, kirundi_key, name_tokens

Id = TypeVar("Id", bound=Hashable)

_SWAPPED = 0.98
_ONE_NAME_ONLY = 0.85
_KEY_WEIGHT = 0.6
_YEAR_FACTORS = ((0, 1.0), (1, 0.985), (3, 0.95), (6, 0.88))
_YEAR_FAR, _YEAR_UNKNOWN = 0.75, 0.95
_SEX_OTHER, _SEX_UNKNOWN = 0.85, 0.98
_COMMUNE_OTHER, _COMMUNE_UNKNOWN = 0.96, 0.98


@dataclass(frozen=True, slots=True)
class NameRecord:
    """One name of one known person, as far as it is known."""

    given: str = ""
    surname: str = ""
    birth_year: int | None = None
    sex: str | None = None
    commune: str | None = None


@dataclass(frozen=True, slots=True)
class NameQuery:
    """What somebody who searches knows."""

    given: str = ""
    surname: str = ""
    birth_year: int | None = None
    sex: str | None = None
    commune: str | None = None


class Ranked(NamedTuple):
    """A candidate's position in the sequence that was ranked, and its similarity."""

    position: int
    score: float


class _Spelling(NamedTuple):
    """A name as written, and its sounds should it be a given name or a surname."""

    words: tuple[str, ...]
    as_given: tuple[str, ...]
    as_surname: tuple[str, ...]


def similarity(query: NameQuery, candidate: NameRecord) -> float:
    """Compare a search with a record: 1 for all alike, near 0 for nothing in common.

    >>> similarity(NameQuery("Odette", "Niragira", 1990), NameRecord("Odette", "Niragira", 1990)) > 0.95
    True
    >>> round(similarity(NameQuery("Odette", "Niragira"), NameRecord("Nilagira", "Odette", 1990, "F", "MU01")), 2)
    0.88
    """
    return _score(query, candidate, _alike(query, candidate.given, candidate.surname))


def rank(query: NameQuery, candidates: Sequence[NameRecord], limit: int = 20) -> tuple[Ranked, ...]:
    """Order the candidates by similarity, the best first and at most `limit` of them; ties keep their order."""
    alike: dict[tuple[str, str], float] = {}  # many candidates of one search bear one name; kept for this call alone
    scored = []
    for at, candidate in enumerate(candidates):
        name = (candidate.given, candidate.surname)
        if name not in alike:
            alike[name] = _alike(query, *name)
        scored.append((-_score(query, candidate, alike[name]), at))
    return tuple(Ranked(at, -negative) for negative, at in heapq.nsmallest(limit, scored))


def prerank(hits: Iterable[Id], limit: int = 100) -> tuple[Id, ...]:
    """Choose the candidates worth decrypting: those that came back under the most keys.

    `hits` holds one person's number for every stored key that the search met.

    >>> prerank(["a", "b", "b", "c", "b", "c"], limit=2)
    ('b', 'c')
    """
    return tuple(person for person, _ in Counter(hits).most_common(limit))


def _spelling(text: str) -> _Spelling:
    words = name_tokens(text)
    return _Spelling(words, tuple(map(given_key, words)), tuple(map(kirundi_key, words)))


def _alike(query: NameQuery, given: str, surname: str) -> float:
    asked, known = (_spelling(query.given), _spelling(query.surname)), (_spelling(given), _spelling(surname))
    return max(_names(*asked, *known), _SWAPPED * _names(*asked, *reversed(known)))


def _score(query: NameQuery, candidate: NameRecord, names_alike: float) -> float:
    return (
        names_alike
        * _year_factor(query.birth_year, candidate.birth_year)
        * _same(query.sex, candidate.sex, _SEX_OTHER, _SEX_UNKNOWN)
        * _same(query.commune, candidate.commune, _COMMUNE_OTHER, _COMMUNE_UNKNOWN)
    )


def _names(given: _Spelling, surname: _Spelling, other_given: _Spelling, other_surname: _Spelling) -> float:
    first = _words_alike(given.words, given.as_given, other_given.words, other_given.as_given)
    last = _words_alike(surname.words, surname.as_surname, other_surname.words, other_surname.as_surname)
    if first is None or last is None:
        return _ONE_NAME_ONLY * (first if first is not None else last or 0.0)
    return (first + last) / 2


def _words_alike(
    words: tuple[str, ...], keys: tuple[str, ...], other_words: tuple[str, ...], other_keys: tuple[str, ...]
) -> float | None:
    """Each word of the shorter name against its best counterpart; None where one side has no name."""
    if not words or not other_words:
        return None
    if len(words) > len(other_words):
        words, keys, other_words, other_keys = other_words, other_keys, words, keys
    total = 0.0
    for word, key in zip(words, keys, strict=True):
        total += max(_word_alike(word, key, *other) for other in zip(other_words, other_keys, strict=True))
    return total / len(words)


def _word_alike(word: str, key: str, other: str, other_key: str) -> float:
    by_key = OSA.normalized_similarity(key, other_key)
    return _KEY_WEIGHT * by_key + (1 - _KEY_WEIGHT) * JaroWinkler.similarity(word, other)


def _year_factor(asked: int | None, known: int | None) -> float:
    if asked is None or known is None:
        return _YEAR_UNKNOWN
    apart = abs(asked - known)
    return next((factor for limit, factor in _YEAR_FACTORS if apart <= limit), _YEAR_FAR)


def _same(asked: str | None, known: str | None, other: float, unknown: float) -> float:
    if not asked or not known:
        return unknown
    return 1.0 if asked == known else other
