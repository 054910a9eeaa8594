"""How much an alert presses, by a rule that one can say aloud, and how many hours that leaves. A person decides."""

import datetime as dt
from collections.abc import Iterable

from tabara import codelists
from tabara.protection.community.enums import Priority

CHILD = "child"


def suggested(*, risks: Iterable[str], needs: Iterable[str], age_groups: Iterable[str]) -> tuple[Priority, list[str]]:
    """Return the priority that the rule suggests, and the dangers that make it so.

    The gravest danger decides, as the list of dangers says it. Without one, an urgent need or a child makes it high.
    """
    known = codelists.pack().codelist("immediate_risk").codes
    by_risk = {risk: known[risk].more.get("priority", Priority.HIGH) for risk in risks if risk in known}
    for priority in Priority:
        found = [risk for risk, weight in by_risk.items() if weight == priority]
        if found:
            return priority, found
    return (Priority.HIGH if [*needs] or CHILD in set(age_groups) else Priority.NORMAL), []


def due_for_triage(*, priority: str, since: dt.datetime) -> dt.datetime:
    """Return by when an alert that came in at an instant has to be weighed."""
    return since + _hours("triage_hours", priority)


def due_after(*, priority: str, since: dt.datetime) -> dt.datetime:
    """Return by when an alert that was weighed at an instant has to have led somewhere."""
    return since + _hours("alert_hours", priority)


def _hours(clock: str, priority: str) -> dt.timedelta:
    return dt.timedelta(hours=int(codelists.pack().parameters[clock][priority]))
