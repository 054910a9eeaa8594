"""Misspell a name once, reproducibly, as a clerk might: the noise that tests and measurements search through.

The kinds are those seen in lists of Kirundi names: l for r, v for b, a nasal not written before a consonant, y and i
as glides, a letter doubled, an accent set, the last vowel dropped, and one letter mistaken for another.
"""

import random
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

_SWAPS = {"l": "r", "r": "l", "v": "b", "b": "v", "L": "R", "R": "L", "V": "B", "B": "V"}
_ACCENTS = {"a": "à", "e": "é", "i": "ï", "o": "ô", "u": "û"}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PRENASAL = re.compile(r"[nmNM](?=[bdfgjkpstvzc])")
_GLIDES = ((re.compile(r"iy(?=[aeou])"), "i"), (re.compile(r"(?<=[aeou])y(?=i)"), ""), (re.compile(r"y"), "i"))


def variant(name: str, rng: random.Random) -> str:
    """Return the name with one edit; it differs from the name given, which must have two letters or more.

    >>> variant("Niragira", random.Random(3)) != "Niragira"
    True
    """
    if sum(map(str.isalpha, name)) < 2:
        raise ValueError(f"A name of fewer than two letters has no variants: {name!r}.")
    kinds = list(VARIANT_KINDS.values())
    while True:
        changed = rng.choice(kinds)(name, rng)
        if changed != name:
            return changed


def _swap(letters: str) -> Callable[[str, random.Random], str]:
    def swapped(name: str, rng: random.Random) -> str:
        places = [at for at, letter in enumerate(name) if letter.lower() in letters]
        return _replace(name, rng.choice(places), _SWAPS) if places else name

    return swapped


def _replace(name: str, at: int, by: Mapping[str, str]) -> str:
    return name[:at] + by[name[at]] + name[at + 1 :]


def _prenasal(name: str, rng: random.Random) -> str:
    places = [found.start() for found in _PRENASAL.finditer(name)]
    if not places:
        return name
    at = rng.choice(places)
    shorter = name[:at] + name[at + 1 :]
    return shorter.capitalize() if at == 0 and name[0].isupper() else shorter


def _glide(name: str, rng: random.Random) -> str:
    places = [(found.start(), found.end(), sound) for rule, sound in _GLIDES for found in rule.finditer(name)]
    if not places:
        return name
    start, end, sound = rng.choice(places)
    return name[:start] + sound + name[end:]


def _double(name: str, rng: random.Random) -> str:
    at = rng.randrange(1, len(name))
    return name[:at] + name[at] + name[at:] if name[at].isalpha() else name


def _accent(name: str, rng: random.Random) -> str:
    places = [at for at, letter in enumerate(name) if letter in _ACCENTS]
    return _replace(name, rng.choice(places), _ACCENTS) if places else name


def _ending(name: str, rng: random.Random) -> str:
    return name[:-1] if name[-1] in "aeiou" and len(name) > 3 else name


def _substitute(name: str, rng: random.Random) -> str:
    at = rng.randrange(len(name))
    letter = rng.choice(_LETTERS)
    if not name[at].isalpha() or name[at].lower() == letter:
        return name
    return name[:at] + (letter.upper() if name[at].isupper() else letter) + name[at + 1 :]


VARIANT_KINDS: Mapping[str, Callable[[str, random.Random], str]] = MappingProxyType(
    {
        "l/r": _swap("lr"),
        "v/b": _swap("vb"),
        "prenasal dropped": _prenasal,
        "glide": _glide,
        "letter doubled": _double,
        "accent": _accent,
        "ending vowel dropped": _ending,
        "letter substituted": _substitute,
    }
)
"""What each kind of misspelling does; where a name gives it nothing to do, the name comes back unchanged."""
