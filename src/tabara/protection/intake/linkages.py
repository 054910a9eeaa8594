"""Reads of a linkage for whoever links: which pairs wait for a person, as numbers; no name is opened here."""

import uuid
from dataclasses import dataclass

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.models import Member
from tabara.access.speaking import for_everybody
from tabara.vault import linking
from tabara.vault.models import LinkedPair


@dataclass(frozen=True)
class Queue:
    """What waits in a linkage for a person to look at, the likeliest first, and what was said so far."""

    waiting: tuple[LinkedPair, ...]
    answered: tuple[LinkedPair, ...]


def queue(*, by: Member, run: uuid.UUID) -> Queue:
    """Return the pairs of a linkage that a person looks at; those that nobody has, first."""
    if not by.may(Permission.LINKAGE_DECIDE):
        raise NotAllowed
    with for_everybody():
        found = [one for one in linking.pairs(run) if one.to_decide]
    return Queue(tuple(one for one in found if not one.answer), tuple(one for one in found if one.answer))


def is_drawn(*, by: Member, run: uuid.UUID) -> bool:
    """Return whether the lists of a linkage are drawn up, and not forgotten yet."""
    if not by.may(Permission.LINKAGE_RUN):
        raise NotAllowed
    with for_everybody():
        return bool(linking.listed(run))
