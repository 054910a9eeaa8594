"""Where an instance lives: its folder, its databases and the place of its root key."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

ALIASES = ("default", "vault", "keys")
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
    """Return the settings of the three databases: PostgreSQL where `TABARA_DATABASE` names one, else SQLite."""
    address = os.environ.get("TABARA_DATABASE", "")
    return {alias: _postgresql(address, alias) if address else _sqlite(home, alias) for alias in ALIASES}


def _sqlite(home: Path, alias: str) -> dict[str, object]:
    name = "tabara" if alias == "default" else alias
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": home / f"{name}.sqlite3",
        "CONN_MAX_AGE": None,
        # Immediate transactions: a read that becomes a write would else fail with "database is locked".
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
    }


def _postgresql(address: str, alias: str) -> dict[str, object]:
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise SystemExit(
            "TABARA_DATABASE must look like postgresql://user:password@host:5432/name; correct it and start again."
        )
    name = unquote(parts.path.strip("/"))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name if alias == "default" else f"{name}_{alias}",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        # Whatever the server's configuration says: what is answered as done is on its disk.
        "OPTIONS": {"pool": False, "options": "-c synchronous_commit=on"},
    }
