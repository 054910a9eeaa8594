"""Digests: one link of the audit chain, and the fingerprint of a file."""

import hashlib
import hmac
import json
from pathlib import Path
from typing import Any

DIGITS = 5  # of a group, as it is read out


def chain(previous: str, row: dict[str, Any]) -> str:
    """Return the SHA-256 of a row bound to the digest before it, both in hexadecimal."""
    text = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def keyed(key: bytes, content: bytes) -> bytes:
    """Return 32 bytes that only the key can make of the content (HMAC-SHA-256, RFC 2104)."""
    return hmac.digest(key, content, hashlib.sha256)


def same(one: str, other: str) -> bool:
    """Return whether two secret texts are the same, in a time that does not tell where they differ."""
    return hmac.compare_digest(one, other)


def fingerprint(content: bytes | Path) -> str:
    """Return the SHA-256 of bytes or of a file, in hexadecimal."""
    if isinstance(content, bytes):
        return hashlib.sha256(content).hexdigest()
    with content.open("rb") as file:  # of any size
        return hashlib.file_digest(file, "sha256").hexdigest()


def spoken(digest: bytes, groups: int) -> str:
    """Return a digest as two people read it to each other: groups of five digits, about sixteen bits each.

    >>> spoken(bytes(range(40)), 3)
    '09060 60585 12110'
    """
    parts = (digest[at * DIGITS : (at + 1) * DIGITS] for at in range(groups))
    return " ".join(f"{int.from_bytes(part, 'big') % 10**DIGITS:0{DIGITS}}" for part in parts)
