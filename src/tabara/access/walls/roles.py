"""The roles of an instance on PostgreSQL, named after its database, so that two instances can share a server."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal

from psycopg import Connection, sql

from tabara import sealing
from tabara.access.walls.address import Address

Statement = sql.SQL | sql.Composed
LONGEST = 63 - len("_report")  # letters of a role's name, less the longest ending


@dataclass(frozen=True)
class Names:
    """Who owns, who serves, who reports; who may add to the audit chain; who answers one question for a policy."""

    owner: str
    app: str
    report: str
    audit: str
    gate: str


def names_of(server: Address, report: Address | None) -> Names:
    """Return the names of the roles; those that are entered may have names of their own in their addresses."""
    stem = server.name[:LONGEST]
    return Names(
        owner=f"{stem}_owner",
        app=server.user or f"{stem}_app",
        report=(report.user if report else "") or f"{stem}_report",
        audit=f"{stem}_audit",
        gate=f"{stem}_gate",
    )


def new_password() -> str:
    """Return a password that nobody has to type."""
    return sealing.code(32)


def make(connection: Connection, names: Names, passwords: dict[str, str]) -> Iterator[str]:
    """Make the roles that are missing, set the passwords of those that are entered, and say what was made.

    A password reaches the server only as what it stores anyway, so that no log of statements holds it.
    """
    for field in fields(names):
        role = str(getattr(names, field.name))
        enters = field.name in ("app", "report")
        if not exists(connection, "pg_roles", "rolname", role):
            words: Literal["LOGIN", "NOLOGIN"] = "LOGIN" if enters else "NOLOGIN"
            connection.execute(sql.SQL("CREATE ROLE {} {}").format(sql.Identifier(role), sql.SQL(words)))
            yield f"Made the role {role}."
        if password := passwords.get(role, ""):
            stored = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
            connection.execute(
                sql.SQL("ALTER ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), sql.Literal(stored))
            )
    connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(names.audit), sql.Identifier(names.app)))
    for role in (names.owner, names.gate):
        connection.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(role)))


def too_mighty(connection: Connection, names: Names) -> list[str]:
    """Return which of the roles that are entered no wall would hold: superusers, and whoever passes by policies."""
    found = connection.execute(
        "SELECT rolname FROM pg_roles WHERE rolname = ANY (%s) AND (rolsuper OR rolbypassrls) ORDER BY rolname",
        [[names.app, names.report]],
    )
    return [row[0] for row in found]


def make_database(connection: Connection, database: str, names: Names) -> Iterator[str]:
    """Make a database that belongs to the owner, open to the roles that are entered and to nobody else."""
    its, owner = sql.Identifier(database), sql.Identifier(names.owner)
    if not exists(connection, "pg_database", "datname", database):
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0").format(its, owner))
        yield f"Made the database {database}."
    else:
        connection.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(its, owner))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(its))
    connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(its, sql.Identifier(names.app)))


def exists(connection: Connection, catalogue: str, column: str, name: str) -> bool:
    """Return whether a catalogue of the server holds a name."""
    question = sql.SQL("SELECT 1 FROM {} WHERE {} = %s").format(sql.Identifier(catalogue), sql.Identifier(column))
    return connection.execute(question, [name]).fetchone() is not None
