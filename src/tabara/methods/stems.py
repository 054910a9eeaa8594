"""Reduce words to what they share, so that a search for one form finds the others.

French and English endings go by the Snowball algorithms (Porter 2001). Kirundi and Swahili are Bantu languages: a noun
says its number and its class at the front (umwana, abana; mtoto, watoto), so there the prefix goes, and the verb's
ending with it. What is left is no word, and need not be one: the text and what is looked for are reduced alike.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

ROOT = 3  # letters that must be left after a prefix has gone

# Meeussen, "Essai de grammaire rundi" (1959), classes 1 to 16 with and without augment, and before a vowel.
_RUNDI = (
    *("umw", "imy", "ivy", "iby", "iry", "urw", "ubw", "ukw", "utw", "umu", "aba", "imi", "ama", "iki", "igi", "ibi"),
    *("iri", "izi", "uru", "aka", "aga", "utu", "udu", "ubu", "uku", "ugu", "aha", "inz", "ind", "ing", "mw", "my"),
    *("ry", "vy", "by", "rw", "bw", "kw", "tw", "ab", "am", "ic", "in", "im", "iz", "mu", "ba", "mi", "ma", "ki"),
    *("gi", "bi", "ri", "zi", "ru", "ka", "ga", "tu", "du", "bu", "ku", "gu", "ha", "i", "u", "a"),
)
# Ashton, "Swahili Grammar" (1944).
_SWAHILI = ("mwa", "wa", "mw", "mi", "ma", "ki", "vi", "vy", "ch", "ku", "ji", "m", "u", "n")
_PREFIXES = {"rn": _RUNDI, "sw": _SWAHILI}
_ENDING = re.compile(r"w?[aeiou]$")  # of a verb, its passive, and the noun made of it: gucuruza, icuruzwa, umucuruzi
_SNOWBALL = {"fr": "french", "en": "english"}

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ELISION = re.compile(r"^[^\W_]{1,3}['’](?=[^\W_])")  # l’article, d’une, n’umwana, vy’amategeko


def words(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where each word of a text begins and ends, and the word in lower case, without what was elided to it."""
    for found in _WORD.finditer(text):
        word = _ELISION.sub("", found.group())
        yield found.end() - len(word), found.end(), word.lower()


def plain(word: str) -> str:
    """Return a word in lower case without accents and apostrophes."""
    apart = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in apart if letter.isalnum())


@lru_cache(maxsize=20_000)
def stems_of(word: str, language: str) -> frozenset[str]:
    """Return what a word may share with its other forms. `language`: fr, en, rn or sw; another leaves the plain word.

    A Bantu word is cut behind each prefix that it may begin with, since only a dictionary would know which it is.

    >>> stems_of("umwana", "rn") & stems_of("abana", "rn")
    frozenset({'ana'})
    >>> stems_of("victimes", "fr")
    frozenset({'victim'})
    """
    if language in _SNOWBALL:
        return frozenset({plain(snowballstemmer.stemmer(_SNOWBALL[language]).stemWord(word.lower()))})
    bare = plain(word)
    if language not in _PREFIXES:
        return frozenset({bare})
    cut = {bare[len(prefix) :] for prefix in _PREFIXES[language] if bare.startswith(prefix)}
    return frozenset(_ending_off(one) for one in {bare, *(one for one in cut if len(one) >= ROOT)})


def _ending_off(bare: str) -> str:
    short = _ENDING.sub("", bare)
    return short if len(short) >= ROOT else bare


def stems(text: str, language: str) -> list[frozenset[str]]:
    """Return the stems of every word of a text, in its order."""
    return [stems_of(word, language) for _begin, _end, word in words(text)]
