"""Numbers as a release remembers them: what each counted, of which period, and what the reader was told of it."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tabara.indicators.catalogue import Conditions, Indicator, indicator, indicators
from tabara.indicators.figures import Figure


@dataclass(frozen=True)
class Entry:
    """One number that left: None is withheld; `error` is by how much the printed one may be beside the counted one."""

    key: str  # of the indicator
    where: Conditions  # all that narrows it, the cell of its table included
    since: dt.date
    until: dt.date
    geography: str
    value: int | None
    error: int = 0
    types: tuple[tuple[str, ...], ...] = ()  # services that counted as one kind

    @property
    def indicator(self) -> Indicator | None:
        """Return what was counted; nothing where the pack does not know it any more."""
        return indicator(self.key) if self.key in indicators() else None

    def as_row(self) -> dict[str, Any]:
        """Return it as the register keeps it."""
        return {
            "key": self.key,
            "where": [[name, list(codes)] for name, codes in self.where],
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "geography": self.geography,
            "value": self.value,
            "error": self.error,
            "types": [list(group) for group in self.types],
        }


def from_row(row: Mapping[str, Any]) -> Entry:
    """Read it back."""
    return Entry(
        key=row["key"],
        where=tuple((name, tuple(codes)) for name, codes in row["where"]),
        since=dt.date.fromisoformat(row["since"]),
        until=dt.date.fromisoformat(row["until"]),
        geography=row["geography"],
        value=row["value"],
        error=row["error"],
        types=tuple(tuple(group) for group in row["types"]),
    )


def entries_of(figures: Iterable[Figure], geography: str) -> tuple[Entry, ...]:
    """Return the entries of figures that were computed, with their cells; what is no whole number is none."""
    return tuple(
        Entry(
            one.key,
            tuple((name, (code,)) for name, code in sorted(one.by.items()) if name not in ("quarter", "year")),
            one.since,
            one.until,
            geography,
            one.value,
        )
        for one in figures
        if one.value is None or isinstance(one.value, int)
    )


def digest(entries: Sequence[Entry]) -> str:
    """Return the digest of a release: the same numbers have the same one, in whatever order."""
    rows = sorted(json.dumps(one.as_row(), sort_keys=True, ensure_ascii=False) for one in entries)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
