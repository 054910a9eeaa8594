"""Where the person of a case stays, on the case page and among what happened."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tabara.access.enums import FieldGroup
from tabara.interfaces.web import texts
from tabara.interfaces.web.casefile.entries import Entry
from tabara.interfaces.web.casefile.part import Part
from tabara.protection.directory import queries
from tabara.protection.directory.enums import AskState, StayState


def part(case: Any, story: Any, by: Any, on: dt.date) -> Part | None:
    """Return how it stands: a stay, a place promised or asked for, or neither."""
    if FieldGroup.SERVICES not in story.seen:
        return None
    stays = story.of(queries.stays_of)
    held = next((one for one in stays if one.state in (StayState.PLANNED, StayState.IN)), None)
    unsafe = held is not None and held.provider.pk in queries.excluded(by=by, case=case, on=on)
    status = _("No stay in a shelter")
    if held is not None:
        said = (
            _("Stays in a shelter since %(day)s")
            if held.state == StayState.IN
            else _("Expected in a shelter on %(day)s")
        )
        status = said % {"day": texts.day(held.arrived_on or held.taken.since)}
    elif any(one.state == AskState.SENT for one in story.of(queries.asks_of)):
        status = _("A place is asked for; nobody has answered yet")
    at = reverse("web:shelter", kwargs={"number": case.pk})
    return Part(_("Shelter and providers"), at, _("Stays where it is not safe") if unsafe else status, unsafe)


def entries(case: Any, story: Any, by: Any) -> list[Entry]:
    """Return when the person came and left; a confidential place is not named beside a case."""
    if FieldGroup.SERVICES not in story.seen:
        return []
    found = []
    for one in story.of(queries.stays_of):
        where = "" if one.provider.is_confidential else one.provider.name
        if one.arrived_on:
            found.append(Entry(one.arrived_on, _("Came to a shelter"), where))
        if one.left_on:
            found.append(Entry(one.left_on, _("Left the shelter"), texts.code_label("left_to", one.left_to)))
    return found
