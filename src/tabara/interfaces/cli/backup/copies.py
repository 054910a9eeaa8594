"""One copy of each database, together consistent: no case without its identity or its key.

A whole act commits in the keys first, then in the vault, then in the records. So the records are held still first,
then the vault, then the keys: what the first shows, the others have. Held still means a transaction that reads, so
nobody waits.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from tabara.access.walls.address import Address
from tabara.interfaces.cli.backup import servers
from tabara.interfaces.cli.exits import Stop
from tabara.interfaces.cli.instance import PARTS

Rows = dict[str, int]


def file_of(alias: str, engine: str) -> str:
    """Return the name under which a database lies in a backup; SQLite's is the one that it has in an instance."""
    return f"{'tabara' if alias == 'default' else alias}.sqlite3" if engine == "sqlite" else f"{alias}.dump"


def engine() -> str:
    """Return the kind of database this instance lives in."""
    from django.db import connections

    return connections["default"].vendor


def copy(aliases: Sequence[str], into: Path) -> dict[str, Rows]:
    """Copy databases into a folder; return how many rows each table of each has in its copy."""
    hold = _hold_sqlite if engine() == "sqlite" else _hold_postgresql
    with ExitStack() as stack:
        held = {alias: stack.enter_context(hold(alias)) for alias in aliases}  # in this order: see above
        return {alias: one.copy(into / file_of(alias, engine())) for alias, one in held.items()}


class _Sqlite:
    def __init__(self, connection: sqlite3.Connection, alias: str) -> None:
        self.connection, self.alias = connection, alias

    def copy(self, target: Path) -> Rows:
        """Copy what the open transaction sees, into one file without a log beside it."""
        with closing(sqlite3.connect(target, isolation_level=None)) as copied:
            self.connection.backup(copied)
            copied.execute("PRAGMA journal_mode=DELETE")
            return rows_of_file(copied, self.alias)


@contextmanager
def _hold_sqlite(alias: str) -> Iterator[_Sqlite]:
    from django.conf import settings

    source = settings.DATABASES[alias]["NAME"]
    with closing(sqlite3.connect(source, isolation_level=None, timeout=20)) as connection:
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from now on it sees nothing newer
        yield _Sqlite(connection, alias)


def rows_of_file(connection: sqlite3.Connection, alias: str) -> Rows:
    """Return how many rows each table has.

    Raises:
        Stop: where SQLite finds the file damaged.
    """
    try:
        (answer,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        tables = [name for (name,) in connection.execute(_TABLES_OF_SQLITE)]
        counted = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608 - the database's own names
    except sqlite3.DatabaseError as error:
        answer, counted = str(error), {}
    if answer != "ok":
        raise Stop(f"The database of {PARTS[alias]} is damaged: {answer}. Restore the last good backup.")
    return counted


_TABLES_OF_SQLITE = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"


class _Postgresql:
    def __init__(self, connection: Any, owner: Address, alias: str, snapshot: str) -> None:
        self.connection, self.owner, self.alias, self.snapshot = connection, owner, alias, snapshot

    def copy(self, target: Path) -> Rows:
        """Dump what the open transaction sees."""
        words = ["--format=custom", "--no-owner", "--no-privileges", f"--snapshot={self.snapshot}", f"--file={target}"]
        run("pg_dump", [*words, *servers.words(self.owner, self.owner.of(self.alias))], self.owner, self.alias)
        return rows_of_server(self.connection)


@contextmanager
def _hold_postgresql(alias: str) -> Iterator[_Postgresql]:
    owner = servers.address()
    with servers.entered(owner, owner.of(alias)) as connection:
        connection.autocommit = True
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        connection.execute("SET LOCAL row_security = off")  # rather an error than a backup with rows left out
        (snapshot,) = connection.execute("SELECT pg_export_snapshot()").fetchone()
        yield _Postgresql(connection, owner, alias, snapshot)


def rows_of_server(connection: Any) -> Rows:
    """Return how many rows each table of a PostgreSQL database has."""
    tables = connection.execute(
        "SELECT schemaname, tablename FROM pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2"
    ).fetchall()
    counted = {}
    for schema, table in tables:
        (number,) = connection.execute(f'SELECT count(*) FROM "{schema}"."{table}"').fetchone()  # noqa: S608 - the database's own names
        counted[table if schema == "public" else f"{schema}.{table}"] = number
    return counted


def run(program: str, words: Sequence[str], owner: Address, alias: str) -> str:
    """Run one of PostgreSQL's own programs, and return what it says.

    Raises:
        Stop: where it is not installed, or fails.
    """
    found = shutil.which(program)
    if found is None:
        raise Stop(f"{program} is not installed. On Debian and Ubuntu: apt install postgresql-client")
    surroundings = os.environ | servers.surroundings(owner)
    done = subprocess.run([found, *words], env=surroundings, capture_output=True, text=True, check=False)  # noqa: S603 - PostgreSQL's own programs
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["it said nothing"])[0]
        walled = f" {servers.OWNER} must name a role that row-level security lets pass." if "row-level" in said else ""
        raise Stop(f"{program} failed for {PARTS[alias]}: {said}.{walled}")
    return done.stdout
