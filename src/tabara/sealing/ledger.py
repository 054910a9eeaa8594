"""The erasure ledger: which keys were destroyed, in a file outside the data and outside its backups.

A backup brings a destroyed key back; the ledger takes it away again (`replay`). Each line is chained to those before it
(SHA-256) and marked with a key derived from the root key (HMAC, RFC 2104), so that none can be altered, moved or taken
out; the database remembers how many there were, so that none can be cut off. A line names no person: it holds the
record's opaque number, what of it was destroyed, and a code for the reason.
"""

import fcntl
import hashlib
import json
import re
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from tabara.sealing.chance import event
from tabara.sealing.digest import keyed, same
from tabara.sealing.domains import Purpose
from tabara.sealing.models import DataKey, Erasure
from tabara.sealing.root import RootKey, key_named, ledger_place, ring
from tabara.sealing.root.places import append_private, write_private

REASON = re.compile(r"[a-z0-9_.-]{1,40}")
START = "0" * 64


class LedgerBroken(Exception):
    """The erasure ledger is not whole, so nobody can say what must stay erased."""


@dataclass(frozen=True)
class Line:
    """One erasure."""

    number: int
    act: str  # UUIDv7: it holds the instant
    subject: str
    purposes: tuple[str, ...]
    why: str
    chain: str = ""  # the digest of this line and of all before it
    root: str = ""  # the id of the root key that marked it
    mark: str = ""

    def linked(self, before: str) -> str:
        """Return the digest of this line after the ones before it."""
        told = [self.number, self.act, self.subject, self.purposes, self.why]
        return hashlib.sha256(f"{before}\n{json.dumps(told)}".encode()).hexdigest()

    def written(self, key: RootKey) -> bytes:
        """Return the line of the file, marked by a root key."""
        return (json.dumps({**vars(self), "root": key.id, "mark": _mark(key, self.chain)}) + "\n").encode()


def record(subject: uuid.UUID, purposes: Iterable[Purpose], why: str) -> Line:
    """Add a line, on the disk before this returns; the caller destroys the keys next."""
    if not REASON.fullmatch(why):
        raise ValueError("The reason for an erasure is a code: small letters, digits, dots and dashes.")
    with _alone():
        known = lines()
        told = Line(len(known) + 1, str(event()), str(subject), tuple(sorted(purposes)), why)
        line = Line(**{**vars(told), "chain": told.linked(known[-1].chain if known else START)})
        append_private(ledger_place(settings.HOME), line.written(ring(settings.HOME).current))
    return line


def lines(home: Path | None = None) -> list[Line]:
    """Return every line, checked. A last one that was torn by a crash never counted: its keys were not touched.

    Raises:
        LedgerBroken: at the first line that was altered, moved or taken out.
    """
    place = ledger_place(home or settings.HOME)
    found = [_parsed(text, place) for text in place.read_bytes().split(b"\n")[:-1]] if place.exists() else []
    before = START
    for number, line in enumerate(found, 1):
        key = key_named(home or settings.HOME, line.root)
        if key is None:
            raise LedgerBroken(f"Line {number} of {place} was marked by the root key {line.root}, which is not held.")
        right = line.number == number and line.chain == line.linked(before)
        if not (right and same(line.mark, _mark(key, line.chain))):
            raise LedgerBroken(f"Line {number} of {place} was altered or moved. Put a copy of the ledger in its place.")
        before = line.chain
    return found


def whole(home: Path | None = None) -> list[Line]:
    """Return every line, checked also against what the database remembers; `home` is where the instance's mark lies.

    Raises:
        LedgerBroken: where lines were altered, or are missing at the end.
    """
    found, known = lines(home), Erasure.objects.first() or Erasure()
    if known.lines and (len(found) < known.lines or found[known.lines - 1].chain != known.chain):
        place = ledger_place(home or settings.HOME)
        raise LedgerBroken(
            f"The erasure ledger {place} has {len(found)} of the {known.lines} lines that it had. Put it back, or name "
            "its place in TABARA_ERASURE_LEDGER."
        )
    return found


def unfinished() -> int:
    """Return how many keys there are that the ledger says were destroyed: after a crash, or a backup."""
    return sum(_keys_of(line).count() for line in whole())


def erased(purpose: Purpose, home: Path | None = None) -> set[uuid.UUID]:
    """Return the records whose key for a purpose was destroyed: what else is left of them goes after a restore, too."""
    return {uuid.UUID(line.subject) for line in whole(home) if purpose in line.purposes}


def mark_anew() -> None:
    """Mark every line with the current root key, in the course of its rotation."""
    with _alone():
        known, key = lines(), ring(settings.HOME).current
        if known:
            write_private(ledger_place(settings.HOME), b"".join(line.written(key) for line in known))


def _keys_of(line: Line) -> QuerySet[DataKey]:
    return DataKey.objects.filter(subject=line.subject, purpose__in=line.purposes)


def _parsed(text: bytes, place: Path) -> Line:
    try:
        told = json.loads(text)
        return Line(**{**told, "purposes": tuple(told["purposes"])})
    except (ValueError, TypeError, KeyError):
        raise LedgerBroken(f"{place} holds a line that is none of Tabara's. Put a copy of it in its place.") from None


def _mark(key: RootKey, chain: str) -> str:
    return keyed(key.derive("erasure ledger 1"), chain.encode()).hex()


@contextmanager
def _alone() -> Iterator[None]:
    """Let no other process write the ledger meanwhile."""
    place = ledger_place(settings.HOME)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with place.with_name(place.name + ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
