"""Where an instance keeps what must lie outside its data: the root key, and the ledger of what was erased."""

import os
import secrets
from functools import lru_cache
from pathlib import Path

from tabara.sealing.root.key import KeyUnavailable

SEALED = ".age"


def root_key_place(home: Path) -> Path:
    """Return the file that holds the root key of the instance in `home`: never inside that folder."""
    named = os.environ.get("TABARA_ROOT_KEY_FILE")
    return Path(named.removesuffix(SEALED)) if named else _beside(home, ".key")


def sealed_key_place(home: Path) -> Path:
    """Return the file that holds the root key sealed to officers."""
    place = root_key_place(home)
    return place.with_name(place.name + SEALED)


def ledger_place(home: Path) -> Path:
    """Return the file that remembers what was erased: outside the data, and never part of its backups."""
    named = os.environ.get("TABARA_ERASURE_LEDGER")
    return Path(named) if named else _beside(home, ".erased")


def mark_instance(home: Path) -> None:
    """Give the instance in `home` a name of its own, where it has none."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    mark = home / "instance"
    if not mark.exists():
        mark.write_text(secrets.token_hex(8) + "\n")


def _beside(home: Path, ending: str) -> Path:
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return config / "tabara" / f"{_instance(home) if (home / 'instance').exists() else 'unknown'}{ending}"


@lru_cache(maxsize=64)
def _instance(home: Path) -> str:
    return (home / "instance").read_text().strip()


def read_private(place: Path) -> str:
    """Return the text of a file that only its owner can read.

    Raises:
        KeyUnavailable: where it is missing, or others can read it.
    """
    look_at(place)
    return place.read_text()


def look_at(place: Path) -> os.stat_result:
    """Return what the disk says of a file that only its owner can read.

    Raises:
        KeyUnavailable: where it is missing, or others can read it.
    """
    try:
        found = place.stat()
    except OSError:
        raise KeyUnavailable(
            f"The root key {place} is missing; put it back, or name its place in TABARA_ROOT_KEY_FILE."
        ) from None
    if found.st_mode & 0o077:
        raise KeyUnavailable(f"The root key {place} can be read by others; run: chmod 600 {place}")
    return found


def write_private(place: Path, content: bytes) -> None:
    """Put a file in place in one step, on the disk before this returns, readable by its owner only."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = place.with_name(f"{place.name}.{secrets.token_hex(4)}.new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)  # where a full disk, a folder of that name or Ctrl-C came between
    settle(place.parent)


def settle(folder: Path) -> None:
    """Wait until the disk knows the names in a folder as they are now."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def append_private(place: Path, line: bytes) -> None:
    """Add a line to a file, on the disk before this returns; what a crash tore off is cut away first."""
    new = not place.exists()
    handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as file:
        whole = file.read()
        end = whole.rfind(b"\n") + 1
        file.truncate(end)
        file.seek(end)
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    if new:
        settle(place.parent)
