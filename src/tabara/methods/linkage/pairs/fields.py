"""What is compared of a record: keys instead of spellings, a year instead of an age, a place instead of its name.

Every field may be unknown, and is then None: what is not known neither proves nor disproves anything.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc

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
FIRST_TO_CHOOSE = SCHEMA.get_field_index("given_usual")
SEEN, TO_CHOOSE = pa.schema([*SCHEMA][:FIRST_TO_CHOOSE]), pa.schema([*SCHEMA][FIRST_TO_CHOOSE:])
AT_ONCE = 50_000  # rows that lie about as Python's own
PHONE_DIGITS, FEWEST_DIGITS = 8, 6
FAMILY = 8  # given names, and ways to write them, beside one telephone
_SEXES = {"f": "f", "w": "f", "m": "m", "h": "m"}  # female, femme, woman; male, masculin, homme
_NOT_DIGITS = re.compile(r"\D+")

heard = lru_cache(maxsize=1 << 17)(given_key)
Cell = str | int | bool | list[str] | list[int] | None


def fields_of(rows: Sequence[Row], divisions: Sequence[Division] = ()) -> pa.Table:
    """Prepare records for comparison; the order of the rows stays."""
    written, sexes = [(row["first_name"], row["surname"]) for row in rows], [_sex(row) or "" for row in rows]
    names = in_their_roles(written, sexes, [_agency(row) for row in rows])
    prepared = (
        {ID: row[ID], **_name(name), **_birth(row), **place, **_rest(row)}
        for row, name, place in zip(rows, names, _places(rows, divisions), strict=True)
    )
    known = without_offices(_table(prepared, SEEN))
    given, surname = (_usual(known[column]) for column in ("given_key", "surname_key"))
    keys = zip(known["given_key"].to_pylist(), known["surname_key"].to_pylist(), strict=True)
    to_choose = _table((_to_choose(given.get(one, ""), surname.get(other, "")) for one, other in keys), TO_CHOOSE)
    return pa.Table.from_arrays([*known.columns, *to_choose.columns], schema=SCHEMA)


def without_offices(known: pa.Table) -> pa.Table:
    """Forget a telephone that stands beside many given names: it is a shelter's or an office's, and tells of nobody."""
    every = pc.CountOptions(mode="all")
    borne_by = known.group_by("phone").aggregate([("given_key", "count_distinct", every)])
    offices = borne_by.filter(pc.greater(borne_by["given_key_count_distinct"], FAMILY))["phone"]
    theirs = pc.is_in(known["phone"], value_set=offices.combine_chunks())
    phone = pc.if_else(theirs, pa.scalar(None, known["phone"].type), known["phone"])
    return known.set_column(known.column_names.index("phone"), "phone", phone)


def _table(rows: Iterable[dict[str, Cell]], schema: pa.Schema) -> pa.Table:
    """Put rows into a table, some at a time: a million of them as Python's own would take gigabytes."""
    waiting = iter(rows)
    some = iter(lambda: list(islice(waiting, AT_ONCE)), [])
    return pa.concat_tables([schema.empty_table(), *(pa.Table.from_pylist(part, schema) for part in some)])


def _usual(keys: pa.ChunkedArray) -> dict[str | None, str]:
    """Give for each key that stands in a column the one that was probably meant."""
    known = keys.drop_null().to_pylist()
    return {key: key for key in known} | usual_keys(known)


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


def _places(rows: Sequence[Row], divisions: Sequence[Division]) -> Iterator[dict[str, Cell]]:
    said = [(place_key(row["province"]), place_key(row["commune"])) for row in rows]
    lies_in = provinces_of(said)
    used = at_work(divisions, {place for pair in said for place in pair if place})
    for province, commune in said:
        yield {
            "province": province or lies_in.get(commune),
            "commune": commune or None,
            "ground": _list(ground(used, commune, province)),
        }


def _list(pieces: tuple[int, ...] | None) -> list[int] | None:
    return None if pieces is None else list(pieces)


def _rest(row: Row) -> dict[str, Cell]:
    mother = [heard(word) for word in name_tokens(row["mother"])]
    phone = _NOT_DIGITS.sub("", row["phone"].removesuffix(".0"))[-PHONE_DIGITS:]
    return {
        "mother_key": (*mother, "")[0] or None,
        "mother_keys": sorted(filter(None, mother)) or None,
        "phone": phone if len(phone) >= FEWEST_DIGITS and len(set(phone)) > 1 else None,
        "sex": _sex(row),
        "agency": _agency(row) or None,
    }


def _sex(row: Row) -> str | None:
    return _SEXES.get(row["sex"].strip().casefold()[:1])


def _agency(row: Row) -> str:
    return row["agency"].strip().casefold()
