"""How an alert is told: its state in a word, its clock in hours."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tabara.interfaces.web import texts
from tabara.protection.community import queries
from tabara.protection.community.enums import AlertState

STATES: Mapping[str, str | Promise] = {
    AlertState.NEW: gettext_lazy("received"),
    AlertState.TRIAGED: gettext_lazy("being looked after"),
    AlertState.PASSED_ON: gettext_lazy("passed on to another agency"),
    AlertState.TAKEN: gettext_lazy("taken up"),
    AlertState.CLOSED: gettext_lazy("closed"),
}
COLOURS = {"urgent": "govuk-tag--red", "high": "govuk-tag--orange", "normal": "govuk-tag--blue"}
HOUR = 60  # minutes
DAY = 24  # hours
LONG = 2 * DAY


def long(span: dt.timedelta) -> str:
    """Return how long something lasts, roughly: minutes, hours, or days."""
    minutes = int(span.total_seconds()) // 60
    hours = minutes // HOUR
    if hours >= LONG:
        return ngettext("%(number)s day", "%(number)s days", hours // DAY) % {"number": hours // DAY}
    if minutes >= HOUR:
        return ngettext("%(number)s hour", "%(number)s hours", hours) % {"number": hours}
    return ngettext("%(number)s minute", "%(number)s minutes", minutes) % {"number": minutes}


def clock(alert: Any, at: dt.datetime) -> tuple[str, bool]:
    """Return by when the next step is due, in words, and whether it is overdue."""
    if not alert.is_open or alert.due_at is None:
        return "", False
    late = alert.late_by(at)
    if late is not None:
        return _("overdue by %(time)s") % {"time": long(late)}, True
    return _("due in %(time)s") % {"time": long(alert.due_at - at)}, False


def row(alert: Any, at: dt.datetime) -> dict[str, Any]:
    """Return an alert as a list shows it."""
    words, late = clock(alert, at)
    return {
        "alert": alert,
        "state": STATES[alert.state],
        "colour": COLOURS.get(alert.priority, ""),
        "clock": words,
        "late": late,
        "risks": several("immediate_risk", alert.risks),
        "place": texts.place_name(alert.place, alert.place_version),
    }


def several(codelist: str, codes: Iterable[str]) -> str:
    """Return codes in one line."""
    return ", ".join(texts.code_label(codelist, code) for code in codes)


def suggestion(alert: Any) -> tuple[str, str]:
    """Return the priority that the rule suggests, and the sentence that explains it."""
    priority, because = queries.suggested(risks=alert.risks, needs=alert.needs, age_groups=alert.age_groups)
    about = {"priority": texts.code_label("priority", priority), "dangers": several("immediate_risk", because)}
    if because:
        return priority, _("Suggested: %(priority)s, because of: %(dangers)s. You decide.") % about
    if priority == "high":
        return priority, _("Suggested: %(priority)s, because there is an urgent need or a child. You decide.") % about
    return priority, _(
        "Suggested: %(priority)s, because no danger, no urgent need and no child is named. You decide."
    ) % about
