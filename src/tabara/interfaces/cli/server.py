"""The databases of an instance on a PostgreSQL server: who enters them, and how they are prepared by their owner."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import psycopg

from tabara.access.walls import prepare as walls
from tabara.access.walls import roles
from tabara.access.walls.address import ALIASES, FILES, OWNER, REPORT, SECURED, SERVER, Address, given, keep
from tabara.access.walls.roles import Names
from tabara.interfaces.cli.exits import Stop
from tabara.interfaces.cli.output import say

REMEDY = "tabara database prepare"


def is_owner_named() -> bool:
    """Return whether the surroundings name the owner of databases on a server."""
    return bool(os.environ.get(OWNER))


def prepare(home: Path, bring_up_to_date: Callable[[], int]) -> int:
    """Prepare the databases from beginning to end, and return how many steps of migration that took.

    `bring_up_to_date` migrates them by the connections that stand, which are the owner's meanwhile.
    """
    entries = enter(home)
    owner, server, report = entries
    names = roles.names_of(server, report)
    from tabara.mart import source

    try:
        walls.hand_over(owner, names)
        with as_owner(home):
            steps = bring_up_to_date()
        walls.wall_off(owner, names, source.columns(), say)
    except psycopg.Error as error:
        raise refused(error) from None
    return steps


def enter(home: Path) -> tuple[Address, Address, Address]:
    """Make the roles and the databases, as far as they are missing; return the addresses of owner, server and mart.

    Addresses that nobody gave are made, with passwords of their own, and kept in files of the instance's folder.
    """
    owner = given(OWNER, home)
    if owner is None:
        raise Stop(
            f"{OWNER} is missing: the address of whoever may make roles and databases. Set it for this command alone."
        )
    names = roles.names_of(given(SERVER, home) or Address(owner.name), given(REPORT, home))
    server, report = _address(SERVER, home, owner, names.app), _address(REPORT, home, owner, names.report)
    if server.name != owner.name or report.name != owner.name:
        raise Stop(f"{SERVER}, {REPORT} and {OWNER} must name the same database; correct them and start again.")
    passwords = {one.user: one.password for one in (server, report)}
    try:
        with walls.entered(owner, "postgres") as connection:
            if mighty := roles.too_mighty(connection, names):
                raise Stop(f"The role “{mighty[0]}” passes by every wall. Name another in {SERVER} and {REPORT}.")
        walls.make_roles(owner, names, passwords, say)
        if loud := walls.be_quiet(owner):
            say(f"Only a superuser may set {', '.join(loud)}; ask one, so that no log holds a person's words.")
    except psycopg.Error as error:
        raise refused(error) from None
    os.environ[SERVER], os.environ[REPORT] = server.written(), report.written()
    return owner, server, report


def _address(setting: str, home: Path, owner: Address, user: str) -> Address:
    known = given(setting, home)
    if known is not None and known.user:
        return known
    made = owner.as_user(user, roles.new_password())
    say(f"Wrote the address of the role {user} into {keep(setting, home, made)}.")
    return made


@contextmanager
def as_owner(home: Path) -> Iterator[None]:
    """Let Django's connections enter as the tables' owner inside the block, where the surroundings name one."""
    owner = given(OWNER, home)
    server = given(SERVER, home)
    with _entering_as(owner, roles.names_of(server, None)) if owner and server else nullcontext():
        yield


@contextmanager
def _entering_as(owner: Address, names: Names) -> Iterator[None]:
    from django.db import connections

    entry = {"USER": owner.user, "PASSWORD": owner.password, "HOST": owner.host, "PORT": owner.port}
    before = {}
    for alias in ALIASES:
        connections[alias].close()
        settings = connections[alias].settings_dict
        before[alias] = dict(settings)
        options = {name: value for name, value in settings["OPTIONS"].items() if name not in SECURED}
        settings.update(entry, OPTIONS={**options, **owner.secured(), "assume_role": names.owner})
    try:
        yield
    finally:
        for alias, kept in before.items():
            connections[alias].close()
            connections[alias].settings_dict.update(kept)


def refused(error: psycopg.Error) -> Stop:
    """Say in one sentence what the server answered."""
    lacking = isinstance(error, psycopg.errors.InsufficientPrivilege)
    remedy = f" {OWNER} must name somebody who may make roles and databases." if lacking else ""
    return Stop(f"The server refused: {' '.join(str(error).split())}.{remedy}")


def stop_unless_owner(error: Exception) -> None:
    """Say in one sentence that only the owner may do this, where that is what the server answered.

    Raises:
        Stop: with that sentence.
    """
    causes = [error, error.__cause__, getattr(error.__cause__, "__cause__", None)]
    for cause in causes:
        if isinstance(cause, psycopg.errors.InsufficientPrivilege):
            said = " ".join(str(cause).split())
            raise Stop(f"Only the databases' owner may do this ({said}). Set {OWNER} for this command alone.") from None


def forget_owner() -> None:
    """Take the owner's address out of the surroundings: no process that serves has it."""
    os.environ.pop(OWNER, None)


def refuse_unfit() -> None:
    """Refuse to serve real people by a role that no wall holds; with invented people, say so loudly.

    Raises:
        Stop: with the reason and the remedy.
    """
    from django.conf import settings
    from django.db import DatabaseError, connections

    from tabara.access.walls import fitness

    try:
        why = next((found for alias in ALIASES if (found := fitness.unfit(connections[alias]))), "")
    except DatabaseError as error:
        raise Stop(f"The database cannot be reached: {' '.join(str(error).split())}.") from None
    if why and not settings.DEMO:
        raise Stop(why)
    if why:
        say(f"ONLY FOR INVENTED PEOPLE: {why}")
    if not why and connections["default"].vendor == "postgresql" and "report" not in connections.settings:
        raise Stop(f"{REPORT} is missing, so no figure could be made. Set it, or run: {REMEDY}")


def engine_line(home: Path) -> str:
    """Return what the start-up says of the engine, where it limits the use."""
    if os.environ.get(SERVER) or (home / FILES[SERVER]).is_file():
        return ""
    return "SQLite: for one agency, a training or a trial. A network of agencies needs PostgreSQL (docs/install.md)."


def sweep(home: Path) -> None:
    """Let the owner of the databases write the table of keys anew, without the remains of those that were destroyed."""
    from tabara.sealing.shredding import VACUUM

    owner = given(OWNER, home)
    if owner is None:
        raise Stop(f"{OWNER} is missing: the address of the owner of the databases. Set it for this command alone.")
    try:
        with walls.entered(owner, owner.of("keys")) as connection:
            for step in VACUUM:
                connection.execute(step)
    except psycopg.Error as error:
        raise refused(error) from None
