"""What `tabara doctor` looks at on the database engine: does it carry the use, and do its walls stand?"""

from collections.abc import Iterator
from pathlib import Path

from tabara.interfaces.cli import instance, server
from tabara.interfaces.cli.checks import Finding, State, verdict


def of_walls(folder: Path) -> Iterator[Finding]:
    """Check the engine, and on PostgreSQL its roles, walls and logs."""
    from django.db import connections

    if connections["default"].vendor == "sqlite":
        yield engine_is_fit(folder)
        return
    yield Finding("engine", State.OK, "PostgreSQL: for one agency or for a network of them.")
    yield role_is_held(folder)
    yield walls_stand()
    yield mart_has_a_role()
    yield logs_say_little()
    yield nothing_waits_for_ever()


def engine_is_fit(folder: Path) -> Finding:
    """Check that SQLite, which has no walls of its own, does not hold the people of several agencies."""
    from tabara.access.queries import agencies_that_work

    several = instance.invented(folder) is None and agencies_that_work() > 1
    return verdict(
        "engine",
        several,
        "SQLite is for one agency, a training or a trial, and here several agencies have members: the program alone "
        "keeps them apart, and the database would not.",
        "Move to PostgreSQL (docs/install.md).",
        "SQLite: for one agency, a training or a trial. A network of agencies needs PostgreSQL.",
        State.WARNING,
    )


def role_is_held(folder: Path) -> Finding:
    """Check that the server's role is one that walls hold."""
    from django.db import connections

    from tabara.access.walls import fitness

    why = next((found for alias in instance.PARTS if (found := fitness.unfit(connections[alias]))), "")
    state = State.PROBLEM if instance.invented(folder) is None else State.WARNING
    right = "The server enters its databases as a role that their walls hold."
    return verdict("database role", why, why, server.REMEDY, right, state)


def walls_stand() -> Finding:
    """Check that every protected table has its policies, for its owner too."""
    from django.db import connections

    from tabara.access.walls import fitness

    fallen = [table for alias in instance.PARTS for table in fitness.fallen(connections[alias])]
    return verdict(
        "walls",
        fallen,
        f"No row-level security, or not all of it: {', '.join(fallen)}.",
        server.REMEDY,
        "Row-level security stands on every table that holds a person or a case.",
    )


def mart_has_a_role() -> Finding:
    """Check that the mart reads by a role of its own."""
    from django.db import connections

    return verdict(
        "mart role",
        "report" not in connections.settings,
        "The mart has no database role of its own.",
        f"{server.REMEDY}, or set TABARA_REPORT_DATABASE.",
        "The mart reads by a role that can read its columns and no other.",
        State.WARNING,
    )


def logs_say_little() -> Finding:
    """Check that the server's log holds nothing that a statement holds."""
    from django.db import connections

    from tabara.access.walls import fitness

    loud = sorted({name for alias in instance.PARTS for name in fitness.talkative(connections[alias])})
    return verdict(
        "server log",
        loud,
        f"The log of the database server could hold what people told: {', '.join(loud)}.",
        f"{server.REMEDY} as a superuser",
        "The log of the database server holds nothing of a statement.",
        State.WARNING,
    )


def nothing_waits_for_ever() -> Finding:
    """Check that the server gives up what waits or runs for too long."""
    from django.db import connections

    from tabara.access.walls import fitness

    return verdict(
        "time limits",
        not fitness.impatient(connections["default"]),
        "A statement could wait for a lock, or run, for ever.",
        server.REMEDY,
        "The database gives up what waits or runs for too long.",
        State.WARNING,
    )
