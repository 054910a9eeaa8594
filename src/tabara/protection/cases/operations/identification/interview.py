"""An interview as it goes: begun, kept section by section, taken up again by whoever may, ended by a screening."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import Refused, Stale
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases.enums import INTERVIEW_STEPS, InterviewState
from tabara.protection.cases.models import Case, Interview, Screening
from tabara.protection.cases.queries.interview import Said, allowed_answers, opened, speaks_for
from tabara.sealing.keys import Purpose, seal

LONGEST_NOTE = 5000  # letters


@operation("cases.begin_interview", needs=Permission.CASE_SCREEN, on="case")
def begin_interview(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case) -> Interview:
    """Begin an interview; one that is open already is taken up again instead."""
    if case.interviews.filter(state=InterviewState.OPEN).exists():
        raise Refused(_("An interview of this person is open already. Take it up again."))
    row = Interview(id=event, case=case, begun_on=timezone.localdate(at), begun_by=by, saved_at=at, saved_by=by)
    row.answers = _sealed(row, {})
    write(row)
    return row


@operation("cases.keep_interview", needs=Permission.CASE_SCREEN, on="case")
def keep_interview(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    interview: uuid.UUID,
    section: str,
    answers: Mapping[str, Iterable[str]],
    note: str = "",
    saw: str = "",
    window: str = "",
) -> Interview:
    """Keep what was said in one section, in the place of what was kept of it.

    `saw` is the save that was seen; what the same `window` kept meanwhile is no clash.
    """
    row = _open(case, interview)
    said = {key: list(chosen) for key, chosen in answers.items() if chosen}
    _refuse_unasked(section, said)
    if len(note) > LONGEST_NOTE:
        raise Refused(_("Write at most %(most)s letters.") % {"most": LONGEST_NOTE}, "note")
    kept = opened(row)
    before = kept.get(section, Said())
    if before.stamp not in (saw, window) and (before.answers, before.note) != (said, note):
        raise Stale({"section": before})
    kept[section] = Said(said, note, window or str(event))
    row.answers, row.version, row.saved_at, row.saved_by = _sealed(row, kept), row.version + 1, at, by
    write(row, "answers", "version", "saved_at", "saved_by")
    return row


@operation("cases.drop_interview", needs=Permission.CASE_SCREEN, on="case")
def drop_interview(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, interview: uuid.UUID) -> Interview:
    """Erase what was said in an interview that is not finished, because the person takes it back."""
    row = _open(case, interview)
    _step(row, InterviewState.DROPPED, at)
    row.answers = None
    write(row, "state", "ended_on", "answers")
    return row


def finish(case: Case, interview: uuid.UUID, screening: Screening, at: dt.datetime) -> None:
    """End an interview by the screening that was made from it, and remember which questions led to its indicators."""
    row = _open(case, interview)
    _step(row, InterviewState.DONE, at)
    spoken = speaks_for(answers=opened(row)).indicators
    row.screening, row.led = screening, {key: spoken[key] for key in screening.indicators if key in spoken}
    write(row, "state", "ended_on", "screening", "led")


def _open(case: Case, interview: uuid.UUID) -> Interview:
    row = case.interviews.filter(pk=interview).first()
    if row is None or row.state != InterviewState.OPEN:
        raise Refused(_("This interview has ended. Begin a new one."))
    return row


def _step(row: Interview, to: InterviewState, at: dt.datetime) -> None:
    if to not in INTERVIEW_STEPS[InterviewState(row.state)]:
        raise Refused(_("This interview has ended. Begin a new one."))
    row.state, row.ended_on = to, timezone.localdate(at)


def _sealed(row: Interview, kept: Mapping[str, Said]) -> bytes:
    plain = {
        section: {"answers": dict(said.answers), "note": said.note, "stamp": said.stamp}
        for section, said in kept.items()
    }
    return seal(row.case_id, Purpose.NARRATIVE, row.sealed_as(), plain)


def _refuse_unasked(section: str, said: Mapping[str, list[str]]) -> None:
    asked = {one.key: one for one in codelists.pack().interview.of_section(section)}
    if not asked:
        raise Refused(_("There is no such part of the interview. Choose one of those on the page."))
    for key, chosen in said.items():
        question = asked.get(key)
        if question is None or set(chosen) - allowed_answers(question):
            raise Refused(_("This is no answer to this question. Choose one of those on the page."), key)
        if len(chosen) > 1 and not question.many:
            raise Refused(_("Choose one answer to this question."), key)
