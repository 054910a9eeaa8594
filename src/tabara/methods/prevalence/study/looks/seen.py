"""What a look gives."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """What a gate saw, and whether it is enough; None where there was nothing to see. `which` are those it is about."""

    value: float | None
    said: str
    passed: bool | None
    which: Sequence[str] = ()


def named(names: Iterable[str]) -> str:
    """Write names in a row: a, b and c."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
