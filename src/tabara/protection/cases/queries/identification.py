"""How a person's status came about: who decided what and when, what was looked at again, and what time she has."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.cases.enums import RecourseKind, RecourseState
from tabara.protection.cases.models import Case, Determination, Recourse, Reflection, Screening
from tabara.protection.cases.models.reflection import newest
from tabara.protection.cases.queries.holding import nothing_without
from tabara.protection.cases.queries.interview import numbers_of
from tabara.protection.cases.queries.judgement import Advice, advice
from tabara.protection.cases.queries.reach import seen

ELEMENTS = ("acts", "means", "purposes")
NEEDS = {
    RecourseKind.REVIEW: Permission.CASE_DETERMINE,
    RecourseKind.APPEAL: Permission.DETERMINATION_REVIEW,
}


@dataclass(frozen=True)
class Rung:
    """One decision on the ladder: what it put in the place of what, and what was asked about it afterwards."""

    decision: Determination
    before: str  # the status that it followed, or nothing
    added: Mapping[str, list[str]]  # elements of the definition that the decision before did not have
    dropped: Mapping[str, list[str]]
    recourses: tuple[Recourse, ...]


def ladder(*, by: Member, case: Case) -> list[Rung]:
    """Return the decisions in the order in which they were made, to whoever sees what was found."""
    if FieldGroup.FINDINGS not in seen(by=by, case=case):
        return []
    rows = list(case.determinations.select_related("decided_by", "agency").order_by("decided_on", "id"))
    asked = list(case.recourses.select_related("decided_by", "recorded_by", "of"))
    known = {row.pk: row for row in rows}
    return [_rung(row, known, [one for one in asked if one.of_id == row.pk]) for row in rows]


@nothing_without("recourses")
def recourses(*, by: Member, case: Case) -> list[Recourse]:
    """Return the reviews and appeals of a case as they were asked for, to whoever sees what was found."""
    if FieldGroup.FINDINGS not in seen(by=by, case=case):
        return []
    return list(case.recourses.select_related("decided_by", "recorded_by").order_by("asked_on", "id"))


def _rung(row: Determination, known: Mapping[uuid.UUID, Determination], asked: Iterable[Recourse]) -> Rung:
    before = known.get(row.follows_id) if row.follows_id else None
    added = {name: _beyond(getattr(row, name), getattr(before, name)) for name in ELEMENTS} if before else {}
    dropped = {name: _beyond(getattr(before, name), getattr(row, name)) for name in ELEMENTS} if before else {}
    return Rung(row, before.status if before else "", added, dropped, tuple(asked))


def _beyond(these: Iterable[str], others: Iterable[str]) -> list[str]:
    known = set(others)
    return [one for one in these if one not in known]


def open_recourse(*, by: Member, case: Case) -> Recourse | None:
    """Return the review or appeal that waits for an answer, to whoever sees what was found."""
    if FieldGroup.FINDINGS not in seen(by=by, case=case):
        return None
    return _open(case)


def contested(*, case: Case) -> bool:
    """Return whether a review or an appeal waits for an answer: nothing that depends on the status is taken away."""
    return _open(case) is not None


def recourse(*, by: Member, case: Case, number: uuid.UUID) -> Recourse:
    """Return a review or an appeal that this member may answer.

    Raises:
        NotFound: where there is none that waits, or somebody else has to answer it.
    """
    found = _open(case)
    if found is None or found.pk != number or not may_answer(by=by, recourse=found):
        raise NotFound
    return found


def may_answer(*, by: Member, recourse: Recourse) -> bool:
    """Return whether a member may answer: whoever made the decision never does."""
    needs = NEEDS[RecourseKind(recourse.kind)]
    return recourse.of.decided_by_id != by.pk and permitted(by, needs, recourse.case, shared=False)


def reflection(*, by: Member, case: Case) -> Reflection | None:
    """Return how it stands with the time to recover and reflect, to whoever sees the course of the case."""
    return _newest(case) if FieldGroup.COURSE in seen(by=by, case=case) else None


@nothing_without("reflections")
def reflections(*, by: Member, case: Case) -> list[Reflection]:
    """Return every step of the time to recover and reflect, the first one first."""
    if FieldGroup.COURSE not in seen(by=by, case=case):
        return []
    return list(case.reflections.select_related("recorded_by").order_by("recorded_on", "id"))


def newest_reflection(*, rows: Iterable[Reflection]) -> Reflection | None:
    """Return of these steps the one that holds."""
    return next(iter(newest(rows)), None)


def reflecting(*, case: Case, on: dt.date) -> bool:
    """Return whether the person has the time to recover and reflect on a day: no pressure to testify, no removal."""
    row = _newest(case)
    return row is not None and row.lasts(on)


def advice_on(*, screening: Screening) -> Advice:
    """Return what the indicators of a screening amount to, with the questions of the interview that led to them."""
    interview = getattr(screening, "interview", None)
    led = {key: numbers_of(questions=keys) for key, keys in interview.led.items()} if interview else {}
    return advice(
        age_at_entry=screening.age_at_entry,
        exploitation=screening.exploitation,
        indicators=screening.indicators,
        led=led,
    )


def noted(*, case: Case) -> Iterator[tuple[dt.date, str, str, bytes | None]]:
    """Give what was noted of interviews, reviews, appeals, time to reflect and flags: the day, of what, and the seal.

    For whoever opens the notes of a case, once that was allowed.
    """
    for one in case.interviews.all():
        yield one.begun_on, "interview", one.sealed_as(), one.answers
    for asked in case.recourses.all():
        yield asked.asked_on, asked.kind, f"recourse.{asked.pk}.grounds", asked.grounds
        yield asked.decided_on or asked.asked_on, asked.kind, f"recourse.{asked.pk}.reasons", asked.reasons
    for row in case.reflections.all():
        yield row.recorded_on, "reflection", f"reflection.{row.pk}.note", row.note
    for flag in case.flags.all():
        if flag.lowered_at is None or flag.lowered_for:  # one that was kept for longer says the same in the next
            yield flag.since, "flag", flag.field, flag.words


def _open(case: Case) -> Recourse | None:
    return case.recourses.select_related("of", "case", "recorded_by").filter(state=RecourseState.OPEN).first()


def _newest(case: Case) -> Reflection | None:
    return next(iter(newest(case.reflections.all())), None)
