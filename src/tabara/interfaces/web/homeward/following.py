"""A plan of reintegration as people read it: its goals, the line of its visits, and how the case ended."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tabara import codelists
from tabara.interfaces.web import texts
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import Channel
from tabara.protection.reintegration import queries
from tabara.protection.reintegration.enums import Dimension, Start, Trend, VisitState

STARTS: Mapping[str, str | Promise] = {
    Start.RETURN: gettext_lazy("counted from the arrival, %(day)s"),
    Start.SHELTER: gettext_lazy("counted from leaving the shelter, %(day)s"),
    Start.DAY: gettext_lazy("counted from %(day)s"),
}
TRENDS: Mapping[str, str | Promise] = {
    Trend.FIRST: gettext_lazy("first measure"),
    Trend.BETTER: gettext_lazy("better than at first"),
    Trend.SAME: gettext_lazy("the same as at first"),
    Trend.WORSE: gettext_lazy("worse than at first"),
}
ABOUT: Mapping[str, str | Promise] = {
    "return.document_number": gettext_lazy("Number of the travel document"),
    "return.route": gettext_lazy("The way and the ticket"),
    "return.receiver_words": gettext_lazy("Who receives the person"),
    "return.received_by": gettext_lazy("Who took the person over"),
    "return.handover": gettext_lazy("What was said at the handover"),
    "goal.words": gettext_lazy("A goal, in her own words"),
    "visit.notes": gettext_lazy("Notes of a visit"),
    "ending.summary": gettext_lazy("What was reached, at the closing"),
    "ending.way_back": gettext_lazy("How she can come back"),
}
WAYS_TO_HER = (Channel.VISIT, Channel.CALL, Channel.TRUSTED)


@dataclass(frozen=True)
class Seen:
    """One visit as the line shows it."""

    row: Any
    title: str
    on: dt.date
    status: str
    planned: bool
    late: bool
    danger: bool
    measures: list[tuple[str, str, int, str]]  # dimension, answer, from 1 to 5, how it compares


def plan_of(plan: Any, today: dt.date) -> dict[str, Any]:
    """Return a plan in words: from when, its goals, its visits from the first to the last, and what they say."""
    rows = list(plan.visits.all())
    return {
        "row": plan,
        "start": STARTS[plan.start] % {"day": texts.day(plan.starts_on)},
        "goals": [(goal, _goal(goal)) for goal in plan.goals.all()],
        "visits": [_seen(row, rows, today) for row in rows],
        "course": _course(rows),
        "goes_on": plan.ended_on is None,
        "to_do": any(row.state == VisitState.PLANNED for row in rows),
    }


def ending_of(ending: Any) -> dict[str, Any]:
    """Return in words how a case was closed, and opened again."""
    return {
        "row": ending,
        "reason": texts.code_label("closure_reason", ending.reason) or _("reason not recorded"),
        "answer": texts.code_label("closing_answer", ending.answer),
        "reopened": texts.code_label("reopen_reason", ending.reopen_reason),
    }


def months() -> str:
    """Return the months of the pack's visits, one after the other."""
    return ", ".join(str(month) for month in codelists.pack().parameters["follow_up_months"])


def about(field: str) -> str:
    """Return what a sealed field is about."""
    return str(ABOUT[field])


def heeded(request: HttpRequest, case: Any) -> list[str]:
    """Return what has to be heeded before anybody goes or calls, to whoever may know how the person is reached."""
    found = cases.contacts(by=request.user, case=case, at=timezone.now())
    return [one.sentence for one in found if one.channel in WAYS_TO_HER and one.rule and one.sentence]


def _goal(goal: Any) -> str:
    if goal.reached is None:
        return _("pursued since %(day)s") % {"day": texts.day(goal.set_on)}
    said = _("reached on %(day)s") if goal.reached else _("pursued no more since %(day)s")
    return said % {"day": texts.day(goal.ended_on)}


def _seen(row: Any, rows: list[Any], today: dt.date) -> Seen:
    planned = row.state == VisitState.PLANNED
    late = planned and row.due_on < today
    danger = row.safe == "no" or row.risk == "high"
    title = ngettext("At %(count)s month", "At %(count)s months", row.month) % {"count": row.month}
    return Seen(row, title, row.done_on or row.due_on, _status(row, late), planned, late, danger, _measures(row, rows))


def _status(row: Any, late: bool) -> str:
    if row.state == VisitState.KEPT:
        return texts.code_label("visit_way", row.way)
    if row.state == VisitState.MISSED:
        return texts.code_label("visit_missed", row.reason)
    if row.state == VisitState.DROPPED:
        return _("not made: %(reason)s") % {"reason": texts.code_label("closure_reason", row.reason)}
    return _("late: nobody has recorded it yet") if late else _("planned")


def _measures(row: Any, rows: list[Any]) -> list[tuple[str, str, int, str]]:
    if row.state != VisitState.KEPT:
        return []
    trends, found = queries.trend_of(row, rows), []
    for dimension in Dimension:
        value, trend = getattr(row, dimension), trends[dimension]
        if value is not None:
            answer = texts.code_label(f"outcome_{dimension}", str(value))
            said = str(TRENDS[trend]) if trend else ""
            found.append((texts.code_label("reintegration_dimension", dimension), answer, value, said))
    return found


def _course(rows: list[Any]) -> list[str]:
    """Return in sentences how the last visit compares with the first, and each visit at which nobody was found."""
    kept, said = queries.measured(rows), []
    if len(kept) > 1:
        trends = queries.trend_of(kept[-1], rows)
        for dimension, trend in trends.items():
            if trend:
                title = texts.code_label("reintegration_dimension", dimension)
                said.append(texts.paired(title, TRENDS[trend]))
    gone = [row for row in rows if row.state == VisitState.MISSED]
    for row in gone:
        reason = texts.code_label("visit_missed", row.reason)
        said.append(
            ngettext("%(reason)s at %(count)s month", "%(reason)s at %(count)s months", row.month)
            % {"reason": reason, "count": row.month}
        )
    return said
