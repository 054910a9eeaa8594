"""Where a case stands on its path, and what it waits for in sentences."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.access.enums import FieldGroup
from tabara.interfaces.web import texts
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import ConsentPurpose, Due

DUE: dict[Due, str | Promise] = {
    Due.SCREENING: gettext_lazy("Nobody has screened this person yet."),
    Due.DETERMINATION: gettext_lazy("The screening is done; nobody has decided the status yet."),
    Due.ASSISTANCE: gettext_lazy("No service has been recorded for 30 days or more."),
}


@dataclass(frozen=True)
class Step:
    """One step of the path, with its day where it is done."""

    title: str
    on: dt.date | None


def path_of(case: Any, story: Any) -> list[Step]:
    """Return the steps from registration to closure, to whoever sees the course of the case."""
    if FieldGroup.COURSE not in story.seen:
        return []
    registered = [one for one in story.consents if one.purpose == ConsentPurpose.REGISTRATION]
    agreed = [one.asked_on for one in registered if one.given and cases.agreed(answers=registered)]
    return [
        Step(_("Registered"), case.opened_on),
        *([Step(_("Consented"), max(agreed, default=None))] if story.whole else []),
        Step(_("Screened"), case.screened_on),
        Step(_("Determined"), case.determined_on),
        Step(_("Assisted"), case.assisted_on),
        Step(_("Closed"), case.closed_on),
    ]


def due_of(case: Any, story: Any, on: dt.date) -> list[str]:
    """Return what the case waits for, in sentences, to the holder's own people."""
    if not story.whole:
        return []
    found = [str(DUE[what]) for what in cases.due(case=case, on=on)]
    if case.urgent_needs and not case.assisted_on and not case.closed_on:
        needs = ", ".join(texts.code_label("urgent_need", code) for code in case.urgent_needs)
        found.insert(0, _("Urgent since registration, and no service recorded yet: %(needs)s.") % {"needs": needs})
    registration = [c for c in story.consents if c.purpose == ConsentPurpose.REGISTRATION]
    if registration and not cases.agreed(answers=registration):
        found.insert(0, _("The person withdrew the agreement to be registered. Speak with the supervisor."))
    return found
