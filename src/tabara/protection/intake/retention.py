"""Reads of what is kept and how long: what is due to be erased, what is held, which cases nobody touched for long."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from django.db.models import Q
from django.utils import timezone

from tabara import codelists
from tabara.access import queries as access
from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.access.protected import Whole
from tabara.access.speaking import for_everybody
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import CaseStatus, Status
from tabara.protection.cases.models import Case, Person
from tabara.protection.community import queries as community
from tabara.protection.intake.models import Erased, LegalHold, Review
from tabara.vault import queries as identities

OPEN = (CaseStatus.ACTIVE, CaseStatus.FOLLOW_UP)
PRESUMED = "presumed_victim"  # whoever is here for another reason as well still needs help, victim or not
DAYS_OF_A_MONTH = 365.25 / 12
QUIET = 12  # months without a change, and an open case is looked at
CLOSED, OF_A_CHILD, NOT_A_VICTIM = "closed_case", "closed_case_of_a_child", "not_a_victim"
TOLD, TOLD_BY_A_CHILD = "told_in_closed_case", "told_in_closed_case_of_a_child"
DRAFT, APPROVAL, DOOR = "draft", "approval", "door"
ALERT, POINT = "alert", "focal_point"
MANY = {APPROVAL: access.approvals_ended, DOOR: access.left_at_door}  # what goes all at once, of no one case


@dataclass(frozen=True)
class Waiting:
    """Something whose time ends: of which kind, whose, on which day, and whether it is held back."""

    kind: str
    number: uuid.UUID  # a person's, a draft's, an alert's, a focal point's; of what was told, the case's
    on: dt.date
    held: bool = False


def cases_of(*, person: Person) -> list[Case]:
    """Return all cases of a person, whichever agency holds them: to decide on the person as a whole."""
    with for_everybody():
        return list(person.cases.order_by("opened_on", "pk"))


def is_erased(*, case: Case, what: str) -> bool:
    """Return whether the identity behind a case, or what was told in it, was erased."""
    return case.erased.filter(what=what).exists()


def holds(*, case: Case, on: dt.date) -> list[LegalHold]:
    """Return the holds on a case that are in force on a day."""
    return list(LegalHold.objects.everything(Whole.RETENTION).filter(case=case, lifted_at=None, until__gt=on))


def hold_on(*, cases: Iterable[Case], on: dt.date) -> LegalHold | None:
    """Return a hold in force on one of these cases, the one that ends last."""
    found = LegalHold.objects.everything(Whole.RETENTION).filter(case__in=list(cases), lifted_at=None, until__gt=on)
    return found.order_by("-until").first()


def due(*, on: dt.date) -> list[Waiting]:
    """Return what has stood its time on a day, with what is only held back. Numbers alone; for the schedule."""
    with for_everybody():
        return [*_people_due(on), *_told_due(on), *_drafts_due(on), *_alerts_due(on), *_points_due(on)]


def person_due(*, number: uuid.UUID, on: dt.date) -> tuple[Person, Waiting] | None:
    """Return a person whose identity has stood its time on a day."""
    with for_everybody():
        rows = Case.objects.everything(Whole.RETENTION).filter(person=number).select_related("person")
        found = list(rows.exclude(erased__what="identity").order_by("opened_on", "pk"))
        ends = _end_of(found[0].person, found) if found else None
        if ends is None or ends[1] > on:
            return None
        return found[0].person, Waiting(ends[0], number, ends[1], hold_on(cases=found, on=on) is not None)


def told_due(*, number: uuid.UUID, on: dt.date) -> tuple[Case, Waiting] | None:
    """Return a case in which what was told has stood its time on a day."""
    with for_everybody():
        case = Case.objects.everything(Whole.RETENTION).select_related("person").filter(pk=number).first()
        if case is None or is_erased(case=case, what="case"):
            return None
        found = cases_of(person=case.person)
        ends = _end_of_told(case.person, found)
        if ends is None or ends[1] > on:
            return None
        return case, Waiting(ends[0], number, ends[1], hold_on(cases=found, on=on) is not None)


def ended_before(kind: str, *, at: dt.datetime) -> dt.datetime | None:
    """Return the instant before which an approval or a session must have ended to go; `None` where all are kept."""
    term = codelists.pack().retention[kind]
    return None if term.keep else at - dt.timedelta(days=term.days or round(term.months * DAYS_OF_A_MONTH))


def overview(*, at: dt.datetime, on: dt.date) -> list[tuple[codelists.Term, int, int, int]]:
    """Return each term of the schedule with how much is due on a day, is overdue, or is held back."""
    found = due(on=on)
    rows = []
    for kind, term in codelists.pack().retention.items():
        of_kind = [one for one in found if one.kind == kind]
        free = [one for one in of_kind if not one.held]
        late = sum(one.on < on for one in free)
        rows.append((term, len(free) + _many_due(kind, at), late, len(of_kind) - len(free)))
    return rows


def _many_due(kind: str, at: dt.datetime) -> int:
    before = ended_before(kind, at=at) if kind in MANY else None
    return MANY[kind](before=before) if before else 0


def _drafts_due(on: dt.date) -> Iterator[Waiting]:
    term = codelists.pack().retention[DRAFT]
    for number, saved_at in identities.saved_drafts():
        ends = term.ends(saved_at.date())
        if ends is not None and ends <= on:
            yield Waiting(DRAFT, number, ends)


def _alerts_due(on: dt.date) -> Iterator[Waiting]:
    """Give what was told in alerts: of those that led nowhere by their own term, of the others with all their cases."""
    term, gone = codelists.pack().retention[ALERT], _erased_told()
    for number, ended_at, led_to in community.alerts_ended():
        ends = term.ends(timezone.localdate(ended_at)) if not led_to else on if set(led_to) <= gone else None
        if ends is not None and ends <= on:
            yield Waiting(ALERT, number, ends)


def _points_due(on: dt.date) -> Iterator[Waiting]:
    term = codelists.pack().retention[POINT]
    for number, until in community.points_ended(on=on):
        ends = term.ends(until)
        if ends is not None and ends <= on:
            yield Waiting(POINT, number, ends)


def _erased_told() -> set[uuid.UUID]:
    return set(Erased.objects.everything(Whole.RETENTION).filter(what="case").values_list("case_id", flat=True))


def _people_due(on: dt.date) -> Iterator[Waiting]:
    could = Q(closed_on__lt=on) | Q(determination=Status.NOT_A_VICTIM, determined_on__lt=on)
    for person, found, held in _by_person(could, "identity", on):
        ends = _end_of(person, found)
        if ends is not None and ends[1] <= on:
            yield Waiting(*ends[:1], person.pk, ends[1], held)


def _told_due(on: dt.date) -> Iterator[Waiting]:
    gone = _erased_told()
    for person, found, held in _by_person(Q(closed_on__lt=on), "case", on):
        ends = _end_of_told(person, found)
        if ends is not None and ends[1] <= on:
            yield from (Waiting(ends[0], case.pk, ends[1], held) for case in found if case.pk not in gone)


def _by_person(could: Q, what: str, on: dt.date) -> Iterator[tuple[Person, list[Case], bool]]:
    """Give each person with a case that may be due, with all cases, and whether a hold keeps them."""
    every = Case.objects.everything(Whole.RETENTION)
    persons = every.filter(could).exclude(erased__what=what).values("person")
    rows = every.filter(person__in=persons).select_related("person").order_by("person_id")
    holds = LegalHold.objects.everything(Whole.RETENTION).filter(lifted_at=None, until__gt=on)
    held = set(holds.values_list("case__person", flat=True))
    for person, found in groupby(rows.iterator(chunk_size=1000), key=attrgetter("person")):
        yield person, list(found), person.pk in held


def _end_of(person: Person, found: Sequence[Case]) -> tuple[str, dt.date] | None:
    """Return by which term a person's identity ends, and on which day; `None` while the person is being helped."""
    if all(_is_no_victim(case) for case in found):
        ends = (
            codelists.pack()
            .retention[NOT_A_VICTIM]
            .ends(max(case.determined_on for case in found if case.determined_on))
        )
        return (NOT_A_VICTIM, ends) if ends else None
    return _end_of_closed(person, found, CLOSED, OF_A_CHILD)


