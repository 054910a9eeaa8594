"""How the status of a person and the time she has stand in a line, and what of them stands in the timeline."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tabara.access.enums import FieldGroup
from tabara.interfaces.web import texts
from tabara.interfaces.web.casefile.entries import Entry
from tabara.interfaces.web.casefile.part import Part
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import RecourseKind, RecourseState, ReflectionStep


def part(case: Any, story: Any, by: Any, on: dt.date) -> Part | None:
    """Return the part of screening and status, to whoever sees what was found."""
    if FieldGroup.FINDINGS not in story.seen:
        return None
    asked = story.of(cases.recourses)
    waiting = next((row for row in asked if row.state == RecourseState.OPEN), None)
    said = [texts.code_label("determination_status", case.determination)] if case.determination else []
    if waiting:
        said.append(_("appeal under way") if waiting.kind == RecourseKind.APPEAL else _("looked at again"))
    elif not said and story.of(cases.open_interview):
        said.append(_("Interview begun"))
    at = reverse("web:identification", kwargs={"number": case.pk})
    late = waiting is not None and waiting.due_on < on
    return Part(_("Screening and status"), at, " · ".join(said) or _("Not decided yet"), presses=late)


def time_part(case: Any, story: Any, by: Any, on: dt.date) -> Part | None:
    """Return the part of the time to recover and reflect, to whoever sees the course of the case."""
    if FieldGroup.COURSE not in story.seen:
        return None
    row = cases.newest_reflection(rows=story.of(cases.reflections))
    at = reverse("web:reflection", kwargs={"number": case.pk})
    if row is None:
        return Part(_("Time to recover and reflect"), at, _("Not begun"))
    said = _("Until %(day)s: no pressure to testify, no removal") if row.lasts(on) else _("Ended on %(day)s")
    presses = not row.is_over and not row.lasts(on)
    return Part(_("Time to recover and reflect"), at, said % {"day": texts.day(row.last_day)}, presses=presses)


def entries(case: Any, story: Any, by: Any) -> list[Entry]:
    """Return what was contested and answered, and the time that was given, each on its day."""
    found = [entry for row in story.of(cases.recourses) for entry in _recourse(row)]
    return [*found, *(_step(row) for row in story.of(cases.reflections))]


def _recourse(row: Any) -> list[Entry]:
    appeal = row.kind == RecourseKind.APPEAL
    who = texts.code_label("recourse_by", row.asked_by)
    asked = _("Appeal against the decision") if appeal else _("Review of the decision asked for")
    entries = [Entry(row.asked_on, asked, who, row.recorded_by.name)]
    if row.decided_on:
        answers = {
            RecourseState.UPHELD: _("Decision upheld"),
            RecourseState.CHANGED: _("Decision changed"),
            RecourseState.WITHDRAWN: _("Appeal taken back") if appeal else _("Review taken back"),
        }
        entries.append(Entry(row.decided_on, answers[row.state], "", row.decided_by.name))
    return entries


def _step(row: Any) -> Entry:
    words = {
        ReflectionStep.BEGUN: _("Time to recover and reflect begun"),
        ReflectionStep.EXTENDED: _("More time to recover and reflect"),
        ReflectionStep.ENDED: _("Time to recover and reflect ended by own wish"),
        ReflectionStep.TOLD: _("Spoke about what comes next"),
    }
    until = _("until %(day)s") % {"day": texts.day(row.last_day)}
    return Entry(row.recorded_on, words[row.step], until, row.recorded_by.name)
