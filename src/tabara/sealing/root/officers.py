"""The root key sealed to officers with age: any one of them opens it when the server starts."""

import os
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tabara.sealing.recipients import NotForUs, open_sealed, seal_to
from tabara.sealing.root.key import KeyUnavailable, Ring, comments_in, keys_in, written
from tabara.sealing.root.places import look_at, write_private
from tabara.sealing.root.providers import renewed, ring_of

IDENTITY_FILE = "TABARA_ROOT_KEY_IDENTITY_FILE"
_typed: list[str] = []  # the identity that somebody typed into this process, and nowhere else


@dataclass(frozen=True)
class Officers:
    """A file that holds the root key sealed to the public keys of officers; their names in it are those keys."""

    place: Path

    def mark(self) -> Hashable:
        """Return what the disk says of the file."""
        found = look_at(self.place)
        return self.place, found.st_mtime_ns, found.st_size, found.st_ino

    def read(self) -> Ring:
        """Return the keys."""
        return ring_of("officers", str(self.place), keys_in(self._text()))

    def officers(self) -> tuple[str, ...]:
        """Return the public keys of those who can open it."""
        return comments_in(self._text())

    def renew(self) -> None:
        """Seal a new key, above the present one, to the same officers."""
        text = self._text()
        seal_keys(self.place, renewed(keys_in(text)), comments_in(text))

    def retire(self) -> None:
        """Leave only the current key."""
        text = self._text()
        seal_keys(self.place, keys_in(text)[:1], comments_in(text))

    def _text(self) -> str:
        look_at(self.place)
        try:
            return open_sealed(_identity(self.place), self.place.read_bytes()).decode()
        except NotForUs as error:
            raise KeyUnavailable(f"The root key {self.place} stays sealed. {error}") from None


def seal_keys(place: Path, keys: tuple[bytes, ...], officers: Sequence[str]) -> None:
    """Seal root keys to officers.

    Raises:
        BadRecipient: where one of them is no public key.
    """
    write_private(place, seal_to(officers, written(keys, tuple(officers))))


def offer(identity: str) -> None:
    """Take an officer's secret key, typed or piped in, for as long as this process lives."""
    _typed[:] = filter(None, [_secret_in(identity)])


def was_typed() -> bool:
    """Return whether an officer's secret key was typed or piped into this process."""
    return bool(_typed)


def has_identity() -> bool:
    """Return whether this process was given an officer's secret key."""
    return bool(_typed or os.environ.get(IDENTITY_FILE))


def _identity(place: Path) -> str:
    if _typed:
        return _typed[0]
    named = os.environ.get(IDENTITY_FILE)
    if not named:
        raise KeyUnavailable(
            f"The root key {place} is sealed to officers. Name an officer's secret key in {IDENTITY_FILE}, or type it."
        )
    try:
        return _secret_in(Path(named).read_text())
    except OSError:
        raise KeyUnavailable(
            f"The officer's secret key {named} cannot be read. Name another in {IDENTITY_FILE}, or type it."
        ) from None


def _secret_in(text: str) -> str:
    """Return the secret key in a file of age: the line that is no comment."""
    return next((line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
