"""In whose name this process speaks to the databases at the moment; PostgreSQL is told in every transaction."""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

from tabara.access.enums import Permission
from tabara.access.models import Member

Numbers = frozenset[uuid.UUID]


@dataclass(frozen=True)
class Speech:
    """What the databases are told: who asks, under which numbers cases are listed for them, whose vault they open."""

    member: uuid.UUID | None = None
    principals: Numbers = frozenset()
    agencies: Numbers = frozenset()
    persons: Numbers = frozenset()  # besides those of the agencies: intake has asked whether they may be opened
    everything: bool = False  # what looks after the whole instance

    def told(self) -> tuple[str, ...]:
        """Return it as PostgreSQL reads it: a number, three arrays of numbers, and a yes where it is everything."""
        lists = ("{" + ",".join(map(str, one)) + "}" for one in (self.principals, self.agencies, self.persons))
        return str(self.member or ""), *lists, "yes" if self.everything else ""


NOBODY = Speech()
_speaker: ContextVar[Member | None] = ContextVar("speaker", default=None)
_speech: ContextVar[Speech] = ContextVar("speech", default=NOBODY)


def speaker() -> Member | None:
    """Return the member in whose name the databases are asked; `None` where nobody asks."""
    return _speaker.get()


def speech() -> Speech:
    """Return what the databases are to be told."""
    return _speech.get()


@contextmanager
def speaking_for(by: Member | None) -> Iterator[None]:
    """Ask the databases in this member's name inside the block. What was let in besides, for the same member, stays."""
    before = _speaker.get()
    if before is not None and by is not None and before.pk == by.pk:
        yield
        return
    was = _speaker.set(by)
    try:
        with _saying(speech_of(by) if by else NOBODY):
            yield
    finally:
        _speaker.reset(was)


def speech_of(by: Member) -> Speech:
    """Return what the databases are told of a member."""
    numbers = by.principals() if by.may(Permission.CASE_READ) else ()  # who reads no cases is shown none
    return Speech(by.pk, frozenset(numbers), frozenset({by.agency_id}))


@contextmanager
def opening(persons: Iterable[uuid.UUID]) -> Iterator[None]:
    """Let the vault open these persons too, whichever agency holds them. Only intake says so, after it has checked."""
    now = _speech.get()
    with _saying(replace(now, persons=now.persons | frozenset(persons))):
        yield


@contextmanager
def beyond(*principals: uuid.UUID) -> Iterator[None]:
    """Reach, inside the block, the cases listed under these numbers too; tests/house/test_walls.py names who may."""
    now = _speech.get()
    with _saying(replace(now, principals=now.principals | frozenset(principals))):
        yield


@contextmanager
def asking(agencies: Iterable[uuid.UUID]) -> Iterator[None]:
    """Ask the search tables, and the answers about being found, of these agencies too; nothing sealed is opened."""
    now, those = _speech.get(), frozenset(agencies)
    with _saying(replace(now, agencies=now.agencies | those, principals=now.principals | those)):
        yield


@contextmanager
def for_everybody() -> Iterator[None]:
    """Reach every row inside the block: for what looks after the whole instance, never for an answer to somebody."""
    with _saying(replace(_speech.get(), everything=True)):
        yield


@contextmanager
def _saying(words: Speech) -> Iterator[None]:
    before = _speech.set(words)
    try:
        yield
    finally:
        _speech.reset(before)
