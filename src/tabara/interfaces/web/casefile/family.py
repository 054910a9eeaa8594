"""The part of a case about those who belong to the person."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tabara.access.enums import FieldGroup
from tabara.interfaces.web import texts
from tabara.interfaces.web.casefile.entries import Entry
from tabara.interfaces.web.casefile.part import Part
from tabara.protection.family import queries
from tabara.protection.family.enums import OPEN


def part(case: Any, story: Any, by: Any, on: dt.date) -> Part | None:
    """Return how it stands with the family, to whoever sees how to reach the person or what is planned."""
    if not story.seen & {FieldGroup.CONTACT, FieldGroup.PLAN}:
        return None
    at = reverse("web:family", kwargs={"number": case.pk})
    searched = sum(one.state in OPEN for one in story.of(queries.tracings))
    if story.whole and queries.needs_guardian(case=case, on=on):
        return Part(_("Family"), at, _("Nobody is known to answer for this child"), presses=True)
    if searched:
        return Part(_("Family"), at, _("Searches under way: %(count)s") % {"count": searched})
    known = len(story.of(queries.household))
    return Part(_("Family"), at, _("People known: %(count)s") % {"count": known} if known else _("Nothing yet"))


def entries(case: Any, story: Any, by: Any) -> list[Entry]:
    """Return the searches and the guardians as they came."""
    found = [
        Entry(step.on, _("Search for a relative"), texts.code_label("tracing_state", step.state), step.by.name)
        for one in story.of(queries.tracings)
        for step in one.steps.all()
    ]
    found += [
        Entry(one.since, _("Guardian"), texts.code_label("guardian_kind", one.kind), one.recorded_by.name)
        for one in story.of(queries.guardians)
    ]
    return found
