"""What is said of a person in one way alone, so that two agencies that never met make the same tokens of it.

Every agency must follow the very same rules: one rule that differs, and their tokens of one person differ. So the
rules have a version, and a *mark* made of what they answer to the test vectors that are shipped beside them. Both
travel in each file of tokens, and files of other rules are refused, also where somebody changed a rule and forgot
the version.

Two schemes share what is read here. *Fields* give each field tokens of its own: one who counts them sees how common
each is. *Match-keys* bind two attributes or more, so that almost nobody shares one with another person.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from tabara.methods.linkage.pairs.dates import birth
from tabara.methods.linkage.phonetic import NORMALISER as NAMES
from tabara.methods.linkage.phonetic import kirundi_key, name_tokens
from tabara.methods.linkage.tokens.texts.person import Person

VERSION = f"{NAMES}.3"
"""The version of the rules for names, and of those here; it rises with every change of what comes out."""

WORDS = 3  # of each name: more are titles and by-names
BEGINNING = 4  # sounds
SHORTEST = 4  # sounds of a word that one wrong letter leaves recognisable
NEAR, FAR = 1, 3  # years
_DIGITS = 8  # of a telephone number, without the country's
_FEMALE, _MALE = {"f", "w"}, {"m", "h"}  # the first letter, in the languages of the files

Texts = dict[str, tuple[str, ...]]


class Known(NamedTuple):
    """What is known of a person, each part in one way alone; empty where it is not known."""

    given: tuple[str, ...]
    surname: tuple[str, ...]
    mother: tuple[str, ...]
    date: str  # of birth, where a document says it
    year: int | None
    rounded: bool  # whether the year comes from an age rounded to five
    sex: str
    province: str
    commune: str
    phone: str


def known_of(person: Person) -> Known:
    """Read what an agency wrote down.

    >>> known_of(Person("Odette", "N'Iragira", "Female", "1990-05-02", phone="+257 79 11 22 33")).surname
    ('niragir',)
    """
    born = birth(person.dob, person.age, person.reg_year, person.est_birth_year)
    return Known(
        _sounds(person.first_name),
        _sounds(person.surname),
        _sounds(person.mother),
        born.on or "",
        born.year,
        born.rounded,
        _sex(person.sex),
        _place(person.province),
        _place(person.commune),
        _phone(person.phone),
    )


def field_texts(person: Person) -> Texts:
    """Return the texts of each field that are made into tokens for a unit that is trusted; an empty field has none.

    A word has its sounds, their beginning, and all that is left of them when one is taken away: two words that differ
    by a letter share one of these. A year has the years around it, so that near years meet and none is told.

    >>> texts = field_texts(Person("Odette", est_birth_year="1990"))
    >>> texts["given.0"], texts["given.0.begins"], texts["year"], texts["year.1"]
    (('odet',), ('odet',), ('1990',), ('1989', '1990', '1991'))
    """
    known = known_of(person)
    texts: Texts = {}
    for role, words in (("given", known.given), ("surname", known.surname), ("mother", known.mother[:1])):
        for at, word in enumerate(words):
            texts |= {f"{role}.{at}": (word,), f"{role}.{at}.begins": (word[:BEGINNING],)}
            texts[f"{role}.{at}.near"] = one_less(word)
    if known.year is not None:
        texts["year"] = (str(known.year),)
        texts |= {f"year.{reach}": _around(known.year, reach) for reach in (NEAR, FAR)}
        texts |= {"year.rounded": (str(known.year),)} if known.rounded else {}
    for field in ("date", "sex", "province", "commune", "phone"):
        texts |= {field: (getattr(known, field),)} if getattr(known, field) else {}
    return texts


def one_less(word: str) -> tuple[str, ...]:
    """Return a word and what is left of it without each of its letters; a short one stands for itself alone.

    >>> one_less("odet")
    ('det', 'ode', 'odet', 'odt', 'oet')
    """
    shorter = (word[:at] + word[at + 1 :] for at in range(len(word)) if len(word) >= SHORTEST)
    return tuple(sorted({word, *shorter}))


def _sounds(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_said(name_tokens(name))))[:WORDS]


def _said(words: Iterable[str]) -> Iterable[str]:
    return (key for key in map(kirundi_key, words) if key)


def _around(year: int, reach: int) -> tuple[str, ...]:
    return tuple(str(near) for near in range(year - reach, year + reach + 1))


def _sex(text: str) -> str:
    first = "".join(name_tokens(text))[:1]
    return "f" if first in _FEMALE else "m" if first in _MALE else ""


def _phone(text: str) -> str:
    """Read the last digits; one digit over and over is no number, but somebody who had none to write."""
    digits = re.sub(r"\D", "", text)[-_DIGITS:]
    return digits if len(set(digits)) > 1 else ""


def _place(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", " ".join(_letters_and_digits(text)))


def _letters_and_digits(text: str) -> Iterable[str]:
    """A place may be a name or a code: its digits count, its accents and case do not."""
    return ("".join(name_tokens(part)) or part for part in re.findall(r"\d+|\D+", text))