def _end_of_told(person: Person, found: Sequence[Case]) -> tuple[str, dt.date] | None:
    """Return by which term what a person told ends, and on which day; `None` while the person is being helped."""
    return _end_of_closed(person, found, TOLD, TOLD_BY_A_CHILD)


def _end_of_closed(person: Person, found: Sequence[Case], kind: str, of_a_child: str) -> tuple[str, dt.date] | None:
    closed = [case.closed_on for case in found if case.closed_on and case.status not in OPEN]
    if len(closed) < len(found):
        return None
    ends, later = codelists.pack().retention[kind].ends(max(closed)), _grown_up(person, max(closed), of_a_child)
    if ends is None or later is None or later <= ends:
        return (kind, ends) if ends else None
    return of_a_child, later


def _is_no_victim(case: Case) -> bool:
    """Return whether a case was ended by a decision that the person accepts, or has not said that she does not."""
    decided = case.determination == Status.NOT_A_VICTIM and case.category == PRESUMED and case.determined_on is not None
    return decided and not cases.contested(case=case)


def _grown_up(person: Person, closed_on: dt.date, kind: str) -> dt.date | None:
    """Return the day until which something of somebody who was a child at the end is kept; `None` for an adult.

    Somebody whose age nobody knows is kept as an adult: less is kept, not more.
    """
    term, adult = codelists.pack().retention[kind], cases.adult_age()
    if person.birth_year is None or closed_on.year - person.birth_year > adult:
        return None
    return dt.date(person.birth_year + adult + term.years_after_majority + 1, 1, 1)


def quiet(*, by: Member, on: dt.date) -> list[Case]:
    """Return the open cases that nobody changed or reviewed for a year, the longest first, for those who review."""
    if not by.may(Permission.ACCESS_REVIEW):
        return []
    since = codelists.months_later(on, -QUIET)
    reviewed = Review.objects.everything(Whole.RETENTION).filter(reviewed_on__gt=since).values("case")
    rows = cases.visible(by=by).filter(status__in=OPEN, updated_at__date__lte=since).exclude(pk__in=reviewed)
    found = rows.select_related("owner", "agency").order_by("updated_at")[:200]
    return [case for case in found if permitted(by, Permission.ACCESS_REVIEW, case)]
