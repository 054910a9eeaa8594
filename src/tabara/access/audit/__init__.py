"""The memory of what was done, read and refused: appended with the act, chained, signed, checked.

    audit.note(by=member, operation="page.case", outcome="shown", subject=case.pk)

An event is stored in the act's own transaction. On SQLite, which lets in one writer at a time, its link follows at
once; on PostgreSQL a sealer chains what was committed, so that no act waits for another (ADR 0043). Rows are only ever
added.
"""

from tabara.access.audit.chain import append, collected, digest_at, head, listening, note, note_shown, query_of
from tabara.access.audit.checking import Flaw, broken_link, verify
from tabara.access.audit.checkpoints import Checkpoint, Unsound, checkpoint, latest_checkpoint
from tabara.access.audit.counting import often, opened
from tabara.access.audit.export import lines, verifier
from tabara.access.audit.reading import Exposed, Row, Wanted, exposed, page, watched
from tabara.access.audit.sealer import keep, seal

__all__ = [
    "Checkpoint",
    "Exposed",
    "Flaw",
    "Row",
    "Unsound",
    "Wanted",
    "append",
    "broken_link",
    "checkpoint",
    "collected",
    "digest_at",
    "exposed",
    "head",
    "keep",
    "latest_checkpoint",
    "lines",
    "listening",
    "note",
    "note_shown",
    "often",
    "opened",
    "page",
    "query_of",
    "seal",
    "verifier",
    "verify",
    "watched",
]
