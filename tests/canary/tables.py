"""What lies in the tables of the tests' own database, table by table."""

from collections.abc import Iterator

from django.db import connections

from tests.canary import hunt
from tests.canary.telling import Words


def stored() -> Iterator[tuple[str, bytes]]:
    """Return everything that lies in the tables, as text and as bytes."""
    for connection in connections.all():
        with connection.cursor() as cursor:
            for table in connection.introspection.django_table_names(only_existing=True):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
                for row in cursor.fetchall():
                    for value in row:
                        yield table, bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def in_the_clear(words: Words, planted: str) -> list[tuple[str, str]]:
    """Return what lies in which table of what was told; what was planted must be found, or nothing was looked at."""
    about = {word: what for what, word in words.said.items()}
    search = hunt.Hunt([*about, planted])
    found = {(table, word) for table, content in stored() for word, _how in search.through(content)}
    assert ("access_agency", planted) in found
    return sorted((table, about[word]) for table, word in found if word in about)
