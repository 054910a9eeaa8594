"""Prepare an instance's databases on a PostgreSQL server: roles, databases, walls, rights. Twice is once."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager

import psycopg
from psycopg import Connection, sql

from tabara.access.walls import grants, policies, roles
from tabara.access.walls.address import ALIASES, Address
from tabara.access.walls.roles import Names
from tabara.access.walls.tables import WALLS

Told = Callable[[str], None]
# What the server writes down of a statement that failed, or took long: nothing that holds a person's words.
QUIET = {
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
    "log_parameter_max_length": "0",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
}
# How the server's role works: it gives up what waits or runs for too long, and never compiles a question first. What
# the policies add makes questions look dear, and compiling them took 300 ms where answering took 100.
PATIENCE = {"lock_timeout": "10s", "statement_timeout": "60s", "idle_in_transaction_session_timeout": "5min"}
WORKING = PATIENCE | {"jit": "off"}


@contextmanager
def entered(address: Address, database: str) -> Iterator[Connection]:
    """Enter a database of the server as the owner's address says."""
    with psycopg.connect(**address.entered(database), autocommit=True) as connection:
        yield connection


def make_roles(owner: Address, names: Names, passwords: Mapping[str, str], told: Told) -> None:
    """Make the roles and the three databases, as far as they are missing."""
    with entered(owner, "postgres") as connection:
        for line in roles.make(connection, names, dict(passwords)):
            told(line)
        for alias in ALIASES:
            for line in roles.make_database(connection, owner.of(alias), names):
                told(line)
            _patience(connection, owner.of(alias), names)
        report = sql.SQL("GRANT CONNECT ON DATABASE {} TO {}")
        connection.execute(report.format(sql.Identifier(owner.name), sql.Identifier(names.report)))


def hand_over(owner: Address, names: Names) -> None:
    """Give the tables to the owner, and let the owner through its own walls: migrations follow."""
    for alias in ALIASES:
        with entered(owner, owner.of(alias)) as connection, connection.transaction():
            admitted = sql.SQL("GRANT ALL ON SCHEMA public TO {}").format(sql.Identifier(names.owner))
            connection.execute(admitted)
            for statement in grants.owned(connection, names):
                connection.execute(statement)
            for statement in policies.forced(WALLS.get(alias, {}), force=False):
                connection.execute(statement)


def wall_off(owner: Address, names: Names, reported: Mapping[str, Collection[str]], told: Told) -> None:
    """Set the policies and the rights of every table anew, in one step for each database, and bind the owner again."""
    for alias in ALIASES:
        walls, columns = WALLS.get(alias, {}), reported if alias == "default" else {}
        with entered(owner, owner.of(alias)) as connection, connection.transaction():
            for steps in (
                grants.owned(connection, names),
                grants.grants(connection, names, columns),
                policies.functions(alias, names) if walls else (),
                policies.policies(walls, names, frozenset(columns)),
                policies.forced(walls, force=True),
            ):
                for statement in list(steps):
                    connection.execute(statement)
        told(f"Walls of {owner.of(alias)}: {len(walls)} tables.")


def be_quiet(owner: Address) -> list[str]:
    """Tell the server to write down nothing of a statement; return the settings that this role may not change."""
    refused = []
    with entered(owner, "postgres") as connection:
        for alias in ALIASES:
            for name, value in QUIET.items():
                try:
                    change = sql.SQL("ALTER DATABASE {} SET {} = {}")
                    its = sql.Identifier(owner.of(alias))
                    connection.execute(change.format(its, sql.Identifier(name), sql.Literal(value)))
                except psycopg.errors.InsufficientPrivilege:
                    refused.append(name)
    return sorted(set(refused))


def _patience(connection: Connection, database: str, names: Names) -> None:
    for name, value in WORKING.items():
        change = sql.SQL("ALTER ROLE {} IN DATABASE {} SET {} = {}")
        parts = (sql.Identifier(names.app), sql.Identifier(database), sql.Identifier(name), sql.Literal(value))
        connection.execute(change.format(*parts))
