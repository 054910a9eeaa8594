"""Numbers nobody can guess."""

import secrets
import uuid

import uuid_utils

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O 1 I L: read over a telephone, written by hand


def event() -> uuid.UUID:
    """Return a new act's own number (UUIDv7, RFC 9562), in the order of time."""
    return uuid.UUID(int=uuid_utils.uuid7().int)


def code(length: int = 6) -> str:
    """Return a random short code that a person can read aloud; 31**6 is about 887 million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def number() -> int:
    """Return a random positive 62-bit number: a row's permanent key in the statistics, which says nothing else."""
    return secrets.randbits(62)
