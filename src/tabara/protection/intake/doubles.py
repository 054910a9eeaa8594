"""Reads of possible duplicates and merges: numbers and words of a list; no name is opened here but for `as_shared`."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Max, Q, QuerySet

from tabara import codelists
from tabara.access import queries as access
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.access.protected import Whole
from tabara.access.shares import still_valid, this_moment
from tabara.access.speaking import for_everybody
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case, Person
from tabara.protection.intake.enums import TO_DECIDE, PairState
from tabara.protection.intake.models import Merge, Pair
from tabara.vault import queries as identities
from tabara.vault.models import Names
from tabara.vault.parting import parted

MOST_LISTED, MOST_LOOKED_AT = 50, 500
NAMED = ("first", "second", "decided_by", "asked")


def pairs(*, by: Member) -> list[Pair]:
    """Return the possible duplicates of whom the member may open both names, the likeliest first."""
    if not by.may(Permission.IDENTITY_OPEN):
        raise NotAllowed
    rows = Pair.objects.visible_to(by).filter(agency=by.agency_id, state__in=TO_DECIDE).select_related(*NAMED)
    found = list(rows.order_by("-score", "pk")[:MOST_LOOKED_AT])
    return _openable(by, found)[:MOST_LISTED]


def pairs_of(*, by: Member, case: Case) -> list[Pair]:
    """Return what was said of the person of a case and others, whatever was decided."""
    with_her = Q(first=case.person_id) | Q(second=case.person_id)
    rows = Pair.objects.visible_to(by).filter(with_her, agency=by.agency_id).select_related(*NAMED)
    return _openable(by, list(rows.order_by("-score", "pk")[:MOST_LISTED]))


def to_merge(*, by: Member) -> QuerySet[Pair]:
    """Return the pairs that were said to be one person and wait to be merged by the member."""
    rows = Pair.objects.visible_to(by).filter(agency=by.agency_id, state=PairState.SAME)
    return rows if by.may(Permission.PERSON_MERGE) else rows.none()


def pair(*, by: Member, number: uuid.UUID) -> Pair:
    """Return one.

    Raises:
        NotFound: where there is none, or the member may not open one of the names.
    """
    rows = Pair.objects.visible_to(by).filter(pk=number, agency=by.agency_id).select_related(*NAMED)
    found = _openable(by, list(rows))
    if not found:
        raise NotFound
    return found[0]


def cases_of(*, by: Member, person: Person) -> list[Case]:
    """Return the cases of a person that the member may see, the newest first."""
    rows = cases.visible(by=by).filter(person=person).select_related("agency", "owner", "person")
    return list(rows.order_by("-opened_on", "-pk"))


def colleagues(*, by: Member, pair: Pair) -> list[Member]:
    """Return who else of the agency may open both names, and so could be asked."""
    with for_everybody():  # how a colleague stands to a case says nothing of the case
        held = [list(retained(person)) for person in (pair.first, pair.second)]
    return [
        one
        for one in access.successors(by=by, agency=by.agency, but=by.pk)
        if all(any(may_open(one, case) for case in own) for own in held)
    ]


def may_open(by: Member, case: Case) -> bool:
    """Return whether a member may open the name of a case as one of its holder's people."""
    return permitted(by, Permission.IDENTITY_OPEN, case, shared=False)


def retained(person: Person) -> QuerySet[Case]:
    """Return all cases of a person, whoever holds them: to decide on the person as a whole."""
    return Case.objects.everything(Whole.INDEX).filter(person=person).select_related("agency").order_by("opened_on")


def merges(*, by: Member, at: dt.datetime) -> list[Merge]:
    """Return what was merged in the member's agency and can still be undone, the newest first."""
    since = at - undo_period()
    rows = Merge.objects.visible_to(by).filter(agency=by.agency_id, merged_at__gte=since, undone_at=None)
    return list(rows.select_related("survivor", "merged_by")[:MOST_LISTED]) if by.may(Permission.IDENTITY_OPEN) else []


