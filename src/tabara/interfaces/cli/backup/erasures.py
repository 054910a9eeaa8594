"""What was erased after a backup was made is erased again before the restored instance opens."""

import datetime as dt
import os
import shutil
from pathlib import Path

from tabara.interfaces.cli.backup import places
from tabara.interfaces.cli.backup.places import Kind
from tabara.interfaces.cli.exits import Exit, Stop
from tabara.interfaces.cli.output import say
from tabara.sealing.root import ledger_place

WANTED = "Bring the erasure ledger and name it with --ledger, or say with --no-ledger why there is none."


def copy_of_ledger(folder: Path) -> Path:
    """Return where a copy of the newest ledger lies: on the medium of the keys' backups, and in none of them."""
    return places.store(folder, Kind.KEYS) / f"tabara-{places.mark_of(folder)}.erased"


def keep_copy(folder: Path) -> None:
    """Copy the ledger beside the backups of the keys: the newest in the place of the one before."""
    source, target = ledger_place(folder), copy_of_ledger(folder)
    if source.exists():
        passing = target.with_suffix(".copying")
        shutil.copy(source, passing)
        passing.replace(target)


def find(place: Path, keys: Path, *, named: Path | None, no_ledger: str) -> None:
    """Find the ledger that a restore follows, and put it where the instance will look for it.

    It is the one that was named, that of this machine, or the copy beside the backup of the keys: the longest one.

    Raises:
        Stop: where there is none, and nobody said why.
    """
    usual, beside = ledger_place(place), keys.parent / f"tabara-{places.mark_of(place)}.erased"
    if named is not None and not named.is_file():
        raise Stop(f"There is no file {named}. {WANTED}", Exit.USAGE)
    there = [one for one in (named, usual, beside) if one is not None and one.is_file()]
    if not there and not no_ledger:
        raise Stop(f"There is no erasure ledger at {usual}. {WANTED}", Exit.USAGE)
    longest = max(there, key=lambda one: one.stat().st_size, default=usual)
    os.environ["TABARA_ERASURE_LEDGER"] = str(longest)


def replay(place: Path) -> None:
    """Destroy again what the ledger names, and take out of the records and the vault what no key opens any more.

    Raises:
        Stop: where the ledger is not whole, or shorter than the backup remembers it.
    """
    from tabara.protection.intake.operations.again import erase_again
    from tabara.sealing import ledger, shredding

    try:
        gone = shredding.replay(place)
        erase_again(at=dt.datetime.now(dt.UTC))
    except ledger.LedgerBroken as error:
        raise Stop(str(error)) from None
    if gone:
        say(f"Erased again: {gone} keys that were destroyed after the backup was made.")


def settle(place: Path) -> None:
    """Put the ledger that was followed where the instance looks for it from now on."""
    followed = Path(os.environ.pop("TABARA_ERASURE_LEDGER"))
    usual = ledger_place(place)
    if followed.exists() and followed != usual:
        usual.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copy(followed, usual)
        usual.chmod(0o600)
