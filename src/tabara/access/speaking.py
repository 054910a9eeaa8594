"""In whose name this process speaks to the databases at the moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from tabara.access.models import Member

_speaker: ContextVar[Member | None] = ContextVar("speaker", default=None)


def speaker() -> Member | None:
    """Return the member in whose name the databases are asked; `None` where nobody asks."""
    return _speaker.get()


@contextmanager
def speaking_for(by: Member | None) -> Iterator[None]:
    """Ask the databases in this member's name inside the block."""
    before = _speaker.set(by)
    try:
        yield
    finally:
        _speaker.reset(before)
