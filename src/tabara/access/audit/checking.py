"""Check the whole chain: each event against its link, each link against the one before, all against the signatures."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tabara import sealing
from tabara.access.audit.chain import START
from tabara.access.audit.checkpoints import digest_of, is_signed, is_whole
from tabara.access.models import AuditCheckpoint, AuditEvent, AuditLink
from tabara.sealing.merkle import Peaks
from tabara.sealing.signing import public_key

Anchor = tuple[int, str]  # how many links, and how the root begins that was printed for them


class Kind(StrEnum):
    """What happened to the chain."""

    ALTERED = "altered"
    MOVED = "moved"
    DROPPED = "dropped"
    CUT = "cut off"
    REWRITTEN = "rewritten"
    CHECKPOINT = "checkpoint altered"
    FOREIGN = "foreign signature"


SENTENCES = {
    Kind.ALTERED: "Event {seq} is not what it was when it was chained.",
    Kind.MOVED: "Link {seq} does not follow the one before it: links were exchanged, or one was put in.",
    Kind.DROPPED: "Event {seq} is missing.",
    Kind.CUT: "The chain ends before link {seq}, which was signed or printed.",
    Kind.REWRITTEN: "The chain up to link {seq} is not the one that was signed or printed: it was written anew.",
    Kind.CHECKPOINT: "The checkpoint over {seq} links was altered, or one before it is missing.",
    Kind.FOREIGN: "The checkpoint over {seq} links was not signed with the key of this instance.",
}


@dataclass(frozen=True)
class Flaw:
    """The first place where the chain is not sound."""

    seq: int
    kind: Kind

    def __str__(self) -> str:
        return SENTENCES[self.kind].format(seq=self.seq)


def broken_link() -> int | None:
    """Return the place of the first link that is not sound, checkpoints aside; `None` where all are."""
    flaw = next((one for one in _walk({}) if isinstance(one, Flaw)), None)
    return flaw.seq if flaw else None


def verify(printed: Sequence[Anchor] = ()) -> Flaw | None:
    """Return the first flaw of the chain, its checkpoints or their signatures; `None` where all is sound.

    `printed` are checkpoints kept outside, as an old infosheet has them: the only witness against whoever can write
    the database and sign, and the only one against a chain that ends before the newest checkpoint, which is gone too.
    """
    rows = list(AuditCheckpoint.objects.order_by("number"))
    anchors = [*((row.seq, row.root) for row in rows), *printed]
    roots: dict[int, str] = dict.fromkeys((seq for seq, _ in anchors), "")
    heads: dict[int, str] = {}
    for one in _walk(roots):
        if isinstance(one, Flaw):
            return one
        heads[one.seq] = one.digest
    return next(_of_checkpoints(rows, heads), None) or next(_of_anchors(anchors, roots), None)


def _walk(roots: dict[int, str]) -> Iterator[AuditLink | Flaw]:
    """Go through the chain, giving the links whose places are asked for, and end with the first flaw.

    The roots asked for are filled in on the way.
    """
    seq, digest, tree = 0, START, Peaks()
    for link in AuditLink.objects.order_by("seq").select_related("entry").iterator(chunk_size=2000):
        seq += 1
        if link.seq != seq:
            yield Flaw(seq, Kind.DROPPED)
            return
        if link.previous != digest:
            yield Flaw(seq, Kind.MOVED)
            return
        if link.digest != _digest_of(link.entry, seq, digest):
            yield Flaw(seq, Kind.ALTERED)
            return
        digest = link.digest
        tree.add(bytes.fromhex(digest))
        if seq in roots:
            roots[seq] = tree.root().hex()
            yield link
    if AuditLink.objects.filter(seq__gt=seq).exists():
        yield Flaw(seq + 1, Kind.DROPPED)


def _digest_of(event: AuditEvent, seq: int, previous: str) -> str:
    event.at = event.at.astimezone(dt.UTC)
    return sealing.chain(previous, event.content(seq))


def _of_checkpoints(rows: Sequence[AuditCheckpoint], heads: dict[int, str]) -> Iterator[Flaw]:
    key, previous = public_key() if rows else "", START
    for number, row in enumerate(rows, 1):
        if (row.number, row.previous) != (number, previous) or not is_signed(row) or not is_whole(row):
            yield Flaw(row.seq, Kind.CHECKPOINT)
        if row.key != key:
            yield Flaw(row.seq, Kind.FOREIGN)
        if row.seq in heads and heads[row.seq] != row.head:
            yield Flaw(row.seq, Kind.REWRITTEN)
        previous = digest_of(row)


def _of_anchors(anchors: Sequence[Anchor], roots: dict[int, str]) -> Iterator[Flaw]:
    for seq, root in sorted(anchors):
        if not roots.get(seq):
            yield Flaw(seq, Kind.CUT)
        elif not roots[seq].startswith(root):
            yield Flaw(seq, Kind.REWRITTEN)
