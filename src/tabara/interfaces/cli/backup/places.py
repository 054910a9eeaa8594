"""Where backups lie, to whom they are sealed, which of them are too old, and what was noted of the last ones."""

import datetime as dt
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any

from tabara.interfaces.cli.exits import Exit, Stop

NOTE = "backups.json"
KEYS_KEPT = dt.timedelta(days=35)  # an erased person stays erased: the copies of their key are gone by then
DAILY, WEEKLY, MONTHLY = dt.timedelta(days=14), dt.timedelta(days=70), dt.timedelta(days=400)
NAME = re.compile(r"tabara-(?P<mark>\w+)-(?P<kind>records|keys)-(?P<at>\d{8}T\d{6}Z)\.age")
AT = "%Y%m%dT%H%M%SZ"


class Kind(StrEnum):
    """What a backup holds: everything but the keys, or the keys alone."""

    RECORDS = "records"
    KEYS = "keys"


DATABASES = {Kind.RECORDS: ("default", "vault"), Kind.KEYS: ("keys",)}


def config() -> Path:
    """Return the folder that holds what belongs to the instance and must not lie with its data."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "tabara"


def mark_of(folder: Path) -> str:
    """Return the instance's own mark."""
    return (folder / "instance").read_text().strip()


def store(folder: Path, kind: Kind) -> Path:
    """Return the folder that backups of a kind are put into: never one and the same for both."""
    if kind is Kind.RECORDS:
        return Path(os.environ.get("TABARA_BACKUPS") or folder / "backups").expanduser().absolute()
    named = os.environ.get("TABARA_KEY_BACKUPS")
    return Path(named or config() / f"{mark_of(folder)}.key-backups").expanduser().absolute()


def ready(folder: Path, kind: Kind) -> Path:
    """Return the folder for backups of a kind, there and closed to others.

    Raises:
        Stop: where the folder that was named is not there (a medium that is not plugged in), or is that of the others.
    """
    place, setting = store(folder, kind), "TABARA_BACKUPS" if kind is Kind.RECORDS else "TABARA_KEY_BACKUPS"
    if os.environ.get(setting) and not place.is_dir():
        raise Stop(f"There is no folder {place} for the backups of the {kind}. Plug the medium in, or make the folder.")
    if store(folder, Kind.RECORDS).resolve() == store(folder, Kind.KEYS).resolve():
        raise Stop("The backups of the keys must not lie with those of the records. Correct TABARA_KEY_BACKUPS.")
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Stop(f"The folder {place} cannot be made: {error.strerror}. Correct {setting}.") from None
    return place


def recipients_file(folder: Path) -> Path:
    """Return the file that names the officers to whom backups are sealed, a public key on each line."""
    named = os.environ.get("TABARA_BACKUP_RECIPIENTS")
    return Path(named).expanduser() if named else config() / f"{mark_of(folder)}.recipients"


def recipients(folder: Path, named: Sequence[str] = ()) -> list[str]:
    """Return the public keys of the officers: those named on the command line, or those of the file.

    Raises:
        Stop: where there is none.
    """
    if named:
        return list(named)
    place = recipients_file(folder)
    lines = place.read_text().splitlines() if place.is_file() else []
    found = [words[0] for line in lines if (words := line.split("#")[0].split())]
    if not found:
        raise Stop(
            f"To whom is it sealed? Write the officers’ public keys (age1…) into {place}, or name each with --to."
        )
    return found


def file_name(folder: Path, kind: Kind, at: dt.datetime) -> str:
    """Return the name of a backup made at that instant."""
    return f"tabara-{mark_of(folder)}-{kind}-{at.astimezone(dt.UTC).strftime(AT)}.age"


def made_at(file: Path) -> dt.datetime:
    """Return when a backup was made, as its name says."""
    found = NAME.fullmatch(file.name)
    if found is None:
        raise ValueError(file.name)
    return dt.datetime.strptime(found["at"], AT).replace(tzinfo=dt.UTC)


def kept(folder: Path, kind: Kind) -> list[Path]:
    """Return the instance's own backups of a kind, the oldest first."""
    found = ((one, NAME.fullmatch(one.name)) for one in store(folder, kind).glob("tabara-*.age"))
    return sorted(one for one, name in found if name and (name["mark"], name["kind"]) == (mark_of(folder), kind))


def prune(folder: Path, kind: Kind, *, at: dt.datetime) -> list[Path]:
    """Remove the backups that the rule no longer keeps; return them. The newest records always stay; old keys never."""
    files = kept(folder, kind)
    keep = set(_to_keep(files, kind, at)) | (set(files[-1:]) if kind is Kind.RECORDS else set())
    gone = [one for one in files if one not in keep]
    for one in gone:
        one.unlink()
    return gone


def _to_keep(files: Sequence[Path], kind: Kind, at: dt.datetime) -> Iterator[Path]:
    """Give every backup of two weeks, then the first of each week, then of each month; keys of 35 days, none older."""
    seen: set[object] = set()
    for one in files:
        made = made_at(one)
        age = at - made
        if kind is Kind.KEYS:
            if age <= KEYS_KEPT:
                yield one
            continue
        span: object = made
        if age > DAILY:
            span = made.isocalendar()[:2] if age <= WEEKLY else (made.year, made.month, "month")
        if age <= MONTHLY and span not in seen:
            yield one
        seen.add(span)


def notes(folder: Path) -> dict[str, Any]:
    """Return what was noted of the last backups and of the last trial."""
    place = folder / NOTE
    return json.loads(place.read_text()) if place.exists() else {}


def note(folder: Path, **said: Any) -> None:
    """Note something of a backup or a trial; all of it, or what stood there before."""
    whole = {**notes(folder), **said}
    passing = folder / f"{NOTE}.new"
    passing.write_text(json.dumps(whole, indent=2, default=str) + "\n")
    passing.replace(folder / NOTE)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let only one backup of the instance be made at a time; the kernel ends the hold with the process.

    Raises:
        Stop: where one is being made.
    """
    import fcntl

    handle = os.open(folder / "backup.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Stop("A backup is being made at the moment. Wait until it has ended.", Exit.FOUND) from None
        yield
    finally:
        os.close(handle)
