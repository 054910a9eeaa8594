"""The flags of a case: in a line, on top of its page, and in its timeline."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import FieldGroup
from tabara.interfaces.web import texts
from tabara.interfaces.web.casefile.entries import Entry
from tabara.interfaces.web.casefile.part import Part
from tabara.protection.cases import queries


def part(case: Any, story: Any, by: Any, on: dt.date) -> Part | None:
    """Return the part of flags, to whoever sees where the case stands."""
    if FieldGroup.COURSE not in story.seen:
        return None
    raised = raised_on(story)
    at = reverse("web:flags", kwargs={"number": case.pk})
    return Part(_("Flags"), at, " · ".join(raised) or _("None raised"), presses=bool(raised))


def raised_on(story: Any) -> list[str]:
    """Return the flags that are raised, in words."""
    return [texts.code_label("flag", one.kind) for one in story.of(queries.flags) if one.lowered_at is None]


def entries(case: Any, story: Any, by: Any) -> list[Entry]:
    """Return when which flag was raised and lowered, and by whom."""
    found = []
    for one in story.of(queries.flags):
        label = texts.code_label("flag", one.kind)
        first = one.follows or one
        found.append(Entry(one.since, _("Flag raised"), label, first.raised_by.name))
        if one.lowered_at:
            why = texts.code_label("flag_end", one.lowered_for)
            on = timezone.localdate(one.lowered_at)
            found.append(Entry(on, _("Flag lowered"), f"{label} · {why}", one.lowered_by.name))
    return found
