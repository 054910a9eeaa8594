"""Seal what leaves the house to named people, with age (age-encryption.org/v1): only their own key opens it."""

from collections.abc import Sequence
from pathlib import Path

import pyrage
from pyrage import x25519


class BadRecipient(Exception):
    """What was given is not a person's public age key."""


class NotForUs(Exception):
    """The file was sealed to others, or was altered since."""


def seal_to(recipients: Sequence[str], plain: bytes) -> bytes:
    """Return the bytes sealed so that each of the recipients ("age1…") can open them alone.

    Raises:
        BadRecipient: for no recipient, or what is no public key.
    """
    return pyrage.encrypt(plain, _known(recipients))


def seal_file_to(recipients: Sequence[str], source: Path, target: Path) -> None:
    """Seal a file of any size into another."""
    pyrage.encrypt_file(str(source), str(target), _known(recipients))


def open_sealed(identity: str, sealed: bytes) -> bytes:
    """Return what was sealed to the owner of this secret key ("AGE-SECRET-KEY-1…").

    Raises:
        NotForUs: where the key does not open it, or a bit of it changed.
    """
    try:
        return pyrage.decrypt(sealed, [_own(identity)])
    except pyrage.DecryptError:
        raise NotForUs("This file cannot be opened with this key: it was sealed to others, or altered.") from None


def open_file(identity: str, source: Path, target: Path) -> None:
    """Open a sealed file of any size into another."""
    try:
        pyrage.decrypt_file(str(source), str(target), [_own(identity)])
    except pyrage.DecryptError:
        target.unlink(missing_ok=True)
        raise NotForUs(f"{source} cannot be opened with this key: it was sealed to others, or altered.") from None


def new_identity() -> tuple[str, str]:
    """Return a new secret key and its public one."""
    made = x25519.Identity.generate()
    return str(made), str(made.to_public())


def _known(recipients: Sequence[str]) -> list[x25519.Recipient]:
    if not recipients:
        raise BadRecipient("Name at least one recipient by a public key: it begins with age1.")
    found = []
    for one in recipients:
        try:
            found.append(x25519.Recipient.from_str(one.strip()))
        except pyrage.RecipientError:
            raise BadRecipient(f"“{one[:12]}…” is no public key of age. It begins with age1.") from None
    return found


def _own(identity: str) -> x25519.Identity:
    try:
        return x25519.Identity.from_str(identity.strip())
    except pyrage.IdentityError:
        raise NotForUs("This is no secret key of age. It begins with AGE-SECRET-KEY-1.") from None
