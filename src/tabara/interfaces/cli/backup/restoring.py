"""Bring an instance back from its backups: beside the empty place first, and into it when everything is right."""

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from tabara.access.walls.address import ALIASES, Address
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
        owner = _server(opened, folder)
        erasures.find(place, files[-1], named=ledger, no_ledger=no_ledger)
        with trial.placed(opened, servers.passing(owner, "restoring") if owner else None):
            found = _whole(opened)
            number = _with_officers(ask)
            erasures.replay(place)
            _open(opened, folder, owner, number, no_ledger)
        if owner:
            _prepare(folder)
    except OSError as error:
        raise Stop(f"It could not be restored: {error.strerror or error}. Make room, and try again.") from None
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return found


def _refuse_inhabited(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Stop(f"{folder} is not empty. An instance is restored into an empty place only: name a new --home.")


def _server(opened: Opened, folder: Path) -> Address | None:
    """Return the address of the server that the instance goes to; none for SQLite.

    Raises:
        Stop: where the backup is of the other kind, or the databases hold anything.
    """
    owner = servers.known(folder)
    if owner and not os.environ.get(servers.OWNER):
        raise Stop(f"Who may make databases on the server? Name them in {servers.OWNER} for this command alone.")
    if (opened.engine == "sqlite") != (owner is None):
        was = "SQLite" if opened.engine == "sqlite" else "PostgreSQL"
        raise Stop(f"This backup is of {was}. Set {servers.OWNER} for PostgreSQL, and leave it out for SQLite.")
    if owner and (name := servers.full(owner)):
        raise Stop(f"The database {name} is not empty. An instance is restored into empty databases only.")
    return owner


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


def _open(opened: Opened, folder: Path, owner: Address | None, number: object, no_ledger: str) -> None:
    """Put the instance into its place: the last step, and the only one that is seen from outside."""
    from django.db import connections

    connections.close_all()
    erasures.settle(opened.place)
    places.note(opened.place, restored={"at": dt.datetime.now(dt.UTC), "act": number, "without_ledger": no_ledger})
    for file in opened.place.glob("*.sqlite3"):
        making.to_disk(file)
    for alias in ALIASES if owner else ():
        servers.drop(owner, owner.of(alias))  # it is empty or missing: see above
        servers.rename(owner, servers.passing(owner, "restoring").of(alias), owner.of(alias))
    if folder.exists():
        folder.rmdir()  # it is empty: see above
    opened.place.rename(folder)
    making.to_disk(folder.parent)


def _prepare(folder: Path) -> None:
    """Make the roles anew, and set up the walls: a process of its own, which sees the databases under their names."""
    words = [sys.executable, "-m", "tabara.interfaces.cli.main", "database", "prepare", "--home", str(folder)]
    left = ("TABARA_HOME", "TABARA_DATABASE")
    surroundings = {name: value for name, value in os.environ.items() if name not in left}
    if subprocess.run(words, env=surroundings, stdout=sys.stderr, check=False).returncode:  # noqa: S603 - our own command
        raise Stop(f"The instance is back in {folder}, without its walls. Run: tabara database prepare", Exit.FOUND)
