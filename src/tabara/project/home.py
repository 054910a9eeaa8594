"""Where an instance lives: its folder, its databases and the place of its root key."""

import os
from pathlib import Path

from tabara.access.walls import address
from tabara.access.walls.address import ALIASES, Address

SQLITE_START = (
    "PRAGMA auto_vacuum=FULL; "  # first, while a new database has no page yet: what is deleted leaves the file
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA secure_delete=ON; PRAGMA cache_size=-64000; PRAGMA mmap_size=268435456;"
)


def folder() -> Path:
    """Return the folder of the embedded instance: `TABARA_HOME`, or `.tabara` where the command stands."""
    return Path(os.environ.get("TABARA_HOME", ".tabara")).expanduser().absolute()


def is_invented(home: Path) -> bool:
    """Return whether the instance was filled with invented people: only then is there the note about them."""
    return (home / "invented.json").exists()


def databases(home: Path) -> dict[str, dict[str, object]]:
    """Return the settings of the three databases: PostgreSQL where `TABARA_DATABASE` names one, else SQLite.

    On PostgreSQL the mart reads by a connection of its own. The owner's address is never among them.
    """
    server, report = address.given(address.SERVER, home), address.given(address.REPORT, home)
    if server is None:
        return {alias: _sqlite(home, alias) for alias in ALIASES}
    found = {alias: _postgresql(server, alias) for alias in ALIASES}
    return found | ({"report": _postgresql(report, "report")} if report else {})


def _sqlite(home: Path, alias: str) -> dict[str, object]:
    name = "tabara" if alias == "default" else alias
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / f"{name}.sqlite3",
        "CONN_MAX_AGE": None,
        # Immediate transactions: a read that becomes a write would else fail with "database is locked".
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
    }


def _postgresql(entry: Address, alias: str) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": entry.of(alias),
        "USER": entry.user,
        "PASSWORD": entry.password,
        "HOST": entry.host,
        "PORT": entry.port,
        "CONN_MAX_AGE": None,
        # Whatever the server's configuration says: what is answered as done is on its disk.
        "OPTIONS": {"pool": False, "options": "-c synchronous_commit=on"} | entry.secured(),
    }
