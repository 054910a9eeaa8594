"""Passwords: how they are hashed, how many at once, and which are good enough."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member

LEAST, LEAST_OF_AN_ADMINISTRATOR = 12, 15
_places = threading.BoundedSemaphore(settings.HASHES_AT_ONCE)


class Busy(Refused):
    """So many passwords are being checked that this one would wait too long; nothing was done."""

    def __init__(self) -> None:
        super().__init__(_("Many people are signing in at this moment. Wait half a minute, then try again."))


@contextmanager
def _place() -> Iterator[None]:
    """Wait for one of the few places where a password is hashed: each takes 64 MB and a core for a third of a second.

    Raises:
        Busy: where none is free in time.
    """
    if not _places.acquire(timeout=settings.HASH_PATIENCE):
        raise Busy
    try:
        yield
    finally:
        _places.release()


class Argon2(Argon2PasswordHasher):
    """Argon2id with 64 MiB, six passes and one lane: 0.3 s on a quiet machine (docs/adr/0046)."""

    memory_cost = 65536
    time_cost = 6
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        """Return the hash, once there is a place to make it."""
        with _place():
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        """Return whether the password belongs to the hash, once there is a place to find out."""
        with _place():
            return super().verify(password, encoded)


@cache
def nobodys() -> str:
    """Return the hash of a password that nobody has: to be checked where there is no account, in the same time."""
    return make_password(sealing.code(20))


def knows(member: Member | None, password: str) -> bool:
    """Return whether this is the active member's password; one hash is made for whoever is asked about."""
    stand_in = nobodys()
    real = member if member is not None and member.is_active and member.has_usable_password() else None
    right = check_password(password, real.password if real else stand_in)
    return right and real is not None


def least(member: Member) -> int:
    """Return how long the member's password must be."""
    return LEAST_OF_AN_ADMINISTRATOR if member.may(Permission.MEMBER_MANAGE) else LEAST


def demand_good(password: str, member: Member) -> None:
    """Refuse a password that is short, common, or made of the member's own name.

    Raises:
        Refused: with the reason.
    """
    if len(password) < least(member):
        raise Refused(_("Choose a password of at least %(least)s characters.") % {"least": least(member)}, "password")
    try:
        validate_password(password, member)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), "password") from None
