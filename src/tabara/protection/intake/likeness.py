"""In what two people resemble each other: compared in memory, told as words of a list and never as what it is."""

from itertools import product
from typing import NamedTuple

from tabara.methods.linkage import NameQuery, NameRecord, similarity
from tabara.protection.cases.models import Person
from tabara.protection.intake.enums import Alike
from tabara.vault.models import Names
from tabara.vault.tokens import PHONE_DIGITS, commune_of, year_of

LIKE = 80  # of a hundred: what resembles less is not offered
SOUNDS = 0.85  # of names alone: from here on they sound the same
NAMES_ALONE = similarity(NameQuery("Odette", "Niragira"), NameRecord("Odette", "Niragira"))  # where all else is unknown
NEAR = 2  # years
# How much of what still speaks against it is left, if they share this. Sisters share a mother; nobody shares a paper.
LEFT = {Alike.NUMBER: 0.1, Alike.PHONE: 0.5, Alike.MOTHER: 0.6, Alike.RELATIVE: 0.9, Alike.PLACE: 0.95}


class Known(NamedTuple):
    """One of two people: the few facts in the clear, and the names while they are open."""

    person: Person
    names: Names

    @property
    def year(self) -> int | None:
        """Return the year of birth."""
        return year_of(self.names.birth_date) or self.person.birth_year


class Likeness(NamedTuple):
    """How much two people resemble each other, of a hundred, and in what."""

    score: int
    reasons: list[str]


def likeness(one: Known, other: Known) -> Likeness:
    """Return how much two people resemble each other, and in what."""
    alone = max(_similar(a, b) for a, b in product(_spellings(one.names), _spellings(other.names))) / NAMES_ALONE
    reasons = [Alike.NAME] if alone >= SOUNDS else []
    reasons += [*_birth(one.year, other.year), *_shared(one.names, other.names)]
    left = 1 - _whole(one, other)
    for reason in reasons:
        left *= LEFT.get(reason, 1)
    return Likeness(round(100 * (1 - left)), [str(reason) for reason in reasons])


def _whole(one: Known, other: Known) -> float:
    pairs = product(_spellings(one.names), _spellings(other.names))
    return max(
        similarity(
            NameQuery(*a, one.year, one.person.sex, commune_of(one.names)),
            NameRecord(*b, other.year, other.person.sex, commune_of(other.names)),
        )
        for a, b in pairs
    )


def _similar(some: tuple[str, str], others: tuple[str, str]) -> float:
    return similarity(NameQuery(*some), NameRecord(*others))


def _spellings(names: Names) -> list[tuple[str, str]]:
    aliases = [alias.partition(" ") for alias in names.aliases]
    return [(names.given, names.surname), *((first, rest) for first, _, rest in aliases)]


def _birth(one: int | None, other: int | None) -> list[Alike]:
    if one is None or other is None or abs(one - other) > NEAR:
        return []
    return [Alike.BIRTH if one == other else Alike.NEAR]


def _shared(one: Names, other: Names) -> list[Alike]:
    found = {
        Alike.NUMBER: bool(_letters(one.number)) and _letters(one.number) == _letters(other.number),
        Alike.PHONE: bool(_phones(one) & _phones(other)),
        Alike.MOTHER: _relative(one, other, "mother"),
        Alike.RELATIVE: any(_relative(one, other, tie) for tie in {row.tie for row in one.relatives} - {"mother"}),
        Alike.PLACE: bool(one.place) and (commune_of(one), one.place) == (commune_of(other), other.place),
    }
    return [reason for reason, shared in found.items() if shared]


def _relative(one: Names, other: Names, tie: str) -> bool:
    pairs = product(one.relatives, other.relatives)
    return any(
        a.tie == b.tie == tie and a.name and b.name and _similar(_parts(a.name), _parts(b.name)) >= SOUNDS * NAMES_ALONE
        for a, b in pairs
    )


def _parts(name: str) -> tuple[str, str]:
    first, _space, rest = name.partition(" ")
    return first, rest


def _phones(names: Names) -> set[str]:
    digits = ("".join(letter for letter in phone if letter.isdigit()) for phone in names.phones)
    return {number[-PHONE_DIGITS:] for number in digits if len(number) >= PHONE_DIGITS}


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
