"""How return and reintegration stand in a line each, and what of them stands in the timeline."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tabara.access.enums import FieldGroup
from tabara.interfaces.web import texts
from tabara.interfaces.web.casefile.entries import Entry
from tabara.interfaces.web.casefile.part import Part
from tabara.interfaces.web.homeward import RETURN_STATES
from tabara.interfaces.web.homeward.journeys import title_of
from tabara.protection.reintegration import queries
from tabara.protection.reintegration.enums import ReturnState, VisitState


def return_part(case: Any, story: Any, by: Any, on: dt.date) -> Part | None:
    """Return the part of the return: its steps are part of the course of the case."""
    if not story.seen & {FieldGroup.COURSE, FieldGroup.PLAN}:
        return None
    found = story.of(queries.returns)
    if not found and FieldGroup.PLAN not in story.seen:
        return None
    status = str(RETURN_STATES[found[0].state]) if found else _("None planned")
    late = any(one.state == ReturnState.DEPARTED and one.departed_on < on - dt.timedelta(days=2) for one in found)
    return Part(_("Return"), reverse("web:return", kwargs={"number": case.pk}), status, presses=late)


def plan_part(case: Any, story: Any, by: Any, on: dt.date) -> Part | None:
    """Return the part of reintegration, to whoever sees the plan."""
    if FieldGroup.PLAN not in story.seen:
        return None
    plans = story.of(queries.plans_visited)
    visits = [one for plan in plans for one in plan.visits.all() if one.state == VisitState.PLANNED]
    status, late = _("No plan yet"), False
    if visits:
        first = min(one.due_on for one in visits)
        late = first < on
        said = _("Visit late since %(day)s") if late else _("Next visit on %(day)s")
        status = said % {"day": texts.day(first)}
    elif plans:
        status = _("No visit is planned any more")
    at = reverse("web:reintegration", kwargs={"number": case.pk})
    return Part(_("Reintegration and visits"), at, status, presses=late)


def entries(case: Any, story: Any, by: Any) -> list[Entry]:
    """Return the steps of returns, the visits, how the case ended and opened again, and its episodes."""
    found = [entry for one in story.of(queries.returns) for entry in _of_return(one)]
    for plan in story.of(queries.plans_visited):
        found.append(Entry(plan.made_on, _("Plan of reintegration")))
        found += [_of_visit(one) for one in plan.visits.all() if one.done_on]
    endings = story.of(queries.endings)
    found += [entry for one in endings for entry in _of_ending(one)]
    if FieldGroup.COURSE in story.seen and case.closed_on and not any(one.reopened_on is None for one in endings):
        found.append(Entry(case.closed_on, _("Case closed")))
    return found + [_of_episode(one, case) for one in story.of(queries.episodes)]


def _of_episode(one: Any, case: Any) -> Entry:
    why = texts.code_label("episode_reason", one.reason)
    if one.case_id == case.pk:
        told = _("New case of a person known from %(code)s") % {"code": one.follows.code}
        return Entry(one.begun_on, told, why)
    return Entry(one.begun_on, _("A later case of the person: %(code)s") % {"code": one.case.code}, why)


def _of_return(one: Any) -> list[Entry]:
    steps = (
        (one.prepared_on, _("Return being prepared"), title_of(one)),
        (one.cleared_on, _("Return cleared"), ""),
        (one.departed_on, _("Left"), title_of(one)),
        (one.arrived_on, _("Arrived"), ""),
        (one.handed_over_on, _("Taken over"), texts.code_label("return_outcome", one.outcome)),
        (one.called_off_on, _("Return called off"), texts.code_label("return_call_off", one.call_off_reason)),
    )
    return [Entry(day, what, details) for day, what, details in steps if day]


def _of_visit(one: Any) -> Entry:
    month = _("%(months)s months") % {"months": one.month}
    who = one.done_by.name if one.done_by else ""
    if one.state == VisitState.KEPT:
        return Entry(one.done_on, _("Visit made"), f"{month} · {texts.code_label('visit_way', one.way)}", who)
    if one.state == VisitState.MISSED:
        return Entry(one.done_on, _("Visit missed"), f"{month} · {texts.code_label('visit_missed', one.reason)}", who)
    return Entry(one.done_on, _("Visit dropped"), f"{month} · {texts.code_label('closure_reason', one.reason)}", who)


def _of_ending(one: Any) -> list[Entry]:
    who = one.ended_by.name if one.ended_by else ""
    found = [Entry(one.ended_on, _("Case closed"), texts.code_label("closure_reason", one.reason), who)]
    if one.reopened_on:
        why = texts.code_label("reopen_reason", one.reopen_reason)
        found.append(Entry(one.reopened_on, _("Case opened again"), why, one.reopened_by.name))
    return found
