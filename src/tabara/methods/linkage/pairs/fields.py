"""What is compared of a record: keys instead of spellings, a year instead of an age, a place instead of its name.

Every field may be unknown, and is then None: what is not known neither proves nor disproves anything.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import pyarrow as pa

from tabara.methods.linkage.pairs.dates import birth
from tabara.methods.linkage.pairs.people import ID, Row
from tabara.methods.linkage.pairs.places import Division, at_work, ground, place_key, provinces_of
from tabara.methods.linkage.pairs.roles import Name, in_their_roles, sounds
from tabara.methods.linkage.pairs.slips import usual_keys
from tabara.methods.linkage.phonetic import given_key, name_tokens

TEXT, WORDS = pa.string(), pa.list_(pa.string())
SCHEMA = pa.schema(
    {
        ID: TEXT,
        "given": TEXT,  # as written, in lower case without accents
        "given_key": TEXT,  # the sounds of the first given name
        "second_key": TEXT,  # of the second
        "given_keys": WORDS,  # of all
        "surname": TEXT,
        "surname_key": TEXT,
        "surname_keys": WORDS,
        "born": pa.int32(),
        "born_on": TEXT,
        "born_month": TEXT,  # the date with day and month in each other's place
        "rounded": pa.bool_(),
        "province": TEXT,
        "commune": TEXT,
        "ground": pa.list_(pa.int32()),
        "mother_key": TEXT,
        "mother_keys": WORDS,
        "phone": TEXT,
        "sex": TEXT,
        "agency": TEXT,
        "given_usual": TEXT,  # from here on only to choose pairs: slips put right, and parts of what was meant
        "surname_usual": TEXT,
        "given_begins": TEXT,
        "surname_begins": TEXT,
        "surname_starts": TEXT,
        "surname_ends": TEXT,
    }
)
PHONE_DIGITS, FEWEST_DIGITS = 8, 6
_SEXES = {"f": "f", "w": "f", "m": "m", "h": "m"}  # female, femme, woman; male, masculin, homme
_NOT_DIGITS = re.compile(r"\D+")

heard = lru_cache(maxsize=1 << 17)(given_key)
Cell = str | int | bool | list[str] | list[int] | None


def fields_of(rows: Sequence[Row], divisions: Sequence[Division] = ()) -> pa.Table:
    """Prepare records for comparison; the order of the rows stays."""
    names = in_their_roles([(row["first_name"], row["surname"]) for row in rows])
    places = _places(rows, divisions)
    prepared = [
        {ID: row[ID], **_name(name), **_birth(row), **place, **_rest(row)}
        for row, name, place in zip(rows, names, places, strict=True)
    ]
    given, surname = (
        usual_keys(str(one[column]) for one in prepared if one[column]) for column in ("given_key", "surname_key")
    )
    for one in prepared:
        one.update(_to_choose(_meant(one["given_key"], given), _meant(one["surname_key"], surname)))
    return pa.Table.from_pylist(prepared, SCHEMA)


def _meant(key: Cell, usual: Mapping[str, str]) -> str:
    return usual.get(str(key), str(key)) if key else ""


def _to_choose(given: str, surname: str) -> dict[str, Cell]:
    return {
        "given_usual": given or None,
        "surname_usual": surname or None,
        "given_begins": given[:3] or None,
        "surname_begins": surname[:3] or None,
        "surname_starts": surname[:4] or None,
        "surname_ends": surname[-5:] or None,
    }


def _name(name: Name) -> dict[str, Cell]:
    given = [heard(word) for word in name.given]
    surname = [sounds(word) for word in name.surname]
    whole = "".join(surname)
    first, second = (*given, "", "")[:2]
    return {
        "given": " ".join(name.given) or None,
        "given_key": first or None,
        "second_key": second or None,
        "given_keys": sorted(filter(None, given)) or None,
        "surname": "".join(name.surname) or None,
        "surname_key": whole or None,
        "surname_keys": sorted(filter(None, surname)) or None,
    }


def _birth(row: Row) -> dict[str, Cell]:
    born = birth(row["dob"], row["age"], row["reg_year"], row["est_birth_year"])
    swapped = None if born.on is None else f"{born.on[:4]}-{born.on[8:]}-{born.on[5:7]}"
    return {"born": born.year, "born_on": born.on, "born_month": swapped, "rounded": born.rounded}


def _places(rows: Sequence[Row], divisions: Sequence[Division]) -> list[dict[str, Cell]]:
    said = [(place_key(row["province"]), place_key(row["commune"])) for row in rows]
    lies_in = provinces_of(said)
    used = at_work(divisions, {place for pair in said for place in pair if place})
    return [
        {
            "province": province or lies_in.get(commune),
            "commune": commune or None,
            "ground": _list(ground(used, commune, province)),
        }
        for province, commune in said
    ]


def _list(pieces: tuple[int, ...] | None) -> list[int] | None:
    return None if pieces is None else list(pieces)


def _rest(row: Row) -> dict[str, Cell]:
    mother = [heard(word) for word in name_tokens(row["mother"])]
    phone = _NOT_DIGITS.sub("", row["phone"].removesuffix(".0"))[-PHONE_DIGITS:]
    return {
        "mother_key": (*mother, "")[0] or None,
        "mother_keys": sorted(filter(None, mother)) or None,
        "phone": phone if len(phone) >= FEWEST_DIGITS else None,
        "sex": _SEXES.get(row["sex"].strip().casefold()[:1]),
        "agency": row["agency"].strip().casefold() or None,
    }
