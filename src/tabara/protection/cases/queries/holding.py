"""Which records hang on a case at all, asked once: its page asks no room that holds nothing of it.

A case that has just begun has rows in two or three of some twenty rooms. Asking the database about all of them in one
statement that is written beforehand costs a tenth of asking each room to find out that it is empty.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from django.db import connections

from tabara.protection.cases.models import Case

Query = TypeVar("Query", bound=Callable[..., list[Any]])
NEEDED: dict[Callable[..., Any], str] = {}  # a query of one case, and the records without which it finds nothing


def nothing_without(records: str) -> Callable[[Query], Query]:
    """Say of a query by case that it finds nothing where the case has none of these: a related name of the case."""

    def known(query: Query) -> Query:
        NEEDED[query] = records
        return query

    return known


def held(*, case: Case) -> frozenset[str]:
    """Return of which records, by their related names, a case has any; what they are, only their own query tells."""
    connection = connections["default"]
    names = tuple(sorted(set(NEEDED.values())))
    number = Case._meta.pk.get_db_prep_value(case.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(_statement(names), [number] * len(names))
        return frozenset(name for (name,) in cursor.fetchall())


@cache
def _statement(names: tuple[str, ...]) -> str:
    """Return the statement that asks for every name; table and column are the models' own words."""
    quoted = connections["default"].ops.quote_name
    parts = []
    for name in names:
        way: Any = Case._meta.get_field(name)
        table, column = quoted(way.related_model._meta.db_table), quoted(way.field.column)
        parts.append(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {table} WHERE {column} = %s)")  # noqa: S608 - the models' own words
    return " UNION ALL ".join(parts)
