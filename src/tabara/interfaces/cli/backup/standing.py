"""What `tabara doctor` says of backups, and of whether what was acknowledged is on the disk."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from tabara.interfaces.cli import instance
from tabara.interfaces.cli.backup import places
from tabara.interfaces.cli.backup.places import Kind
from tabara.interfaces.cli.checks import Finding, State, verdict

LATE, UNTRIED = dt.timedelta(hours=26), dt.timedelta(hours=48)


def backups(folder: Path, at: dt.datetime) -> Iterator[Finding]:
    """Check that backups are made, tried out, apart from the data, and that no old keys lie about."""
    if instance.invented(folder) is not None:
        yield Finding("backups", State.OK, "Invented people need no backup.")
        return
    said = places.notes(folder)
    for kind in Kind:
        yield _made(kind, said.get(kind, {}).get("at"), at)
    yield _tried(said.get("tried", {}), at)
    yield _apart(folder)
    yield _old_keys(folder, at)


def _made(kind: Kind, last: str | None, at: dt.datetime) -> Finding:
    late = last is None or at - dt.datetime.fromisoformat(last) > LATE
    when = f"on {last[:16].replace('T', ' ')} UTC" if last else "never"
    return verdict(
        f"backup {kind}",
        late,
        f"The last backup of the {kind} was made {when}.",
        "tabara backup",
        f"The last backup of the {kind} was made {when}.",
        State.WARNING,
    )


def _tried(last: dict[str, object], at: dt.datetime) -> Finding:
    if last and not last["good"]:
        return Finding(
            "restore test", State.PROBLEM, "The last backup that was tried out is not whole.", "tabara backup"
        )
    late = not last or at - dt.datetime.fromisoformat(str(last["at"])) > UNTRIED
    return verdict(
        "restore test",
        late,
        "No backup was tried out in the last 48 hours.",
        "tabara backup",
        "The last backup was restored into a passing place, and is whole.",
        State.WARNING,
    )


def _apart(folder: Path) -> Finding:
    """Compare the disks: a backup beside the data is lost with them."""
    beside = [kind for kind in Kind if (place := places.store(folder, kind)).is_dir() and _disk(place) == _disk(folder)]
    return verdict(
        "backup place",
        beside,
        f"The backups of {' and '.join(f'the {kind}' for kind in beside)} lie on the disk of the instance itself.",
        "Name other disks in TABARA_BACKUPS and TABARA_KEY_BACKUPS, or copy the files elsewhere every day.",
        "The backups do not lie on the disk of the instance.",
        State.WARNING,
    )


def _disk(place: Path) -> int:
    return place.stat().st_dev


def _old_keys(folder: Path, at: dt.datetime) -> Finding:
    old = [one for one in places.kept(folder, Kind.KEYS) if at - places.made_at(one) > places.KEYS_KEPT]
    return verdict(
        "old keys",
        old,
        f"{len(old)} backups of the keys are older than 35 days: whoever was erased meanwhile is not erased in them.",
        "tabara backup --keys",
        "No backup of the keys is older than 35 days.",
        State.WARNING,
    )


def commits_reach_the_disk() -> Finding:
    """Check that the database answers only after what it was told is on the disk."""
    from django.db import connections

    loose = []
    for alias in instance.PARTS:
        with connections[alias].cursor() as cursor:
            if connections[alias].vendor == "sqlite":
                cursor.execute("PRAGMA synchronous")
                loose += [] if cursor.fetchone()[0] >= FULL else [f"synchronous of {alias}"]
                continue
            for setting in ("synchronous_commit", "fsync", "full_page_writes"):
                cursor.execute("SELECT current_setting(%s)", [setting])
                loose += [setting] if cursor.fetchone()[0] == "off" else []
    return verdict(
        "disk",
        loose,
        f"A power cut could lose what was acknowledged: {', '.join(sorted(set(loose)))} is off.",
        "Turn it on in the configuration of the database server.",
        "What is acknowledged is on the disk.",
    )


FULL = 2  # PRAGMA synchronous
