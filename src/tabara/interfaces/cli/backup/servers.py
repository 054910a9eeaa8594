"""The PostgreSQL server as its owner reaches it: backups read past row-level security, restores make databases."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote, urlsplit

from tabara.interfaces.cli.exits import Stop
from tabara.interfaces.cli.instance import PARTS

OWNER = "TABARA_OWNER_DATABASE"
ALIASES = tuple(PARTS)


def address() -> str:
    """Return the address by which the owner reaches the databases: their own setting, or the program's."""
    return os.environ.get(OWNER) or os.environ.get("TABARA_DATABASE", "")


def base() -> str:
    """Return the name of the database of the records; the others are called after it."""
    return unquote(urlsplit(address()).path.strip("/"))


def database(alias: str) -> str:
    """Return the name of a database on the server."""
    return base() if alias == "default" else f"{base()}_{alias}"


def with_base(whole: str, name: str) -> str:
    """Return an address with another database in it."""
    return urlsplit(whole)._replace(path=f"/{name}").geturl()


def conninfo(alias: str, name: str = "") -> str:
    """Return how a program of PostgreSQL reaches a database, without the password."""
    parts = urlsplit(address())
    said = {"host": parts.hostname, "port": parts.port, "user": unquote(parts.username or "")}
    said["dbname"] = name or database(alias)
    return " ".join(f"{key}={value}" for key, value in said.items() if value)


def password() -> dict[str, str]:
    """Return the environment that hands the password on."""
    found = urlsplit(address()).password
    return {"PGPASSWORD": unquote(found)} if found else {}


@contextmanager
def connected(alias: str, name: str = "") -> Iterator[Any]:
    """Open a connection as the owner.

    Raises:
        Stop: where the server cannot be reached.
    """
    import psycopg

    try:
        connection = psycopg.connect(conninfo(alias, name), password=password().get("PGPASSWORD"))
    except psycopg.OperationalError as error:
        said = " ".join(str(error).split())
        raise Stop(f"The server cannot be reached: {said}. See that it runs and that {OWNER} names it.") from None
    with connection:
        yield connection


def exists(name: str) -> bool:
    """Return whether the server has a database of this name."""
    with connected("", "postgres") as connection:
        return connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def tables(name: str) -> int:
    """Return how many tables a database has."""
    with connected("", name) as connection:
        words = "SELECT count(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
        return int(connection.execute(words).fetchone()[0])


def create(name: str) -> None:
    """Make an empty database."""
    _command("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'", name)


def drop(name: str) -> None:
    """Remove a database where there is one."""
    _command("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def rename(old: str, new: str) -> None:
    """Give a database its name."""
    _command("ALTER DATABASE {} RENAME TO {}", old, new)


def _command(words: str, *names: str) -> None:
    from psycopg import Error, sql

    with connected("", "postgres") as connection:
        connection.autocommit = True
        try:
            connection.execute(sql.SQL(words).format(*map(sql.Identifier, names)))
        except Error as error:
            said = str(error).splitlines()[0]
            raise Stop(f"The server refuses: {said}. {OWNER} must name an account that may create databases.") from None
