"""Ask for lists to be linked, and keep what came of it: how many people, how well, and how many have each history."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.methods.prevalence import CaptureTable, PrevalenceError
from tabara.methods.prevalence.capture import MOST_LISTS, digest
from tabara.research.models import CaptureCount, CountedList, Linkage
from tabara.research.operations.words import in_words
from tabara.research.queries.tables import bits, table_of

FEWEST_LISTS = 2
SEEDS = 2**31 - 1


@dataclass(frozen=True)
class Linked:
    """What a linkage says of itself: numbers alone."""

    people: Mapping[str, Mapping[str, int]]
    quality: Mapping[str, Any]
    versions: Mapping[str, str]


@dataclass(frozen=True)
class Counted:
    """How many people have each history, as the positions of the lists that they stand on, and what was decided."""

    histories: Mapping[tuple[int, ...], int]
    drawn: Sequence[Mapping[tuple[int, ...], int]] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    decided: int = 0
    undecided: int = 0


@operation("research.ask_linkage", needs=Permission.RESEARCH_KEEP)
def ask_linkage(
    *, by: Member, event: uuid.UUID, at: dt.datetime, lists: Sequence[CountedList], seed: int = 1
) -> Linkage:
    """Ask the linkage officer to find out who stands on several of these lists; nobody is looked at by asking."""
    if not FEWEST_LISTS <= len({one.pk for one in lists}) <= MOST_LISTS:
        said = _("Choose between %(fewest)s and %(most)s lists.") % {"fewest": FEWEST_LISTS, "most": MOST_LISTS}
        raise Refused(said, "lists")
    for one in lists:
        latest(one)
        if one.struck_at is not None:
            raise Refused(_("The list “%(key)s” is out of use. Choose another one.") % {"key": one.key}, "lists")
    if not 0 <= seed <= SEEDS:
        raise Refused(_("The seed is a whole number from 0 to %(most)s.") % {"most": SEEDS}, "seed")
    chosen = sorted(lists, key=lambda one: one.key)
    row = Linkage(id=event, lists=[one.defined() for one in chosen], seed=seed, asked_by=by, asked_at=at)
    write(row)
    return row


@operation("research.strike_linkage", needs=Permission.RESEARCH_KEEP)
def strike_linkage(*, by: Member, event: uuid.UUID, at: dt.datetime, linkage: Linkage) -> Linkage:
    """Take a linkage out of use: nothing is linked or counted by it any more; what was studied stays readable."""
    latest(linkage)
    refuse_struck(linkage)
    linkage.struck_by, linkage.struck_at = by, at
    write(linkage, "struck_by", "struck_at")
    return linkage


@operation("research.keep_linkage", needs=Permission.LINKAGE_RUN)
def keep_linkage(*, by: Member, event: uuid.UUID, at: dt.datetime, linkage: Linkage, found: Linked) -> Linkage:
    """Keep how many people were compared, and how well: what it takes to judge the overlaps, and nobody's number."""
    latest(linkage)
    refuse_struck(linkage)
    _refuse_elsewhere(linkage)
    linkage.run_by, linkage.run_at = by, at
    linkage.people = {key: dict(told) for key, told in found.people.items()}
    linkage.quality, linkage.versions = dict(found.quality), dict(found.versions)
    linkage.sha256 = digest([linkage.lists, linkage.people, linkage.quality, linkage.versions, linkage.seed])
    write(linkage, "run_by", "run_at", "people", "quality", "versions", "sha256")
    return linkage


@operation("research.keep_counts", needs=Permission.LINKAGE_RUN)
def keep_counts(*, by: Member, event: uuid.UUID, at: dt.datetime, linkage: Linkage, found: Counted) -> CaptureCount:
    """Keep how many people have each capture history: the one thing that research learns of a linkage."""
    latest(linkage)
    refuse_struck(linkage)
    _refuse_elsewhere(linkage)
    if linkage.run_at is None:
        raise Refused(_("These lists have not been linked yet. Link them first."))
    row = CaptureCount(
        id=event,
        linkage=linkage,
        counted_by=by,
        counted_at=at,
        histories=bits(found.histories),
        drawn=[bits(one) for one in found.drawn],
        left_out=dict(found.left_out),
        decided=found.decided,
        undecided=found.undecided,
    )
    row.sha256 = _table(row).sha256
    write(row)
    return row


def refuse_struck(linkage: Linkage) -> None:
    """Refuse to go on with what is out of use."""
    if linkage.struck_at is not None:
        raise Refused(_("This linkage is out of use. Ask for another one."))


def _refuse_elsewhere(linkage: Linkage) -> None:
    """Refuse to link or to count what somebody else has linked: nobody here knows who stands on those lists."""
    if not linkage.here:
        raise Refused(_("These lists were linked elsewhere. Bring them in again if they were linked anew."))


def _table(row: CaptureCount) -> CaptureTable:
    try:
        return table_of(row)
    except PrevalenceError as problem:
        raise Refused(_("These lists cannot be counted: %(why)s") % {"why": in_words(problem)}) from None
