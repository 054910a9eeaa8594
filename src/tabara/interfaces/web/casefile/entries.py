"""What happened in a case: one line for each thing, on its day."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tabara.access.enums import FieldGroup
from tabara.interfaces.web import texts
from tabara.protection.assistance import operations
from tabara.protection.assistance import queries as assistance


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


def entries_of(case: Any, story: Any, services: Iterable[Any], by: Any) -> list[Entry]:
    """Return what happened on the path and is the reader's to see; the later step of the path first."""
    course = FieldGroup.COURSE in story.seen
    entries = [_service(one, by) for one in services]
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
    return entries


def services_of(case: Any, by: Any) -> list[Any]:
    """Return the services of a case that the member may see."""
    return assistance.services(by=by, case=case)


def note_title(about: str) -> str:
    """Return what a note is about: a screening, a determination, or a service."""
    titles = {
        operations.SCREENING: _("Screening"),
        operations.DETERMINATION: _("Determination"),
        "best_interests": _("Best interests of the child"),
        "plan": _("Plan"),
        "conference": _("Case conference"),
        "interview": _("Interview"),
        "review": _("Review of the decision"),
        "appeal": _("Appeal against the decision"),
        "reflection": _("Time to recover and reflect"),
        "flag": _("Flag"),
        operations.PAID_TO: _("Number that money was sent to"),
        operations.BUSINESS: _("Visit to a business"),
    }
    kind, _dot, domain = about.partition(".")
    if kind == "assessment":
        return _("Needs: %(domain)s") % {"domain": texts.code_label("need_domain", domain)}
    return titles.get(about) or texts.code_label("service", about)


def _consent(consent: Any) -> list[Entry]:
    about = texts.code_label("consent_purpose", consent.purpose)
    if consent.recipient_id:
        about = texts.paired(about, consent.recipient.name)
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
