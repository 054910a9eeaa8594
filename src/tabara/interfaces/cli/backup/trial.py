"""Is what was laid out whole? The same checks for a trial and before a restored instance opens."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from tabara import sealing
from tabara.access.walls.address import ALIASES, Address, read
from tabara.interfaces.cli import checks, instance
from tabara.interfaces.cli.backup import copies, servers
from tabara.interfaces.cli.backup.opening import Opened
from tabara.interfaces.cli.backup.places import DATABASES, Kind
from tabara.interfaces.cli.checks import Finding, State, verdict
from tabara.interfaces.cli.exits import Stop

SAMPLE = 20  # people whose identity is opened, and shown to nobody
AGAIN = "Take another backup, and find out what happened to this one."


@contextmanager
def placed(opened: Opened, owner: Address | None) -> Iterator[None]:
    """Let this process work on what was laid out. On PostgreSQL it is restored into the databases at this address.

    Must come before Django is set up. Those databases are gone afterwards, unless they were given another name.
    """
    os.environ |= {"TABARA_HOME": str(opened.place), "TABARA_PACK": opened.records.pack}
    if opened.records.invented is not None:
        os.environ["TABARA_DEMO"] = "1"
    if owner is None:
        os.environ["TABARA_DATABASE"] = ""
        yield
        return
    os.environ["TABARA_DATABASE"] = owner.written()
    names = [owner.of(alias) for alias in ALIASES]
    try:
        for alias, name in zip(ALIASES, names, strict=True):
            servers.drop(owner, name)
            servers.create(owner, name)
            if alias in opened.aliases:
                _fill(alias, owner, opened.place)
        yield
    finally:
        _leave(owner, names)


def _fill(alias: str, owner: Address, place: Path) -> None:
    """Restore a dump without walls, owners and rights: those name roles, and are set anew where the instance opens."""
    dump, contents = place / copies.file_of(alias, "postgresql"), place / f"{alias}.contents"
    listed = copies.run("pg_restore", ["--list", str(dump)], owner, alias).splitlines()
    contents.write_text("\n".join(line for line in listed if not WALL.search(line)))
    words = ["--no-owner", "--no-privileges", "--exit-on-error", f"--use-list={contents}"]
    copies.run("pg_restore", [*words, *servers.words(owner, owner.of(alias)), str(dump)], owner, alias)
    dump.unlink()
    contents.unlink()


WALL = re.compile(r"^\d+; \d+ \d+ (POLICY|ROW SECURITY|FUNCTION|ACL|DEFAULT ACL) ")


def _leave(owner: Address, names: Sequence[str]) -> None:
    from django.db import connections

    connections.close_all()
    for name in names:
        servers.drop(owner, name)


def examine(opened: Opened, *, migrate: bool = False) -> Iterator[Finding]:
    """Check everything that can be checked without showing a name to anybody; older records are migrated if asked."""
    yield _mark(opened)
    yield from _rows(opened)
    try:
        instance.set_up(opened.place, with_key=opened.genuine is not None)
        if migrate:
            instance.bring_up_to_date()
        missing = instance.pending()
    except Stop as stop:
        yield Finding("start", State.PROBLEM, str(stop), AGAIN)
        return
    if any(number for alias, number in missing.items() if alias in opened.aliases):
        yield Finding(
            "version", State.WARNING, "The backup is of an older Tabara; what is in its records was not read."
        )
        return
    yield from _records(opened)


def _records(opened: Opened) -> Iterator[Finding]:
    yield checks.chain_is_whole()
    yield _head(opened)
    yield checks.lists_follow_their_rule()
    yield checks.tasks_follow_their_rule()
    if Kind.KEYS in opened.parts:
        yield from (one for one in checks.databases_agree() if one.state is not State.WARNING)
    yield _opens(opened)


def _mark(opened: Opened) -> Finding:
    if opened.genuine is None:
        return Finding("mark", State.WARNING, "The root key is not here, so who made the backup was not checked.")
    return Finding("mark", State.OK, "The backup was made by this instance, and nothing in it was altered.")


def _rows(opened: Opened) -> Iterator[Finding]:
    for kind, said in opened.parts.items():
        for alias in DATABASES[kind]:
            off = _off(said.rows[alias], _counted(alias, opened))
            yield verdict(
                f"rows {alias}",
                off,
                f"The tables {', '.join(off)} do not have the rows that the manifest counts.",
                AGAIN,
                f"{sum(said.rows[alias].values())} rows in {len(said.rows[alias])} tables, as the manifest counts.",
            )


def _off(said: copies.Rows, found: copies.Rows) -> list[str]:
    return sorted(name for name in said.keys() | found.keys() if said.get(name) != found.get(name))


def _counted(alias: str, opened: Opened) -> copies.Rows:
    if opened.engine == "sqlite":
        with closing(sqlite3.connect(opened.place / copies.file_of(alias, "sqlite"))) as connection:
            return copies.rows_of_file(connection, alias)
    owner = read(os.environ["TABARA_DATABASE"])
    with servers.entered(owner, owner.of(alias)) as connection:
        return copies.rows_of_server(connection)


def _head(opened: Opened) -> Finding:
    from tabara.access import audit

    said = opened.records.audit
    return verdict(
        "audit head",
        audit.digest_at(said["seq"]) != said["digest"],
        f"The audit chain does not pass through the link {said['seq']} that the manifest names.",
        AGAIN,
        f"The audit chain passes through the link {said['seq']} that the manifest names.",
    )


def _opens(opened: Opened) -> Finding:
    if Kind.KEYS not in opened.parts or opened.genuine is None:
        return Finding(
            "seals", State.WARNING, "No seal was opened: that needs the backup of the keys, and the root key."
        )
    from tabara.protection.intake.queries import seals_that_open

    count: Callable[[int], tuple[int, int]] = seals_that_open
    try:
        tried, broken = count(SAMPLE)
    except sealing.KeyUnavailable as error:
        return Finding("seals", State.PROBLEM, str(error), "Put the root key back.")
    return verdict(
        "seals",
        broken,
        f"{broken} of {tried} sealed identities do not open.",
        "See that the root key is the one of this instance, and take another backup.",
        f"{tried} sealed identities open.",
    )
