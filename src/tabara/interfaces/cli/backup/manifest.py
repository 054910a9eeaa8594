"""What a backup says of itself: counts, digests, the head of the audit chain; and the instance's mark under it."""

import datetime as dt
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from tabara import sealing
from tabara.interfaces.cli.backup.places import Kind
from tabara.interfaces.cli.exits import Stop
from tabara.sealing import origin

FORMAT = 1
NAME = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """What is in a backup."""

    kind: Kind
    instance: str
    pack: str
    engine: str
    made_at: dt.datetime
    migrations: dict[str, list[str]]  # the last of each app, by database
    rows: dict[str, dict[str, int]]  # of each table, by database
    files: dict[str, str]  # the SHA-256 of each
    audit: dict[str, Any] = field(default_factory=dict)  # where the chain ended when the copying began
    invented: dict[str, Any] | None = None  # the note about invented people, where all of them are

    def sealed(self, home: Path) -> bytes:
        """Return the manifest as it lies in the backup, with the mark of the instance in `home` under it."""
        content = json.dumps({"format": FORMAT, **asdict(self)}, indent=1, default=str, sort_keys=True)
        return json.dumps({"manifest": content, "mark": origin.mark(home, content.encode())}).encode()

    @classmethod
    def read(cls, text: bytes) -> tuple[Self, str, str]:
        """Return a manifest, its own text, and the mark under it.

        Raises:
            Stop: where this is no manifest that this version can read.
        """
        try:
            outer = json.loads(text)
            said = json.loads(outer["manifest"])
            if said.pop("format") != FORMAT:
                raise Stop("This backup was made by a newer Tabara. Install that version, and try again.")
            made = dt.datetime.fromisoformat(said.pop("made_at"))
            return cls(kind=Kind(said.pop("kind")), made_at=made, **said), outer["manifest"], outer["mark"]
        except (ValueError, KeyError, TypeError):
            raise Stop("This file holds no backup of Tabara: its manifest cannot be read.") from None


def is_ours(home: Path, text: str, mark: str) -> bool | None:
    """Return whether the instance whose root key is at hand set the mark; `None` where no root key is."""
    try:
        return origin.is_ours(home, text.encode(), mark)
    except sealing.KeyUnavailable:
        return None


def steps(alias: str) -> list[str]:
    """Return the last migration of each app that is applied in a database."""
    from django.db import connections
    from django.db.migrations.recorder import MigrationRecorder

    last: dict[str, str] = {}
    for app, name in MigrationRecorder(connections[alias]).applied_migrations():
        last[app] = max(last.get(app, ""), name)
    return sorted(f"{app}.{name}" for app, name in last.items())
