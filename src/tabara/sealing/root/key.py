"""One root key, the few that are held at the same time, and the text in which they are kept."""

import base64
import binascii
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tabara.sealing import cipher

LENGTH = 32  # bytes: AES-256
COMMENT = "#"


class KeyUnavailable(Exception):
    """The root key cannot be read, so nothing sealed can be opened and nothing new is sealed."""


class RootKey(Protocol):
    """What Tabara asks of a root key. One inside a device answers the same without ever leaving it."""

    @property
    def id(self) -> str:
        """Return the key's name, eight letters that say nothing of it; it stands beside whatever the key wraps."""
        ...

    def wrap(self, inner: bytes) -> bytes:
        """Return a domain key wrapped by this one (RFC 3394)."""
        ...

    def unwrap(self, wrapped: bytes) -> bytes:
        """Return a domain key that this one wrapped."""
        ...

    def derive(self, purpose: str) -> bytes:
        """Return 32 bytes for one purpose, from which the key cannot be found (RFC 5869)."""
        ...


@dataclass(frozen=True, repr=False)
class KeyInMemory:
    """A root key whose 32 bytes this process holds."""

    content: bytes

    @cached_property
    def id(self) -> str:
        """Return the key's name."""
        return self.derive("key id 1")[:4].hex()

    def wrap(self, inner: bytes) -> bytes:
        """Return a domain key wrapped by this one."""
        return cipher.wrap(self.content, inner)

    def unwrap(self, wrapped: bytes) -> bytes:
        """Return a domain key that this one wrapped."""
        return cipher.unwrap(self.content, wrapped)

    def derive(self, purpose: str) -> bytes:
        """Return 32 bytes for one purpose."""
        return derive(self.content, purpose)


@dataclass(frozen=True)
class Ring:
    """The root keys that a provider holds: the current one, and in the course of a rotation the one before it."""

    provider: str
    place: str
    current: RootKey
    previous: RootKey | None = None

    @property
    def keys(self) -> tuple[RootKey, ...]:
        """Return them all, the current one first."""
        return (self.current, self.previous) if self.previous else (self.current,)

    @property
    def ids(self) -> tuple[str, ...]:
        """Return their names."""
        return tuple(key.id for key in self.keys)


def derive(key: bytes, purpose: str) -> bytes:
    """Return 32 bytes for one purpose, from which the key cannot be found (HKDF, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=LENGTH, salt=None, info=purpose.encode()).derive(key)


def written(keys: tuple[bytes, ...], comments: tuple[str, ...] = ()) -> bytes:
    """Return the text that keeps root keys: comments, then a line of base64 for each key, the current one first."""
    lines = [f"{COMMENT} {one}" for one in comments] + [base64.b64encode(key).decode() for key in keys]
    return "".join(f"{line}\n" for line in lines).encode()


def keys_in(text: str) -> tuple[bytes, ...]:
    """Return the keys of such a text.

    Raises:
        KeyUnavailable: where there is none, more than two, or one of another length.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith(COMMENT)]
    try:
        keys = tuple(base64.b64decode(line, validate=True) for line in lines)
    except (binascii.Error, ValueError):
        keys = ()
    if len(keys) not in (1, 2) or any(len(key) != LENGTH for key in keys):
        raise KeyUnavailable("The root key is not 32 bytes in base64; put the original key back.")
    return keys


def comments_in(text: str) -> tuple[str, ...]:
    """Return the comments of such a text: the public keys of the officers to whom it is sealed."""
    return tuple(line[1:].strip() for line in text.splitlines() if line.startswith(COMMENT))
