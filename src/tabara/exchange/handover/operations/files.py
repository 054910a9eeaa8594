"""The files that are carried: what all of them say of who writes to whom, and a name that says nothing of anybody."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tabara.access.models import Agency
from tabara.exchange.handover.letter import Kind, Letter, Recipient, Sender, write
from tabara.exchange.handover.queries import ourselves
from tabara.protection.handover.models import Partner

LETTERS = 8  # of a number, in the name of a file


@dataclass(frozen=True)
class LetterFile:
    """A file to carry to a partner; only its instance opens it."""

    name: str
    content: bytes


def named(kind: Kind, number: uuid.UUID) -> str:
    """Return the name of a file: what it is, and the end of its number, so that two are not mixed up."""
    return f"tabara-{kind}-{number.hex[-LETTERS:]}.age"


def letter(
    kind: Kind,
    *,
    number: uuid.UUID,
    by: Agency,
    to: Partner,
    at: dt.datetime,
    told: Mapping[str, Any],
    about: uuid.UUID | None = None,
    expires_at: dt.datetime | None = None,
) -> LetterFile:
    """Return a letter of an agency of this instance to a partner, as a file."""
    us = ourselves()
    sender = Sender(us.instance, us.country, by.name, us.signs_with)
    recipient = Recipient(to.agency.name, to.agency.country, to.seals_to)
    whole = Letter(kind, number, at, sender, recipient, told, about, expires_at)
    return LetterFile(named(kind, number), write(whole))
