"""What a file would do: each line held against the directory before anything is written."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from tabara.access.models import Agency
from tabara.protection.directory.models import Offer, Provider
from tabara.protection.directory.operations.filing.columns import title
from tabara.protection.directory.operations.filing.reading import Group, Line


class Standing(StrEnum):
    """What a line would do."""

    REFUSED = "refused"
    WAITS = "waits"  # is in order, and another line of its provider is not
    CHANGED = "changed"
    NEW = "new"
    SAME = "same"


@dataclass(frozen=True)
class Flaw:
    """What is wrong with a line, and in which column."""

    column: str
    reason: str

    @property
    def title(self) -> str:
        """Return what the column is called."""
        return title(self.column) if self.column else _("Line")


@dataclass(frozen=True)
class Change:
    """A cell that says something else than what stands in the directory."""

    column: str
    before: str
    after: str

    @property
    def title(self) -> str:
        """Return what the column is called."""
        return title(self.column)


@dataclass
class Row:
    """One line, held against the directory: what it says of a service, and what is wrong with it."""

    line: Line
    flaws: list[Flaw] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    standing: Standing = Standing.SAME
    service: str = ""
    offer: Offer | None = None
    terms: Mapping[str, Any] = field(default_factory=dict)  # of a new service: all; of a known one: what changes


@dataclass
class Entry:
    """One provider of the file: the one that stands in the directory, if any, and what changes."""

    group: Group
    rows: list[Row]
    agency: Agency | None = None
    provider: Provider | None = None
    listing: Mapping[str, Any] = field(default_factory=dict)  # of a new one: all; of a known one: what changes

    @property
    def in_order(self) -> bool:
        """Return whether no line of it is refused: a provider is imported whole, or not at all."""
        return not any(row.flaws for row in self.rows)

    @property
    def does_something(self) -> bool:
        """Return whether it would write anything."""
        return self.in_order and any(row.standing is not Standing.SAME for row in self.rows)


@dataclass(frozen=True)
class Plan:
    """What a whole file would do, on a day."""

    entries: tuple[Entry, ...]
    on: dt.date

    @property
    def rows(self) -> list[Row]:
        """Return its lines in the order of the file."""
        return sorted((row for one in self.entries for row in one.rows), key=lambda row: row.line.number)

    def counts(self) -> dict[Standing, int]:
        """Return how many lines do what."""
        return {kind: sum(row.standing is kind for row in self.rows) for kind in Standing}

    def told(self) -> list[Any]:
        """Return what it would do, to be compared with what somebody has seen."""
        return [
            [str(one.provider and one.provider.pk), str(one.agency and one.agency.pk), *_told(one.listing)]
            + [[row.standing, row.service, str(row.offer and row.offer.pk), *_told(row.terms)] for row in one.rows]
            for one in self.entries
        ]


def _told(said: Mapping[str, Any]) -> list[str]:
    return [f"{key}={value}" for key, value in sorted(said.items())]
