"""Linking as a job: the lists drawn up, compared and counted in the vault, and what is counted handed to research.

What a job is given and what it returns are numbers; what it says while it runs is how far it is.
"""

import datetime as dt
import uuid
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from tabara import jobs
from tabara.access import queries as access
from tabara.access.errors import Refused
from tabara.protection.intake.operations import linking
from tabara.research import operations, queries
from tabara.research.enums import Victims

DRAWN = 0.05  # of the work, once the lists are drawn up


def linking_key(number: uuid.UUID) -> str:
    """Return the name under which the linking of lists is a job."""
    return f"intake.linking {number}"


def ask(*, by: Any, linkage: Any, at: dt.datetime) -> None:
    """Hand the linking over to a worker, in the name of the officer who asked."""
    told = {"member": str(by.pk), "linkage": str(linkage.pk), "at": at.isoformat()}
    jobs.enqueue(link_lists, key=linking_key(linkage.pk), **told, language=translation.get_language())


@jobs.task
def link_lists(member: str, linkage: str, at: str, language: str | None) -> int:
    """Link the lists that research asked for; return how many pairs wait for a person. Done twice, it is done once."""
    with translation.override(language):
        by = access.acting_as(number=member)
        if by is None:
            raise jobs.GiveUp(_("Whoever asked for this has no open account any more. Ask for it again."))
        try:
            row = queries.linkage_of(by=by, number=uuid.UUID(linkage), here=True)
            return _linked(by, row, dt.datetime.fromisoformat(at))
        except Refused as refusal:
            raise jobs.GiveUp(refusal.message) from None


def _linked(by: Any, row: Any, at: dt.datetime) -> int:
    people = linking.draw_lists(by=by, at=at, run=row.pk, lists=[asked(one) for one in row.lists])
    jobs.progress(round(100 * DRAWN))
    found = linking.compare_lists(
        by=by, run=row.pk, seed=row.seed, tell=lambda share: jobs.progress(round(100 * (DRAWN + share * (1 - DRAWN))))
    )
    waiting: int = linking.keep_pairs(by=by, at=at, run=row.pk, found=found)
    told = operations.Linked(people, found.quality, found.versions)
    operations.keep_linkage(by=by, at=at, linkage=row, found=told)
    count(by=by, event=None, at=at, linkage=row)
    return waiting


def count(*, by: Any, event: uuid.UUID | None, at: dt.datetime, linkage: Any) -> Any:
    """Have the lists counted as they stand, and research keep the counts."""
    found = linking.count_lists(by=by, at=at, run=linkage.pk, lists=linkage.keys, seed=linkage.seed)
    return operations.keep_counts(by=by, event=event, at=at, linkage=linkage, found=operations.Counted(**vars(found)))


def asked(definition: dict[str, Any]) -> linking.ListAsked:
    """Return a list as intake draws it up."""
    return linking.ListAsked(
        key=definition["key"],
        agencies=tuple(definition["agencies"]),
        since=dt.date.fromisoformat(definition["since"]),
        until=dt.date.fromisoformat(definition["until"]),
        identified=definition["victims"] == Victims.IDENTIFIED,
    )
