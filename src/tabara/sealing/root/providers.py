"""Where root keys come from. A device or a key server is one more class with these five methods."""

import os
import secrets
from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tabara.sealing.root.key import LENGTH, KeyInMemory, Ring, keys_in, written
from tabara.sealing.root.places import look_at, read_private, write_private


class CannotChange(Exception):
    """The provider's keys are changed elsewhere; the sentence says where."""


class Provider(Protocol):
    """What holds the root key of an instance."""

    def mark(self) -> Hashable:
        """Return something that differs whenever the keys may have changed: it is asked before every use.

        Raises:
            KeyUnavailable: where they cannot be had any more.
        """
        ...

    def read(self) -> Ring:
        """Return the keys.

        Raises:
            KeyUnavailable: where they cannot be had.
        """
        ...

    def renew(self) -> None:
        """Make a new key the current one, and keep the one before it; both are on the disk before this returns.

        Raises:
            CannotChange: where only a person can.
        """
        ...

    def retire(self) -> None:
        """Forget the key before the current one.

        Raises:
            CannotChange: where only a person can.
        """
        ...


@dataclass(frozen=True)
class Environment:
    """The key in `TABARA_ROOT_KEY`, and in the course of a rotation the one before it in `TABARA_ROOT_KEY_PREVIOUS`."""

    text: str
    before: str = ""

    def mark(self) -> Hashable:
        """Return the texts themselves."""
        return self.text, self.before

    def read(self) -> Ring:
        """Return the keys."""
        keys = keys_in(f"{self.text}\n{self.before}")
        return ring_of("environment", "TABARA_ROOT_KEY", keys)

    def renew(self) -> None:
        """Refuse: no command can change the surroundings of other processes."""
        raise CannotChange(
            "The root key comes from the environment. Start everything anew with a new key in TABARA_ROOT_KEY (32 "
            "bytes in base64) and the present one in TABARA_ROOT_KEY_PREVIOUS, then run this again."
        )

    def retire(self) -> None:
        """Refuse: no command can change the surroundings of other processes."""
        raise CannotChange("Nothing needs the key before it any more: take TABARA_ROOT_KEY_PREVIOUS away.")


@dataclass(frozen=True)
class KeyFile:
    """A file of mode 0600 outside the data."""

    place: Path

    def mark(self) -> Hashable:
        """Return what the disk says of the file; a stick that was pulled out is noticed here."""
        found = look_at(self.place)
        return self.place, found.st_mtime_ns, found.st_size, found.st_ino

    def read(self) -> Ring:
        """Return the keys."""
        return ring_of("file", str(self.place), keys_in(read_private(self.place)))

    def renew(self) -> None:
        """Write a new key above the present one."""
        write_private(self.place, written(renewed(keys_in(read_private(self.place)))))

    def retire(self) -> None:
        """Leave only the current key."""
        write_private(self.place, written(keys_in(read_private(self.place))[:1]))


def ring_of(provider: str, place: str, keys: tuple[bytes, ...]) -> Ring:
    """Return keys held in memory as a ring."""
    current, *before = (KeyInMemory(key) for key in keys)
    return Ring(provider, place, current, before[0] if before else None)


def renewed(keys: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """Return a new key and the present one.

    Raises:
        CannotChange: in the middle of a rotation, where the key before the present one may still be needed.
    """
    if len(keys) > 1:
        raise CannotChange("A rotation is under way: the key before the current one has not been retired yet.")
    return secrets.token_bytes(LENGTH), keys[0]


def from_environment() -> Environment | None:
    """Return the provider that the environment names, if any."""
    text = os.environ.get("TABARA_ROOT_KEY", "")
    return Environment(text, os.environ.get("TABARA_ROOT_KEY_PREVIOUS", "")) if text else None
