"""Checkpoints: how the chain stands, in one digest of all links, signed."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tabara.access.audit.chain import DATABASE, START, head, lock
from tabara.access.models import AuditCheckpoint, AuditLink
from tabara.sealing import fingerprint
from tabara.sealing.merkle import Peaks
from tabara.sealing.signing import public_key, sign, signed_by

EVERY = dt.timedelta(minutes=10)
SHORT = 32  # hexadecimal digits: nobody finds another chain with the same ones


class Unsound(Exception):
    """The chain is not what the last checkpoint says, so no further one is signed over it."""


@dataclass(frozen=True)
class Checkpoint:
    """A checkpoint as plain values, to print and to keep outside."""

    number: int
    at: dt.datetime
    seq: int  # how many links it stands for
    root: str
    key: str
    signature: str
    statement: str  # what is signed, letter by letter

    @property
    def short(self) -> str:
        """Return as much of the root as is printed on paper."""
        return self.root[:SHORT]


def latest_checkpoint() -> Checkpoint | None:
    """Return the newest checkpoint, or `None` before the first."""
    row = AuditCheckpoint.objects.order_by("-number").first()
    return _plain(row) if row else None


def checkpoint_when_due(*, at: dt.datetime) -> Checkpoint | None:
    """Sign a checkpoint where the newest is ten minutes old and something happened since."""
    newest = AuditCheckpoint.objects.order_by("-number").values_list("at", flat=True).first()
    return checkpoint(at=at) if newest is None or at - newest >= EVERY else None


def checkpoint(*, at: dt.datetime) -> Checkpoint | None:
    """Sign how the chain stands, and return it; where nothing happened since the newest checkpoint, return that.

    Raises:
        Unsound: where the newest checkpoint is not ours, or the chain no longer reaches it.
    """
    key = public_key()
    with transaction.atomic(using=DATABASE):
        lock()
        newest = AuditCheckpoint.objects.order_by("-number").first()
        (seq, digest), tree = head(), _tree_of(newest, key)
        if seq == 0 or (newest and newest.seq == seq and newest.head == digest):
            return _plain(newest) if newest else None
        if tree.size and not AuditLink.objects.filter(seq=tree.size, digest=newest.head if newest else "").exists():
            raise Unsound
        for link in AuditLink.objects.filter(seq__gt=tree.size).order_by("seq").values_list("digest", flat=True):
            tree.add(bytes.fromhex(link))
        row = AuditCheckpoint(
            number=newest.number + 1 if newest else 1,
            at=at.astimezone(dt.UTC),
            seq=seq,
            head=digest,
            root=tree.root().hex(),
            peaks=[peak.hex() for peak in tree.peaks],
            previous=digest_of(newest) if newest else START,
            key=key,
        )
        row.signature = sign(written(row.statement()))
        row.save(using=DATABASE, force_insert=True)
    return _plain(row)


def digest_of(row: AuditCheckpoint) -> str:
    """Return the digest of a checkpoint's statement, which the next one holds."""
    row.at = row.at.astimezone(dt.UTC)
    return fingerprint(written(row.statement()))


def is_signed(row: AuditCheckpoint) -> bool:
    """Return whether the signature is of this statement, by the key that it names."""
    row.at = row.at.astimezone(dt.UTC)
    return signed_by(row.key, written(row.statement()), row.signature)


def is_whole(row: AuditCheckpoint) -> bool:
    """Return whether the parts from which the next checkpoint goes on give the root."""
    try:
        return Peaks(row.seq, (bytes.fromhex(peak) for peak in row.peaks)).root().hex() == row.root
    except ValueError:
        return False


def written(statement: dict[str, Any]) -> bytes:
    """Return a statement as it is signed: one way of writing it, for every program."""
    return json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _tree_of(newest: AuditCheckpoint | None, key: str) -> Peaks:
    if newest is None:
        return Peaks()
    if newest.key != key or not is_whole(newest) or not is_signed(newest):
        raise Unsound
    return Peaks(newest.seq, (bytes.fromhex(peak) for peak in newest.peaks))


def _plain(row: AuditCheckpoint) -> Checkpoint:
    row.at = row.at.astimezone(dt.UTC)
    return Checkpoint(
        number=row.number,
        at=row.at,
        seq=row.seq,
        root=row.root,
        key=row.key,
        signature=row.signature,
        statement=written(row.statement()).decode(),
    )
