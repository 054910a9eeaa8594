"""A case as one reads it in a minute: the path it has gone, what is due, and what happened when."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.access import queries as access
from tabara.access.enums import FieldGroup
from tabara.interfaces.web import texts
from tabara.interfaces.web.deeds import deed
from tabara.protection.assistance import operations
from tabara.protection.assistance import queries as assistance
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


@dataclass(frozen=True)
class Entry:
    """One thing that happened: on which day, what, the details, by whom."""

    on: dt.date
    what: str
    details: str = ""
    by_whom: str = ""
    taken_back: bool = False
    service: Any = field(default=None, compare=False)  # its number, where the entry is a service
    own: bool = False  # recorded by the reader's agency


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
        needs = _coded("urgent_need", case.urgent_needs)
        found.insert(0, _("Urgent since registration, and no service recorded yet: %(needs)s.") % {"needs": needs})
    registration = [c for c in story.consents if c.purpose == ConsentPurpose.REGISTRATION]
    if registration and not cases.agreed(answers=registration):
        found.insert(0, _("The person withdrew the agreement to be registered. Speak with the supervisor."))
    return found


def timeline_of(case: Any, story: Any, services: Iterable[Any], by: Any) -> list[Entry]:
    """Return what happened and is the reader's to see, newest first; on one day, the later step of the path first."""
    course = FieldGroup.COURSE in story.seen
    entries = [Entry(case.closed_on, _("Case closed"))] if course and case.closed_on else []
    entries += [_service(one, by) for one in services]
    entries += [
        Entry(
            one.decided_on,
            _("Determination"),
            texts.code_label("determination_status", one.status),
            one.decided_by.name,
        )
        for one in story.determinations
    ]
    entries += [
        Entry(one.screened_on, _("Screening"), _coded("exploitation", one.exploitation), one.screened_by.name)
        for one in story.screenings
    ]
    entries += [entry for consent in story.consents for entry in _consent(consent)]
    if course:
        entries.append(Entry(case.opened_on, _("Case opened"), texts.code_label("category", case.category)))
    return sorted(entries, key=lambda entry: entry.on, reverse=True)


def acts_of(case: Any, by: Any) -> list[dict[str, str]]:
    """Return who did, saw or was refused what, newest first, as people read it; the same again is told once."""
    told = [
        {
            "at": texts.moment(row.at),
            "who": name,
            "what": deed(row.operation, row.outcome, of_case=True),
            "outcome": _("refused") if row.outcome == "denied" else "",
        }
        for row, name in access.acts_on(by=by, subject=case.pk)
    ]
    return [next(same) for _what, same in groupby(told, key=lambda one: (one["who"], one["what"], one["outcome"]))]


def services_of(case: Any, by: Any) -> list[Any]:
    """Return the services of a case that the member may see."""
    return assistance.services(by=by, case=case)


def note_title(about: str) -> str:
    """Return what a note is about: a screening, a determination, or a service."""
    titles = {operations.SCREENING: _("Screening"), operations.DETERMINATION: _("Determination")}
    return titles.get(about) or texts.code_label("service", about)


def _consent(consent: Any) -> list[Entry]:
    about = texts.code_label("consent_purpose", consent.purpose)
    if consent.recipient_id:
        about = f"{about}: {consent.recipient.name}"
    entries = [Entry(consent.asked_on, _("Consent given") if consent.given else _("Consent refused"), about)]
    if consent.withdrawn_on:
        entries.append(Entry(consent.withdrawn_on, _("Consent withdrawn"), about))
    return entries


def _service(one: Any, by: Any) -> Entry:
    details = " · ".join(part for part in (one.provider.name, _how_much(one)) if part)
    label = texts.code_label("service", one.code)
    own = one.recorded_by.agency_id == by.agency_id
    return Entry(one.delivered_on, label, details, one.recorded_by.name, bool(one.retracted_on), one.pk, own)


def _how_much(one: Any) -> str:
    quantity = (
        f"{texts.number(one.quantity)} {texts.code_label('service_unit', one.unit)}".strip() if one.quantity else ""
    )
    amount = f"{texts.number(one.amount)} {one.currency}" if one.amount else ""
    return " · ".join(part for part in (quantity, amount) if part)


def _coded(codelist: str, codes: Iterable[str]) -> str:
    return ", ".join(texts.code_label(codelist, code) for code in codes)
