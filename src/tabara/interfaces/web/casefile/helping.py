"""Help given and planned, as a part of the case."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tabara.access.enums import FieldGroup
from tabara.interfaces.web import texts
from tabara.interfaces.web.casefile.entries import Entry
from tabara.interfaces.web.casefile.part import Part
from tabara.protection.assistance import queries
from tabara.protection.assistance.enums import AppointmentState


def part(case: Any, story: Any, by: Any, on: dt.date) -> Part | None:
    """Return how help stands: what is planned next, else when somebody helped last."""
    planned = [one for one in story.of(queries.appointments) if one.state == AppointmentState.PLANNED]
    at = reverse("web:help-given", kwargs={"number": case.pk})
    if planned:
        first = planned[0]
        said = {"service": texts.code_label("service", first.code), "day": texts.day(first.on)}
        return Part(_("Help given and planned"), at, _("%(service)s on %(day)s") % said, presses=first.on < on)
    last = case.assisted_on if FieldGroup.SERVICES in story.seen else None
    how = _("Last help on %(day)s") % {"day": texts.day(last)} if last else _("Nothing planned yet")
    return Part(_("Help given and planned"), at, how)


def entries(case: Any, story: Any, by: Any) -> list[Entry]:
    """Return what was missed, for the timeline; what was given stands there already."""
    missed = [one for one in story.of(queries.appointments) if one.state == AppointmentState.MISSED]
    return [
        Entry(
            one.on,
            _("Planned service missed"),
            f"{texts.code_label('service', one.code)} · {texts.code_label('missed_reason', one.reason)}",
            one.recorded_by.name,
        )
        for one in missed
    ]
