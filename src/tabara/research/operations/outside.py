"""Bring in lists that were linked elsewhere: how many people have each history, and what each list is."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.methods.prevalence import CaptureTable
from tabara.methods.prevalence.capture import digest
from tabara.research.enums import Origin, Victims
from tabara.research.models import CaptureCount, Linkage
from tabara.research.operations.lists import LONGEST_TITLE, LONGEST_WORDS
from tabara.research.operations.receiving import Brought
from tabara.research.operations.words import titled

LONGEST_NAME = 40


@dataclass(frozen=True)
class ListElsewhere:
    """What a list of another table is, as a person says who knows it."""

    title: str
    since: dt.date
    until: dt.date
    words: str
    victims: str = Victims.PRESUMED

    def defined(self, key: str) -> dict[str, Any]:
        """Return the definition as it travels with every count that rests on it; no agency of this system stands in it.

        Raises:
            Refused: where something is missing, with the list that it is missing of.
        """
        try:
            title = titled(self.title, "title", LONGEST_TITLE)
            words = titled(self.words, "words", LONGEST_WORDS)
        except Refused as refusal:
            raise Refused(f"{key}: {refusal.message}", refusal.field) from None
        if self.victims not in tuple(Victims):
            raise Refused(_("Say which people the list “%(key)s” counts.") % {"key": key}, "victims")
        if self.until <= self.since:
            said = _("The period of the list “%(key)s” ends before it begins. Correct one of the two days.")
            raise Refused(said % {"key": key}, "until")
        days = {"since": self.since.isoformat(), "until": self.until.isoformat()}
        return {"key": key, "title": title, "agencies": [], "victims": str(self.victims), "words": words, **days}


@operation("research.bring_in", needs=Permission.RESEARCH_KEEP)
def bring_in(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    brought: Brought,
    lists: Mapping[str, ListElsewhere],
) -> CaptureCount:
    """Keep the counts of lists that were linked elsewhere, as they were read of files, of which none is kept."""
    table = brought.table
    linkage = _linkage(brought, _defined(table, lists))
    linkage.asked_by, linkage.asked_at, linkage.run_by, linkage.run_at = by, at, by, at
    write(linkage)
    row = CaptureCount(
        id=event,
        linkage=linkage,
        counted_by=by,
        counted_at=at,
        histories=_bits(table),
        impossible=sorted(_written(one, table) for one in table.impossible),
        drawn=[_bits(one) for one in brought.drawn],
        sha256=table.sha256,
    )
    write(row)
    return row


def _defined(table: CaptureTable, lists: Mapping[str, ListElsewhere]) -> list[dict[str, Any]]:
    """Return a definition of each list of the table, and of no other."""
    long = [name for name in table.lists if len(name) > LONGEST_NAME]
    if long:
        said = _("The list “%(name)s…” has too long a name: at most %(most)s letters. Shorten it in the table.")
        raise Refused(said % {"name": long[0][:LONGEST_NAME], "most": LONGEST_NAME}, "capture")
    for name in (*table.lists, *lists):
        if name not in lists:
            raise Refused(_("Say what the list “%(name)s” is.") % {"name": name}, "title")
        if name not in table.lists:
            raise Refused(_("The table has no list “%(name)s”. Send the table that you looked at.") % {"name": name})
    return [lists[name].defined(name) for name in table.lists]


def _linkage(brought: Brought, lists: list[dict[str, Any]]) -> Linkage:
    table, told = brought.table, dict(brought.account or {})
    left = told.get("left_out", {})
    people = {name: {"linked": table.total(name), "left_out": _together(left.get(name))} for name in table.lists}
    return Linkage(
        origin=Origin.ELSEWHERE if brought.account is None else Origin.TOKENS,
        lists=lists,
        seed=brought.seed,
        people=people,
        account=told,
        sha256=digest([lists, people, told, brought.seed, table.sha256]),
    )


def _together(left: Mapping[str, int | None] | None) -> int | None:
    if left is None or left["no"] is None or left["not_asked"] is None:
        return None
    return left["no"] + left["not_asked"]


def _written(history: int, table: CaptureTable) -> str:
    return "".join(str(history >> at & 1) for at in range(len(table.lists)))


def _bits(table: CaptureTable) -> dict[str, int]:
    """Return the histories as they are stored."""
    return {_written(one, table): many for one, many in zip(table.histories, table.counts, strict=True)}
