"""How needs and plan of a case stand in a line, and what of them stands in its timeline."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tabara.access.enums import FieldGroup
from tabara.interfaces.web import texts
from tabara.interfaces.web.casefile.entries import Entry
from tabara.interfaces.web.casefile.part import Part
from tabara.protection.planning import queries
from tabara.protection.planning.enums import IN_FORCE, InterestsKind, PlanState, Risk

STATES: Mapping[str, str | Promise] = {
    PlanState.DRAFT: gettext_lazy("Plan being written"),
    PlanState.SUBMITTED: gettext_lazy("Plan waits for approval"),
    PlanState.SENT_BACK: gettext_lazy("Plan sent back"),
    PlanState.APPROVED: gettext_lazy("Plan approved"),
    PlanState.UNDER_WAY: gettext_lazy("Plan under way"),
    PlanState.REPLACED: gettext_lazy("Earlier version"),
    PlanState.CLOSED: gettext_lazy("Plan closed"),
}
RISKS: Mapping[str, str | Promise] = {
    Risk.HIGH: gettext_lazy("High risk"),
    Risk.MEDIUM: gettext_lazy("Medium risk"),
    Risk.LOW: gettext_lazy("Low risk"),
}
KINDS: Mapping[str, str | Promise] = {
    InterestsKind.ASSESSMENT: gettext_lazy("Best interests assessment"),
    InterestsKind.DETERMINATION: gettext_lazy("Best interests determination"),
}


def part(case: Any, story: Any, by: Any, on: dt.date) -> Part | None:
    """Return the part of needs and plan, to whoever may see it."""
    if FieldGroup.PLAN not in story.seen:
        return None
    plan = queries.current(story.of(queries.outline))
    assessments = story.of(queries.assessments)
    status, late = status_of(plan, on)
    overdue = bool(assessments) and assessments[0].next_on < on and not case.closed_on
    said = [status] if plan else [_("Assessed, no plan yet") if assessments else _("Not assessed yet")]
    said += [_("assessment overdue")] if overdue else []
    at = reverse("web:plan", kwargs={"number": case.pk})
    return Part(_("Needs and plan"), at, " · ".join(said), presses=late or overdue)


def status_of(plan: Any, on: dt.date) -> tuple[str, bool]:
    """Return how a plan stands in a line, and whether something in it is late."""
    if plan is None:
        return "", False
    far = queries.progress(plan=plan, on=on)
    said, late = [str(STATES[plan.state])], plan.state in IN_FORCE and far.late > 0
    if far.goals and plan.state in (*IN_FORCE, PlanState.CLOSED):
        said.append(_("%(met)s of %(goals)s goals met") % {"met": far.met, "goals": far.goals})
    if late:
        said.append(ngettext("%(count)s action overdue", "%(count)s actions overdue", far.late) % {"count": far.late})
    return " · ".join(said), late


def entries(case: Any, story: Any, by: Any) -> list[Entry]:
    """Return what was assessed, planned and decided, each on its day."""
    if FieldGroup.PLAN not in story.seen:
        return []
    found = [
        Entry(one.assessed_on, _("Needs assessed"), str(RISKS[one.risk]), one.assessed_by.name)
        for one in story.of(queries.assessments)
    ]
    found += [
        Entry(
            one.decided_on,
            str(KINDS[one.kind]),
            texts.code_label("best_interests_matter", one.matter),
            one.recorded_by.name,
        )
        for one in story.of(queries.interests_told)
    ]
    found += [
        Entry(one.held_on, _("Case conference"), ", ".join(agencies_of(one)), one.recorded_by.name)
        for one in story.of(queries.conferences_told)
    ]
    for plan in story.of(queries.outline):
        found += _of_plan(plan)
    return found


def agencies_of(conference: Any) -> list[str]:
    """Return the names of the agencies that took part in a conference."""
    return sorted({one.agency.name for one in conference.present.all()})


def _of_plan(plan: Any) -> list[Entry]:
    version = _("Version %(number)s") % {"number": plan.number}
    found = []
    if plan.decided_at and plan.state != PlanState.SENT_BACK:
        found.append(Entry(timezone.localdate(plan.decided_at), _("Plan approved"), version, plan.decided_by.name))
    if plan.closed_on:
        found.append(Entry(plan.closed_on, _("Plan closed"), version))
    return found
