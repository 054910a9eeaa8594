"""Make backups, try them out at once, and remove the old ones: by command, or every night where the worker may.

What is sealed to the officers cannot be opened by this server afterwards. So that a machine can try every backup out
all the same, it is sealed to one more key, which is made for this run, lives in the memory of this process alone, and
is forgotten with it.
"""

import datetime as dt
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from tabara.interfaces.cli.backup import erasures, making, places, servers
from tabara.interfaces.cli.backup.places import Kind
from tabara.interfaces.cli.exits import Stop
from tabara.interfaces.cli.output import say
from tabara.sealing.recipients import new_identity

KEY = "backup.nightly"
DUE = dt.timedelta(hours=23)
LOOK = 60.0  # seconds between two looks at the clock


def make_and_try(folder: Path, kinds: Sequence[Kind], officers: Sequence[str]) -> bool:
    """Make a backup of each kind, the records first, and try them out. Return whether all is well."""
    secret, public = new_identity()
    made: dict[Kind, Path] = {}
    for kind in kinds:
        now = dt.datetime.now(dt.UTC)
        try:
            made[kind] = making.make(folder, kind, [*officers, public], at=now)
        except Stop as stop:
            say(str(stop))
            continue
        size = made[kind].stat().st_size / 1e3
        say(f"Backup of the {kind}: {made[kind]} ({size:.0f} KB, for {len(officers)} officers)")
        if kind is Kind.KEYS:
            erasures.keep_copy(folder)
        for old in places.prune(folder, kind, at=now):
            say(f"Removed, too old: {old.name}")
    well = Kind.RECORDS not in made or _try_out(folder, list(made.values()), secret)
    return well and len(made) == len(kinds)


def _try_out(folder: Path, files: Sequence[Path], secret: str) -> bool:
    """Let a process of its own restore the backups into a passing place; the key of this run goes by a pipe."""
    words = [sys.executable, "-m", "tabara.interfaces.cli.main", "backup", "--home", str(folder), "--identity", "-"]
    for file in files:
        words += ["--verify", str(file)]
    done = subprocess.run(words, input=secret, stdout=sys.stderr, text=True, check=False)  # noqa: S603 - our own command
    return done.returncode == 0


def may_start(folder: Path) -> bool:
    """Return whether the worker makes the backups here: officers are named, and the databases are files.

    On PostgreSQL the walls keep a server from reading everything: there the owner's own timer makes them.
    """
    return places.recipients_file(folder).is_file() and servers.known(folder) is None


def is_due(folder: Path, *, at: dt.datetime) -> bool:
    """Return whether a day has nearly passed since the last backup of either kind."""
    said = places.notes(folder)
    last = [said.get(kind, {}).get("at") for kind in Kind]
    return any(one is None or at - dt.datetime.fromisoformat(one) > DUE for one in last)


def watch(folder: Path) -> None:
    """Ask for a backup whenever one is due, from a thread beside the worker, as long as the process lives."""

    def look() -> None:
        from django.db import DatabaseError, connections

        pause = threading.Event()
        while not pause.wait(LOOK):
            try:
                ask(folder, at=dt.datetime.now(dt.UTC))
            except (DatabaseError, OSError):
                continue  # the next minute comes; doctor warns where no backup does
            finally:
                connections.close_all()

    if may_start(folder):
        threading.Thread(target=look, name="nightly backup", daemon=True).start()


def ask(folder: Path, *, at: dt.datetime) -> bool:
    """Hand the night's backup over as a job where it is due; return whether it was. However many ask, it is one job."""
    if not is_due(folder, at=at):
        return False
    from tabara import jobs
    from tabara.interfaces.cli.backup.job import make_backups

    jobs.enqueue(make_backups, key=KEY, again=True, home=str(folder))
    return True
