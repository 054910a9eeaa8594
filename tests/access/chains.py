"""A short chain with two checkpoints, and the two programs that check it."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tabara import sealing
from tabara.access import audit
from tabara.access.models import AuditEvent, AuditLink, Member
from tests.factories import NOW, make_member

VERIFIER = Path(audit.__file__).parent / "verifier.py"


def chain(acts: int = 5, *, then: int = 2) -> Member:
    """Make a chain of acts: a checkpoint, some more acts, a second checkpoint. Return who watches over them."""
    watcher = make_member("national_administrator")
    for number in (acts, then):
        for _ in range(number):
            audit.note(by=watcher, operation="cases.edit", subject=sealing.event(), reason="contact")
        audit.seal()
        audit.checkpoint(at=NOW)
    return watcher


def exported(watcher: Member) -> list[str]:
    """Return the lines of an export."""
    return list(audit.lines(by=watcher))


def verdict(lines: Iterable[str], folder: Path, *words: str) -> str:
    """Return what the stand-alone verifier says of these lines, in a Python that knows no other package."""
    file = folder / "chain.jsonl"
    file.write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(file), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program
    assert done.stderr == ""
    assert (done.returncode == 0) == done.stdout.startswith("Sound")
    return done.stdout


def write_anew() -> None:
    """Do what somebody with all rights in the database can do: give every link the digest that fits its event."""
    previous = "0" * 64
    for link in AuditLink.objects.order_by("seq").select_related("entry"):
        digest = sealing.chain(previous, link.entry.content(link.seq))
        AuditLink.objects.filter(pk=link.pk).update(previous=previous, digest=digest)
        previous = digest


def event_of(seq: int) -> AuditEvent:
    return AuditEvent.objects.get(link__seq=seq)
