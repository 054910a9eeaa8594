"""Bring an instance back from its backups: beside the empty place first, and into it when everything is right."""

import datetime as dt
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from tabara.interfaces.cli.backup import erasures, making, opening, places, servers, trial
from tabara.interfaces.cli.backup.opening import Opened
from tabara.interfaces.cli.checks import Finding, State
from tabara.interfaces.cli.exits import Exit, Stop
from tabara.interfaces.cli.output import say

Ask = Callable[[str], tuple[str, str]]
ORDINALS = ("first", "second")


def restore(
    folder: Path, files: Sequence[Path], secret: str, *, ledger: Path | None, no_ledger: str, ask: Ask
) -> list[Finding]:
    """Restore the instance into an empty place, from the records and the keys; return what was checked.

    Raises:
        Stop: where the place is not empty, a backup is not whole, an officer is missing, or the ledger cannot be
            replayed. Then nothing was written.
    """
    _refuse_inhabited(folder)
    place = folder.with_name(f"{folder.name}.restoring")
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(mode=0o700, parents=True)
    try:
        opened = opening.unseal(files, secret, place)
        if opened.genuine is None:
            raise Stop("The root key of this instance is not here. Put it back where it was, and try again.")
        _refuse_full_server(opened)
        erasures.find(place, files[-1], named=ledger, no_ledger=no_ledger)
        with trial.placed(opened, f"{servers.base()}_restoring"):
            found = _whole(opened)
            number = _with_officers(ask)
            erasures.replay(place)
            _open(opened, folder, number, no_ledger)
    except OSError as error:
        raise Stop(f"It could not be restored: {error.strerror or error}. Make room, and try again.") from None
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return found


def _refuse_inhabited(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Stop(f"{folder} is not empty. An instance is restored into an empty place only: name a new --home.")


def _refuse_full_server(opened: Opened) -> None:
    """Refuse a server whose databases hold anything, and one that was not asked for."""
    if (opened.engine == "sqlite") != (not servers.address()):
        was = "SQLite" if opened.engine == "sqlite" else "PostgreSQL"
        raise Stop(f"This backup is of {was}. Set TABARA_DATABASE for PostgreSQL, and leave it out for SQLite.")
    if opened.engine == "sqlite":
        return
    for alias in servers.ALIASES:
        name = servers.database(alias)
        if servers.exists(name) and servers.tables(name):
            raise Stop(f"The database {name} is not empty. An instance is restored into empty databases only.")


def _whole(opened: Opened) -> list[Finding]:
    """Bring it up to this version, and check everything."""
    found = list(trial.examine(opened, migrate=True))
    if bad := next((one for one in found if one.state is State.PROBLEM), None):
        raise Stop(f"This backup is not whole: {bad.sentence} {bad.remedy}")
    return found


def _with_officers(ask: Ask) -> object:
    """Let two officers of the instance prove themselves, and put that on record; return the number of the act."""
    from tabara.access import returning
    from tabara.access.errors import Refused

    wanted = returning.needed()
    if wanted < len(ORDINALS):
        say(f"This instance has {wanted} members who could prove themselves; the record says so.")
    try:
        officers = [returning.proved(*ask(ordinal)) for ordinal in ORDINALS[:wanted]]
        return returning.bring_back(officers, at=dt.datetime.now(dt.UTC))
    except Refused as refusal:
        raise Stop(refusal.message, Exit.USAGE) from None


def _open(opened: Opened, folder: Path, number: object, no_ledger: str) -> None:
    """Put the instance into its place: the last step, and the only one that is seen from outside."""
    from django.db import connections

    connections.close_all()
    erasures.settle(opened.place)
    places.note(opened.place, restored={"at": dt.datetime.now(dt.UTC), "act": number, "without_ledger": no_ledger})
    if opened.engine == "sqlite":
        for file in opened.place.glob("*.sqlite3"):
            making.to_disk(file)
    else:
        _name_databases()
    if folder.exists():
        folder.rmdir()  # it is empty: see above
    opened.place.rename(folder)
    making.to_disk(folder.parent)


def _name_databases() -> None:
    for alias in servers.ALIASES:
        final = servers.database(alias)
        passing = final.replace(servers.base(), f"{servers.base()}_restoring", 1)
        servers.drop(final)  # it is empty or missing: see above
        servers.rename(passing, final)
