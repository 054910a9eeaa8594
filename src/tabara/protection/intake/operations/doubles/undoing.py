"""Part two people who were merged: as before, and what was changed meanwhile stays and is said."""

import datetime as dt
import uuid
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.speaking import for_everybody, opening
from tabara.access.unit import write
from tabara.protection.cases.models import Case, Person
from tabara.protection.cases.operations import checks, tasks
from tabara.protection.intake import doubles, retention
from tabara.protection.intake.enums import PairState
from tabara.protection.intake.models import Merge
from tabara.protection.intake.operations.doubles import due
from tabara.protection.intake.operations.doubles.deciding import refuse_step
from tabara.protection.intake.operations.doubles.holding import hold
from tabara.protection.intake.operations.doubles.merging import FACTS, expected, hand, is_last, remember
from tabara.vault import operations as vault

CASES = "cases"  # opened after the merge


@operation("intake.undo_merge", needs=Permission.PERSON_MERGE, on="merge")
def undo_merge(*, by: Member, event: uuid.UUID, at: dt.datetime, merge: Merge) -> Merge:
    """Make two people of one again. What was changed after the merge stays with who was registered first."""
    with for_everybody():  # the second one has no case, and so is shown to nobody, until this act is done
        first, second = _held(merge)
        cases = _refuse(merge, first, at)
        back = [one for one in cases if one.pk in expected(merge)]
        later = _restore_facts(first, merge)
        own = doubles.standing().filter(survivor=second).values_list("pk", flat=True)
        with opening((first.pk, second.pk)):
            later += vault.part_identities(
                by=by,
                at=at,
                merge=merge.pk,
                survivor=first.pk,
                absorbed=second.pk,
                sexes=(first.sex, second.sex),
                own=list(own),
            )
        hand(back, second, at, by, "intake.undo_merge")
        remember([one for one in cases if one not in back], by, "intake.undo_merge")
        later += [CASES] if {str(one.pk) for one in cases} - {*merge.cases, *merge.facts["own"]} else []
        _settle(merge, by, at, later)
    return merge


def _held(merge: Merge) -> tuple[Person, Person]:
    found = hold((merge.survivor_id, merge.absorbed_id))
    return found[merge.survivor_id], found[merge.absorbed_id]


def _refuse(merge: Merge, person: Person, at: dt.datetime) -> list[Case]:
    """Return all cases of the person; refuse where the two cannot be parted, or not any more."""
    if merge.undone_at is not None:
        raise Refused(_("This was undone already."))
    ends = merge.merged_at + doubles.undo_period()
    if at > ends:
        raise Refused(
            _("This could be undone until %(day)s. If it was wrong, register the second person anew.")
            % {"day": checks.written(timezone.localdate(ends))}
        )
    cases = retention.cases_of(person=person)
    if not cases:
        raise Refused(_("This person was merged with somebody else since. Undo that first."))
    if any(retention.is_erased(case=one, what="identity") for one in cases):
        raise Refused(_("Who this person is has been erased since. Nobody can part the two any more."))
    if any(one.agency_id != merge.agency_id for one in cases) or set(expected(merge)) - {one.pk for one in cases}:
        raise Refused(_("A case of this person has gone to another agency since. The two cannot be parted here."))
    if not is_last(merge):
        raise Refused(_("Somebody else was merged into this person later. Undo that first."))
    return cases


def _restore_facts(person: Person, merge: Merge) -> list[str]:
    """Put back what only the merge changed; return what was changed since."""
    before, merged = merge.facts["before"], merge.facts["merged"]
    later = [name for name in FACTS if getattr(person, name) != merged[name]]
    for name in FACTS:
        if name not in later:
            setattr(person, name, before[name])
    write(person, *FACTS)
    return [name for name in later if name in ("sex", "citizenship")]  # a birth is told with the date


def _settle(merge: Merge, by: Member, at: dt.datetime, later: list[Any]) -> None:
    merge.undone_at, merge.undone_by, merge.later = at, by, later
    write(merge, "undone_at", "undone_by", "later")
    tasks.met(kind=due.CLOSE, about=merge.pk)
    pair = merge.pair
    refuse_step(pair, PairState.OPEN)
    pair.state, pair.decided_by, pair.decided_at = PairState.OPEN, by, at
    write(pair, "state", "decided_by", "decided_at")
