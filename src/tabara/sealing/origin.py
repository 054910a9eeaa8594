"""The mark by which an instance knows a manifest of its own again: an HMAC under a key derived from its root key."""

import hashlib
import hmac
from pathlib import Path

from tabara.sealing.root import RootKey, key_named, ring


def mark(home: Path, content: bytes) -> str:
    """Return the mark of the instance in `home` under these bytes (HMAC-SHA-256, RFC 2104), behind its key's id."""
    key = ring(home).current
    return f"{key.id}:{_under(key, content)}"


def is_ours(home: Path, content: bytes, marked: str) -> bool | None:
    """Return whether the instance in `home` set this mark under these very bytes; `None` where that key is not held.

    Raises:
        KeyUnavailable: where no root key is held at all.
    """
    number, _, rest = marked.partition(":")
    ring(home)
    key = key_named(home, number)
    return None if key is None else hmac.compare_digest(_under(key, content), rest)


def _under(key: RootKey, content: bytes) -> str:
    return hmac.digest(key.derive("manifests 1"), content, hashlib.sha256).hex()
