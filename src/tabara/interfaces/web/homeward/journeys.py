"""A return as people read it: from where to where, the steps it has gone, the checklist, and what comes next."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.interfaces.web import texts
from tabara.protection.reintegration import queries
from tabara.protection.reintegration.enums import RETURN_STEPS, Asks, Check, ReturnState

RETURN_STATES: Mapping[str, str | Promise] = {
    ReturnState.PREPARED: gettext_lazy("being prepared"),
    ReturnState.CLEARED: gettext_lazy("cleared: she may leave"),
    ReturnState.DEPARTED: gettext_lazy("on the way: nobody has confirmed the arrival yet"),
    ReturnState.ARRIVED: gettext_lazy("arrived: nobody has taken her over yet"),
    ReturnState.HANDED_OVER: gettext_lazy("complete"),
    ReturnState.CALLED_OFF: gettext_lazy("called off"),
}
# What comes next in each state: the words of the button, and its page.
NEXT: Mapping[str, tuple[str | Promise, str]] = {
    ReturnState.PREPARED: (gettext_lazy("Clear the return"), "clear-return"),
    ReturnState.CLEARED: (gettext_lazy("She has left"), "return-departure"),
    ReturnState.DEPARTED: (gettext_lazy("Confirm the arrival"), "return-arrival"),
    ReturnState.ARRIVED: (gettext_lazy("Record the handover"), "return-handover"),
}


class Step(NamedTuple):
    """One step of a return, with its day where it is done."""

    title: str
    on: dt.date | None


@dataclass(frozen=True)
class Journey:
    """A return with its words."""

    row: Any
    title: str
    state: str
    goes_on: bool
    steps: list[Step]
    facts: list[tuple[str, str]]
    after: tuple[str, str] | None  # the next button: its words and its page
    changes: bool  # the checklist is still open


@dataclass(frozen=True)
class Line:
    """One item of the checklist as the page shows it."""

    key: str
    title: str
    status: str
    done: bool
    answered: bool  # by the consent or a page of its own: nothing is recorded here


def journey_of(row: Any) -> Journey:
    """Return a return with its words."""
    after = NEXT.get(row.state)
    return Journey(
        row,
        title_of(row),
        str(RETURN_STATES[row.state]),
        bool(RETURN_STEPS[ReturnState(row.state)]),
        [
            Step(_("Being prepared"), row.prepared_on),
            Step(_("Cleared"), row.cleared_on),
            Step(_("Left"), row.departed_on),
            Step(_("Arrived"), row.arrived_on),
            Step(_("Taken over"), row.handed_over_on),
        ],
        [(title, text) for title, text in _facts(row) if text],
        (str(after[0]), after[1]) if after else None,
        row.state in (ReturnState.PREPARED, ReturnState.CLEARED),
    )


def title_of(row: Any) -> str:
    """Return from where to where somebody returns."""
    start = texts.code_label("country", row.from_country)
    end = texts.place_name(row.place, row.place_version) or texts.code_label("country", row.to_country)
    return _("From %(start)s to %(end)s") % {"start": start, "end": end}


def checklist_of(row: Any, on: dt.date) -> list[Line]:
    """Return the items of a return in words."""
    return [
        Line(
            item.key,
            texts.code_label("return_check", item.key),
            _status(row, item),
            item.state is not Check.MISSING,
            item.asks is Asks.WISH,
        )
        for item in queries.checklist(journey=row, on=on)
    ]


def kept_of(row: Any, item: Any) -> dict[str, Any]:
    """Return what is known of an item already and is not sealed, for its form."""
    kept = {
        "document": row.document,
        "asked_on": row.document_asked_on,
        "issued_on": row.document_issued_on,
        "escort": row.escort,
        "agency": str(row.receiver_id or ""),
        "not_needed": item.reason,
        "stands": "not_needed" if item.reason else "done",
    }
    return {name: value for name, value in kept.items() if value}


def _status(row: Any, item: Any) -> str:
    if item.state is Check.DONE:
        return _("Done on %(day)s") % {"day": texts.day(item.on)}
    if item.state is Check.NOT_NEEDED:
        return _("Not needed: %(reason)s") % {"reason": texts.code_label("not_needed_reason", item.reason)}
    if item.asks is Asks.DOCUMENT and row.document_asked_on:
        return _("Asked for on %(day)s") % {"day": texts.day(row.document_asked_on)}
    return _("Still to do")


def _facts(row: Any) -> list[tuple[str, str]]:
    return [
        (_("Planned to leave on"), texts.day(row.depart_on)),
        (_("Travel document"), texts.code_label("travel_document", row.document)),
        (_("Travels with"), texts.code_label("escort", row.escort)),
        (_("Received by"), row.receiver.name if row.receiver else ""),
        (_("How she was"), texts.code_label("handover_condition", row.condition)),
        (_("Where she is now"), texts.code_label("return_outcome", row.outcome)),
        (_("Called off because"), texts.code_label("return_call_off", row.call_off_reason)),
    ]
