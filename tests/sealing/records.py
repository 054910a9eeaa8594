"""Records with a sealed field, and a process that has just started."""

import uuid

from tabara import sealing
from tabara.sealing import keys
from tabara.sealing.keys import Purpose
from tabara.sealing.root import held


def forget() -> None:
    """Be a process that has just started: it knows no key."""
    held._read.clear()
    held._known.clear()


def a_secret(word: str = "Odette", purpose: Purpose = Purpose.NARRATIVE) -> tuple[uuid.UUID, bytes]:
    """Return a new record with a sealed field."""
    subject = sealing.event()
    keys.create_key(subject, uuid.uuid4(), purpose)
    return subject, keys.seal(subject, purpose, "f", word)
