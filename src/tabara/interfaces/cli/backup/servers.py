"""The PostgreSQL server as its owner reaches it: backups read past row-level security, restores make databases."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from tabara.access.walls.address import ALIASES, OWNER, SERVER, Address, given
from tabara.interfaces.cli.exits import Stop

PLACE = "postgres"  # the database from which others are made and removed


def known(folder: Path) -> Address | None:
    """Return the address by which the databases are reached whole: the owner's, else the program's; none on SQLite."""
    return given(OWNER, folder) or given(SERVER, folder)


def address() -> Address:
    """Return that address of the instance at hand.

    Raises:
        Stop: where nobody named a server.
    """
    found = known(Path(os.environ["TABARA_HOME"]))
    if found is None:
        raise Stop(f"This is about PostgreSQL. Name the server, and who may make databases on it, in {OWNER}.")
    return found


def passing(owner: Address, ending: str) -> Address:
    """Return the address of databases of the same server that live for a moment only."""
    return replace(owner, name=f"{owner.name}_{ending}")


def words(owner: Address, database: str) -> list[str]:
    """Return how a program of PostgreSQL reaches a database; the rest goes by the environment."""
    said = {"host": owner.host, "port": owner.port, "username": owner.user}
    return [*(f"--{name}={value}" for name, value in said.items() if value), f"--dbname={database}"]


def surroundings(owner: Address) -> dict[str, str]:
    """Return the environment that hands on the password, and how the way to the server is closed."""
    closed = {f"PG{name.upper()}": value for name, value in owner.secured().items()}
    return closed | ({"PGPASSWORD": owner.password} if owner.password else {})


@contextmanager
def entered(owner: Address, database: str) -> Iterator[Any]:
    """Enter a database of the server.

    Raises:
        Stop: where it cannot be reached.
    """
    try:
        connection = psycopg.connect(**owner.entered(database))
    except psycopg.OperationalError as error:
        said = " ".join(str(error).split())
        raise Stop(f"The database cannot be reached: {said}. See that it runs and that {OWNER} names it.") from None
    with connection:
        yield connection


def full(owner: Address) -> str:
    """Return the name of one of the three databases that is there and holds tables; nothing where none does."""
    with entered(owner, PLACE) as connection:
        there = {row[0] for row in connection.execute("SELECT datname FROM pg_database").fetchall()}
    return next((name for alias in ALIASES if (name := owner.of(alias)) in there and _has_tables(owner, name)), "")


def _has_tables(owner: Address, name: str) -> bool:
    with entered(owner, name) as connection:
        asked = "SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public')"
        return bool(connection.execute(asked).fetchone()[0])


def create(owner: Address, name: str) -> None:
    """Make an empty database."""
    _command(owner, "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", name)


def drop(owner: Address, name: str) -> None:
    """Remove a database where there is one."""
    _command(owner, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def rename(owner: Address, old: str, new: str) -> None:
    """Give a database its name."""
    _command(owner, "ALTER DATABASE {} RENAME TO {}", old, new)


def _command(owner: Address, said: str, *names: str) -> None:
    with entered(owner, PLACE) as connection:
        connection.autocommit = True
        try:
            connection.execute(sql.SQL(said).format(*map(sql.Identifier, names)))
        except psycopg.Error as error:
            why = str(error).splitlines()[0]
            raise Stop(f"The server refuses: {why}. {OWNER} must name somebody who may make databases.") from None
