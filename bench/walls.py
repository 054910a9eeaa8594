"""The list and the search on PostgreSQL, through its roles and row-level security: what the second wall costs.

Needs a server: TABARA_TEST_DATABASE=postgresql://user@host:port/name, of somebody who may make roles and databases.
The floor of the list is the same rows by raw SQL past every policy, rendered by the same bare template.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

from bench import lists, search
from bench.instance import drop, prepare_on_server
from bench.table import Row

CASES, PEOPLE = 100_000, 200_000
LIMIT_RATIO, LIMIT_SEARCH = 3.0, 50.0


def measure() -> list[Row]:
    """Return the rows of the table; none where there is no server."""
    given = os.environ.get("TABARA_TEST_DATABASE", "")
    if not given:
        sys.stderr.write("Left out: walls, because TABARA_TEST_DATABASE names no server.\n")
        return []
    address = f"{given.rsplit('/', 1)[0]}/tabara_bench"
    prepare_on_server(address)
    try:
        return [*listed(address), *searched(address)]
    finally:
        close()
        drop(address)


def listed(address: str) -> list[Row]:
    """Measure the list among many cases, for who sees all of them and for who sees few."""
    members = lists.populate(CASES)
    analyze(address)
    most, least = members["seer"], members["few"]
    calls = (speaking(most), speaking(least), floor_of(address, most), lists.page_of(most), lists.page_of(least))
    listed, fewest, floor, page, few = lists.medians_ms(*calls)
    return [
        Row(f"PostgreSQL: fifty rows of {CASES:,} cases by raw SQL past the walls, and Jinja", floor, "ms"),
        Row("PostgreSQL: the list through the walls, for who sees all of them", listed, "ms"),
        Row("ratio to that floor", listed / floor, "", at_most=LIMIT_RATIO),
        Row(f"PostgreSQL: the list through the walls, for who sees {lists.FEW} of them", fewest, "ms"),
        Row("PostgreSQL: the whole page, for who sees all of them", page, "ms"),
        Row(f"PostgreSQL: the whole page, for who sees {lists.FEW} of them", few, "ms"),
    ]


def searched(address: str) -> list[Row]:
    """Measure the search among many people of one agency."""
    from tabara.access.models import Member
    from tabara.access.speaking import speaking_for

    member = Member.objects.get(username="w0")
    member.roles = ["supervisor"]
    names = search.populate(PEOPLE, member, first=CASES)
    analyze(address)
    with speaking_for(member):
        rows = search.ask(names, member, PEOPLE, first=CASES)
    return [Row(f"PostgreSQL: {rows[0].what}", rows[0].value, rows[0].unit, at_most=LIMIT_SEARCH), *rows[2:]]


def speaking(member: Any) -> Callable[[], Any]:
    """Return the call that makes the list, in the member's name."""
    from tabara.access.speaking import speaking_for

    make = lists.list_of(member)

    def ask() -> Any:
        with speaking_for(member):
            return make()

    return ask


def floor_of(address: str, member: Any) -> Callable[[], Any]:
    """Return a call that does as little as the same page can, as a superuser whom no policy concerns."""
    import psycopg

    connection = psycopg.connect(address, autocommit=True)
    return lists.floor_by(connection.cursor, member)


def analyze(address: str) -> None:
    """Let the server count its rows, as it does by itself in time."""
    import psycopg

    for name in (address, f"{address}_vault", f"{address}_keys"):
        with psycopg.connect(name, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")


def close() -> None:
    """Close what was opened."""
    from django.db import connections

    connections.close_all()