def merges_of(*, by: Member, case: Case) -> list[Merge]:
    """Return the merges that made the person of a case, to the holder's own people, the newest first."""
    if not cases.holds(by=by, case=case):
        return []
    rows = Merge.objects.visible_to(by).filter(survivor=case.person_id)
    return list(rows.select_related("merged_by", "undone_by"))


def merge(*, by: Member, number: uuid.UUID) -> Merge:
    """Return one of the member's agency.

    Raises:
        NotFound: where there is none that the member may see.
    """
    rows = Merge.objects.visible_to(by).filter(pk=number, agency=by.agency_id)
    found: Merge | None = rows.select_related("survivor", "merged_by", "undone_by", "twice").first()
    if found is None or not any(may_open(by, one) for one in cases_of(by=by, person=found.survivor)):
        raise NotFound
    return found


def undo_period() -> dt.timedelta:
    """Return for how long a merge can be undone, as the pack says."""
    return dt.timedelta(days=int(codelists.pack().parameters["merge_undo_days"]))


def absorbed_into(*, person: uuid.UUID) -> list[uuid.UUID]:
    """Return everybody whom a person once was: for erasing, which leaves nothing of them either."""
    found = list(standing().filter(survivor=person).values_list("absorbed", flat=True))
    return [*found, *(one for number in found for one in absorbed_into(person=number))]


def standing() -> QuerySet[Merge]:
    """Return the merges that were not undone."""
    return Merge.objects.everything(Whole.INDEX).filter(undone_at=None)


def as_shared(*, by: Member, case: Case, names: Names) -> Names:
    """Return who the person of a case is to whom it is only shared: a merge shows nobody more than before.

    Whoever was given the right before the merge sees who she was in that case, with what was corrected since.
    """
    if cases.holds(by=by, case=case):
        return names
    until = _given_at(by, case)
    with for_everybody():  # what the two were before, not shown but taken out
        for row, taken in _way(case, case.person_id, until):
            told = identities.former(by=by, merge=row.pk)
            if told is not None:
                names = parted(told.second if taken else told.first, told.merged, names)
    return names


def pictures_as_shared(*, by: Member, case: Case, numbers: Iterable[uuid.UUID]) -> list[uuid.UUID]:
    """Return of a person's photographs those that were hers in this case, to whom it is only shared."""
    found = list(numbers)
    if cases.holds(by=by, case=case):
        return found
    until = _given_at(by, case)
    with for_everybody():
        for row, taken in _way(case, case.person_id, until):
            told = identities.former(by=by, merge=row.pk)
            if told is not None:
                found = [one for one in found if (one in told.photographs) == taken]
    return found


def _given_at(by: Member, case: Case) -> dt.datetime:
    """Return when the newest right to a case was given by which a member sees it."""
    mine = Q(member=by.pk) | Q(team__in=by.principals()) | Q(agency__in=by.principals())
    rows = case.grants.filter(mine, still_valid(), ended_at=None).aggregate(newest=Max("since"))
    return rows["newest"] or this_moment()


def _way(case: Case, person: uuid.UUID, since: dt.datetime) -> list[tuple[Merge, bool]]:
    """Return the merges after an instant that lead back from who she is to whom the case was of, the newest first."""
    found = []
    for row in standing().filter(survivor=person, merged_at__gt=since):
        taken = str(case.pk) in row.cases
        found.append((row, taken))
        if taken:
            return found + _way(case, row.absorbed_id, since)
    return found


def _openable(by: Member, found: list[Pair]) -> list[Pair]:
    persons = {number for one in found for number in (one.first_id, one.second_id)}
    held = cases.within_reach(by=by, persons=persons, permission=Permission.IDENTITY_OPEN)
    own = set(cases.by_number(by=by, numbers=[row[0] for row in held.values()]).values())
    mine = {case.person_id for case in own if case.agency_id == by.agency_id}
    return [one for one in found if {one.first_id, one.second_id} <= mine]
