"""The test vectors of the normaliser, and the mark of the rules that are at work: what they answer to the vectors.

`vectors.json` holds invented people and, for each, every text that any implementation must make of them before it is
keyed. A test compares them one by one.
"""

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tabara.methods.linkage.tokens.texts.match_texts import match_texts
from tabara.methods.linkage.tokens.texts.normaliser import VERSION, Texts, field_texts
from tabara.methods.linkage.tokens.texts.person import Person
from tabara.methods.prevalence.capture import digest

PLACE = Path(__file__).with_name("vectors.json")
_LETTERS = 8


class Vector(NamedTuple):
    """An invented person, and the texts that the rules make of them."""

    person: Person
    fields: Texts
    match_keys: Texts


def vectors() -> tuple[Vector, ...]:
    """Return the vectors as they are shipped."""
    return tuple(
        Vector(Person(**told["person"]), _texts(told["fields"]), _texts(told["match_keys"]))
        for told in json.loads(PLACE.read_text(encoding="utf-8"))
    )


@cache
def normaliser() -> str:
    """Name the rules that are at work: their version, and what they make of the vectors.

    It differs where a rule was changed without its version. Files of tokens carry it.
    """
    return f"{VERSION}-{answered()[:_LETTERS]}"


def answered() -> str:
    """Return the digest of what the rules make of the vectors."""
    return digest([[field_texts(one.person), match_texts(one.person)] for one in vectors()])


def _texts(told: dict[str, list[str]]) -> Texts:
    return {name: tuple(texts) for name, texts in told.items()}
