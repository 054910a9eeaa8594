"""Is what was laid out whole? The same checks for a trial and before a restored instance opens."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tabara import sealing
from tabara.interfaces.cli import checks, instance
from tabara.interfaces.cli.backup import copies, servers
from tabara.interfaces.cli.backup.opening import Opened
from tabara.interfaces.cli.backup.places import DATABASES, Kind
from tabara.interfaces.cli.checks import Finding, State, verdict
from tabara.interfaces.cli.exits import Stop

SAMPLE = 20  # people whose identity is opened, and shown to nobody
AGAIN = "Take another backup, and find out what happened to this one."


def passing_name() -> str:
    """Return a name for databases that live no longer than this process."""
    return f"{servers.base() or 'tabara'}_trial_{os.getpid()}"


@contextmanager
def placed(opened: Opened, base: str = "") -> Iterator[None]:
    """Let this process work on what was laid out. On PostgreSQL that is restored into databases called after `base`.

    Must come before Django is set up. Those databases are removed where the block fails, and after a trial.
    """
    os.environ["TABARA_HOME"] = str(opened.place)
    os.environ["TABARA_PACK"] = opened.records.pack
    if opened.records.invented is not None:
        os.environ["TABARA_DEMO"] = "1"
    if opened.engine == "sqlite":
        os.environ["TABARA_DATABASE"] = ""
        yield
        return
    _demand_server()
    names = {alias: base if alias == "default" else f"{base}_{alias}" for alias in servers.ALIASES}
    try:
        for alias, name in names.items():
            servers.drop(name)
            servers.create(name)
            if alias in opened.aliases:
                _fill(alias, name, opened.place)
        os.environ["TABARA_DATABASE"] = servers.with_base(servers.address(), base)
        yield
    finally:
        _leave(names.values())


def _demand_server() -> None:
    if not servers.address():
        raise Stop(f"This backup is of PostgreSQL. Name the server and its owner in {servers.OWNER}.")
    os.environ.setdefault(servers.OWNER, servers.address())


def _fill(alias: str, name: str, place: Path) -> None:
    dump = place / copies.file_of(alias, "postgresql")
    words = ["--no-owner", "--exit-on-error", f"--dbname={servers.conninfo(alias, name)}", str(dump)]
    copies.run("pg_restore", *words, about=instance.PARTS[alias])
    dump.unlink()


def _leave(names: object) -> None:
    from django.db import connections

    connections.close_all()
    for name in names:  # type: ignore[attr-defined]  # the databases that still carry their passing names
        servers.drop(name)


def examine(opened: Opened, *, migrate: bool = False) -> Iterator[Finding]:
    """Check everything that can be checked without showing a name to anybody; older records are migrated if asked."""
    yield _mark(opened)
    yield from _rows(opened)
    try:
        instance.set_up(opened.place, with_key=opened.genuine is not None)
        if migrate:
            instance.migrate()
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
    base = servers.unquote(servers.urlsplit(os.environ["TABARA_DATABASE"]).path.strip("/"))
    with servers.connected(alias, base if alias == "default" else f"{base}_{alias}") as connection:
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
