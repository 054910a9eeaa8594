"""The root key: where it is kept, and what is derived from it."""

import base64
import os
import secrets
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LENGTH = 32  # bytes: AES-256


class KeyUnavailable(Exception):
    """The root key cannot be read, so nothing sealed can be opened and nothing new is sealed."""


def root_key_place(home: Path) -> Path:
    """Return the file that holds the root key of the instance in `home`: never inside that folder."""
    named = os.environ.get("TABARA_ROOT_KEY_FILE")
    if named:
        return Path(named)
    config = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    mark = home / "instance"
    instance = mark.read_text().strip() if mark.exists() else "unknown"
    return config / "tabara" / f"{instance}.key"


def create_root_key(home: Path) -> Path:
    """Make the instance's root key where it has none; return its place. The file is readable by its owner only."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    mark = home / "instance"
    if not mark.exists():
        mark.write_text(secrets.token_hex(8) + "\n")
    place = root_key_place(home)
    if not place.exists() and "TABARA_ROOT_KEY" not in os.environ:
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(base64.b64encode(secrets.token_bytes(LENGTH)) + b"\n")
            file.flush()
            os.fsync(file.fileno())  # on the disk before anything that it seals is
    root_key.cache_clear()
    return place


@lru_cache(maxsize=4)
def root_key(home: Path) -> bytes:
    """Return the 32 bytes of the root key.

    Raises:
        KeyUnavailable: where it is missing, of the wrong length, or readable by others.
    """
    text = os.environ.get("TABARA_ROOT_KEY", "")
    if not text:
        text = _read(root_key_place(home))
    try:
        key = base64.b64decode(text, validate=True)
    except ValueError:
        key = b""
    if len(key) != LENGTH:
        raise KeyUnavailable("The root key is not 32 bytes in base64; put the original key file back.")
    return key


def _read(place: Path) -> str:
    if not place.exists():
        raise KeyUnavailable(
            f"The root key {place} is missing; put it back, or name its place in TABARA_ROOT_KEY_FILE."
        )
    if place.stat().st_mode & 0o077:
        raise KeyUnavailable(f"The root key {place} can be read by others; run: chmod 600 {place}")
    return place.read_text().strip()


def derive(key: bytes, purpose: str) -> bytes:
    """Return 32 bytes for one purpose, from which the key cannot be found (HKDF, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=LENGTH, salt=None, info=purpose.encode()).derive(key)


def secret_for(purpose: str, home: Path) -> str:
    """Return a secret text derived from the root key, or a passing one where no instance has been made yet."""
    try:
        return derive(root_key(home), purpose).hex()
    except KeyUnavailable:
        return secrets.token_hex(LENGTH)
