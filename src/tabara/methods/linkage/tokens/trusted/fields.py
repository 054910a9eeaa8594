"""The table that is compared: a row for each record, a column for each kind of token; what is not known is null."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from tabara.methods.linkage.tokens.trusted.roles import Name, Word, in_their_roles, words_of

ID = "unique_id"
Row = Mapping[str, Sequence[str]]
_ONE = pa.string()
_SEVERAL = pa.list_(pa.string())
SCHEMA = pa.schema(
    [
        (ID, _ONE),
        *((f"{name}_{part}", _ONE) for name in ("given", "surname", "mother") for part in ("key", "begins")),
        *((f"{name}_near", _SEVERAL) for name in ("given", "surname", "mother")),
        *((name, _ONE) for name in ("born_on", "born", "dated", "sex", "province", "commune", "phone")),
        *((name, _SEVERAL) for name in ("born_1", "born_3")),
    ]
)
_SINGLE = {"born_on": "date", "born": "year", "dated": "year.dated"}
_LISTS = {"born_1": "year.1", "born_3": "year.3"}


def fields_of(rows: Sequence[Row]) -> pa.Table:
    """Return the table; a record is known by its place."""
    names = in_their_roles(rows)
    return pa.Table.from_pylist(
        [_fields(at, row, name) for at, (row, name) in enumerate(zip(rows, names, strict=True))], schema=SCHEMA
    )


def _fields(at: int, row: Row, name: Name) -> dict[str, Any]:
    words = {"given": name.given, "surname": name.surname, "mother": words_of(row, "mother")}
    found: dict[str, Any] = {ID: str(at)}
    for role, some in words.items():
        found |= _word(role, some[:1])
    for column in ("born_on", "born", "dated", "sex", "province", "commune", "phone"):
        found[column] = next(iter(row.get(_SINGLE.get(column, column), ())), None)
    return found | {column: list(row.get(field, ())) or None for column, field in _LISTS.items()}


def _word(role: str, words: Sequence[Word]) -> dict[str, Any]:
    return {
        f"{role}_{part}": value
        for word in words
        for part, value in (("key", word.key), ("begins", word.begins), ("near", list(word.near)))
    }
