"""The search tokens of a person's names: never of one attribute alone."""

import uuid

from tabara import codelists
from tabara.methods.linkage import match_keys, query_keys
from tabara.sealing.tokens import tokens
from tabara.vault.models import Names

PHONE_DIGITS = 6


def year_of(birth_date: str) -> int | None:
    """Return the year of an ISO date or year; `None` where there is none."""
    return int(birth_date[:4]) if birth_date[:4].isdecimal() else None


def tokens_of(agency: uuid.UUID, names: Names, sex: str) -> set[int]:
    """Return the tokens to store for a person: of the name and of every alias, each with another attribute."""
    year, commune = year_of(names.birth_date), commune_of(names)
    keys = {key for given, surname in _spellings(names) for key in match_keys(given, surname, year, sex, commune)}
    return set(tokens(agency, sorted(keys | _phones(names, sex))))


def tokens_to_ask(agency: uuid.UUID, names: Names, sex: str) -> set[int]:
    """Return the tokens to look for: also neighbouring years, the other order of the names, a letter more or less."""
    year, commune = year_of(names.birth_date), commune_of(names)
    keys = {key for given, surname in _spellings(names) for key in query_keys(given, surname, year, sex, commune)}
    sexes = [sex] if sex else list(codelists.pack().codelists["sex"].codes)  # who calls is often all that is known
    phones = {key for one in sexes for key in _phones(names, one)}
    return set(tokens(agency, sorted(keys | phones)))


def commune_of(names: Names) -> str | None:
    """Return the code of the commune in which the place lies, as far as it is known."""
    if not names.place:
        return None
    places = codelists.pack().places
    commune = places.ancestor(places.place(names.place, names.place_version), 2)
    return commune.code if commune else None


def _spellings(names: Names) -> list[tuple[str, str]]:
    aliases = [alias.partition(" ") for alias in names.aliases]
    return [(names.given, names.surname), *((first, rest) for first, _, rest in aliases)]


def _phones(names: Names, sex: str) -> set[str]:
    digits = ("".join(letter for letter in phone if letter.isdigit()) for phone in names.phones)
    return {f"phone|{number[-PHONE_DIGITS:]}|{sex}" for number in digits if len(number) >= PHONE_DIGITS and sex}
