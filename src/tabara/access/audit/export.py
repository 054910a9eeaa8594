"""The chain as a file that anybody can check without us: JSON lines, and the program that checks them."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tabara.access.audit.chain import note
from tabara.access.audit.sealer import seal
from tabara.access.enums import Permission, Scope
from tabara.access.errors import NotAllowed
from tabara.access.models import AuditCheckpoint, AuditLink, Member
from tabara.sealing.signing import public_key

FORMAT = "tabara audit chain 1"


def lines(*, by: Member) -> Iterator[str]:
    """Give the whole chain, its checkpoints and the public key, line by line. That it was taken out is in it.

    Raises:
        NotAllowed: where the member does not read the acts of everybody.
    """
    if by.reach(Permission.AUDIT_READ) is not Scope.ALL:
        note(by=by, operation="audit.export", outcome="denied")
        raise NotAllowed
    note(by=by, operation="audit.export", outcome="shown")
    seal()
    yield _line(kind="header", format=FORMAT, key=public_key())
    for link in AuditLink.objects.order_by("seq").select_related("entry").iterator(chunk_size=2000):
        link.entry.at = link.entry.at.astimezone(dt.UTC)
        content = link.entry.content(link.seq)
        yield _line(kind="link", seq=link.seq, previous=link.previous, digest=link.digest, content=content)
    for row in AuditCheckpoint.objects.order_by("number"):
        row.at = row.at.astimezone(dt.UTC)
        yield _line(kind="checkpoint", statement=row.statement(), signature=row.signature)


def verifier() -> str:
    """Return the program that checks an exported chain with nothing but Python."""
    return (Path(__file__).parent / "verifier.py").read_text(encoding="utf-8")


def _line(**told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"
