"""The mark by which an instance knows a manifest of its own again: an HMAC under a key derived from its root key."""

import hashlib
import hmac
from pathlib import Path

from tabara.sealing.root import derive, root_key


def mark(home: Path, content: bytes) -> str:
    """Return the mark of the instance in `home` under these bytes (HMAC-SHA-256, RFC 2104), in hexadecimal."""
    return hmac.digest(derive(root_key(home), "manifests 1"), content, hashlib.sha256).hex()


def is_ours(home: Path, content: bytes, marked: str) -> bool:
    """Return whether the instance in `home` set this mark under these very bytes."""
    return hmac.compare_digest(mark(home, content), marked)
