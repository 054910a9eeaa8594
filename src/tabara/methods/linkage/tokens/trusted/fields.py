"""The table that is compared: a row for each record, a column for each kind of token; what is not known is null."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from tabara.methods.linkage.pairs.fields import without_offices
from tabara.methods.linkage.tokens.trusted.roles import Name, Word, in_their_roles, words_of
from tabara.methods.linkage.tokens.trusted.slips import usual_tokens

ID = "unique_id"
Row = Mapping[str, Sequence[str]]
_ONE = pa.int64()
_SEVERAL = pa.list_(pa.int64())
SCHEMA = pa.schema(
    [
        (ID, pa.string()),
        *((f"{name}_{part}", _ONE) for name in ("given", "surname", "mother") for part in ("key", "begins")),
        *((f"{name}_{part}", _SEVERAL) for name in ("given", "surname", "mother") for part in ("near", "keys")),
        *((f"{name}_{part}", _ONE) for name in ("given", "surname", "mother") for part in ("second", "usual")),
        *((name, _ONE) for name in ("born_on", "born", "rounded", "sex", "province", "commune", "phone", "list")),
        *((name, _SEVERAL) for name in ("born_1", "born_3")),
    ]
)
_SINGLE = {"born_on": "date", "born": "year", "rounded": "year.rounded"}
_LISTS = {"born_1": "year.1", "born_3": "year.3"}


def fields_of(rows: Sequence[Row], lists: Sequence[str]) -> pa.Table:
    """Return the table of records and of the lists on which they stand; a record is known by its place.

    Each token has a number in it, because a database compares numbers faster than texts.
    """
    names, numbers = in_their_roles(rows, lists), _Numbers()
    slips = usual_tokens(word for name in names for words in name for word in words)
    found = [
        {ID: str(at), "list": numbers.of(of or None)}
        | {column: numbers.of(cell) for column, cell in _fields(row, name, slips).items()}
        for at, (row, name, of) in enumerate(zip(rows, names, lists, strict=True))
    ]
    return without_offices(pa.Table.from_pylist(found, schema=SCHEMA))


class _Numbers:
    """A number for each token, in the order in which they are first seen."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, cell: str | list[str] | None) -> int | list[int] | None:
        if cell is None:
            return None
        if isinstance(cell, str):
            return self._known.setdefault(cell, len(self._known))
        return [self._known.setdefault(one, len(self._known)) for one in cell]


def _fields(row: Row, name: Name, slips: Mapping[str, str]) -> dict[str, Any]:
    words = {"given": name.given, "surname": name.surname, "mother": words_of(row, "mother")}
    found: dict[str, Any] = {}
    for role, some in words.items():
        found |= _words(role, some, slips)
    for column in ("born_on", "born", "rounded", "sex", "province", "commune", "phone"):
        found[column] = next(iter(row.get(_SINGLE.get(column, column), ())), None)
    return found | {column: list(row.get(field, ())) or None for column, field in _LISTS.items()}


def _words(role: str, words: Sequence[Word], slips: Mapping[str, str]) -> dict[str, Any]:
    if not words:
        return {}
    first, *more = words
    return {
        f"{role}_key": first.key,
        f"{role}_usual": slips.get(first.key, first.key),
        f"{role}_begins": first.begins,
        f"{role}_near": list(first.near),
        f"{role}_keys": [word.key for word in words],
        f"{role}_second": more[0].key if more else None,
    }
