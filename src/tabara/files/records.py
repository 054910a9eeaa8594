"""Records that another system wrote out as JSON: a list of them, or an object that holds one list, as a table."""

import json
from typing import Any

from tabara.files.tables import NoTable, Table, Unread, refuse_other_than_utf8

Record = dict[str, Any]


def records(content: bytes, *, largest: int, most: int) -> Table:
    """Return the records as a table; its lines are numbered by the records, and what is nested in one is left out.

    Raises:
        NoTable: where it is too large, broken, or holds no list of records.
    """
    if len(content) > largest:
        raise NoTable(Unread.TOO_LARGE)
    refuse_other_than_utf8(content)
    found = _list(_read(content.removeprefix(b"\xef\xbb\xbf").decode()))
    if len(found) > most:
        raise NoTable(Unread.TOO_LONG)
    header = tuple(dict.fromkeys(name for one in found for name, value in one.items() if _plain(value)))
    if not header:
        raise NoTable(Unread.NO_RECORDS)
    lines = tuple((nth, tuple(_text(one.get(name)) for name in header)) for nth, one in enumerate(found, 1))
    return Table(header, lines)


def _read(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as problem:
        raise NoTable(Unread.NOT_JSON, problem.lineno) from None
    except (RecursionError, ValueError):  # nested without end; a number longer than any is
        raise NoTable(Unread.NOT_JSON) from None


def _list(told: Any) -> list[Record]:
    """Return the records: the list itself, or the only list that an object holds."""
    if isinstance(told, dict):
        lists = [value for value in told.values() if isinstance(value, list)]
        told = lists[0] if len(lists) == 1 else None
    if not isinstance(told, list) or not told or not all(isinstance(one, dict) for one in told):
        raise NoTable(Unread.NO_RECORDS)
    return told


def _refuse(name: str) -> Any:
    raise ValueError(name)


def _plain(value: Any) -> bool:
    return not isinstance(value, list | dict)


def _text(value: Any) -> str:
    if value is None or not _plain(value):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return str(value).strip()
