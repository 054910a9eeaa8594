"""The parts of a case: each room of protection has a page of its own, and says here in a line how it stands.

A room brings a module with `part`, and `entries` where it has something to tell in the timeline; each is named below.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from tabara.interfaces.web.casefile import (
    abroad,
    community,
    consents,
    court,
    directory,
    family,
    flags,
    helping,
    homeward,
    identification,
    packets,
    planning,
    referral,
)
from tabara.interfaces.web.casefile.entries import Entry, entries_of
from tabara.interfaces.web.casefile.part import Part

__all__ = ["ENTRIES", "PARTS", "Part", "parts_of", "timeline_of"]

# (case, story, by, on) -> the part, or nothing where the reader may not see it.
PARTS: tuple[Callable[[Any, Any, Any, dt.date], Part | None], ...] = (
    flags.part,
    consents.part,
    identification.part,
    identification.time_part,
    planning.part,
    family.part,
    directory.part,
    referral.part,
    packets.part,
    abroad.part,
    helping.part,
    homeward.return_part,
    homeward.plan_part,
    court.part,
)
# (case, story, by) -> what happened in it.
ENTRIES: tuple[Callable[[Any, Any, Any], list[Entry]], ...] = (
    flags.entries,
    consents.entries,
    identification.entries,
    planning.entries,
    family.entries,
    referral.entries,
    packets.entries,
    abroad.entries,
    helping.entries,
    homeward.entries,
    community.entries,
    directory.entries,
)


def parts_of(case: Any, story: Any, by: Any, on: dt.date) -> list[Part]:
    """Return the parts of a case that the reader may open."""
    return [found for part in PARTS if (found := part(case, story, by, on))]


def timeline_of(case: Any, story: Any, services: Iterable[Any], by: Any) -> list[Entry]:
    """Return what happened and is the reader's to see, newest first; on one day, the later step of the path first."""
    found = [entry for more in reversed(ENTRIES) for entry in reversed(more(case, story, by))]
    return sorted([*found, *entries_of(case, story, services, by)], key=lambda entry: entry.on, reverse=True)
