"""What some items of the checklist ask for besides a day: a document, an escort, a way, a receiving side."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.access.models import Agency
from tabara.access.unit import write
from tabara.protection.cases.operations import checks
from tabara.protection.planning import queries as planning
from tabara.protection.reintegration import queries
from tabara.protection.reintegration.enums import Asks
from tabara.protection.reintegration.models import Return
from tabara.protection.reintegration.operations.steps import sealed

MATTER = "return"  # of the list best_interests_matter
AGAINST = ("stay", "return_later")  # of the list best_interests_option


@dataclass(frozen=True)
class Details:
    """The answers to an item that asks for more than a day; each item takes its own."""

    document: str = ""
    asked_on: dt.date | None = None
    issued_on: dt.date | None = None
    number: str = ""
    escort: str = ""
    words: str = ""  # the way and the ticket, or who receives the person
    agency: Agency | None = None  # who receives the person, where it is an agency here


def store(journey: Return, asks: Asks, details: Details, on: dt.date) -> bool:
    """Keep what an item asks for; return whether it is done with that."""
    if asks is Asks.BEST_INTERESTS:
        refuse_without_best_interests(journey, on)
    kept = STORES.get(asks)
    return kept(journey, details, on) if kept else True


def refuse_without_best_interests(journey: Return, on: dt.date) -> None:
    """Refuse to let a child go without a valid record of what is best for the child."""
    needed = any(item.asks is Asks.BEST_INTERESTS for item in queries.checklist(journey=journey, on=on))
    of_age = journey.items.filter(key=Asks.BEST_INTERESTS).exclude(not_needed="").exists()
    if not needed or of_age:
        return
    found = planning.best_interests(case=journey.case, on=on, matter=MATTER)
    if found is None or found.decision in AGAINST:
        raise Refused(
            _("No valid record says that this return is best for the child. Record the child’s best interests first.")
        )


def _document(journey: Return, details: Details, on: dt.date) -> bool:
    """Keep the travel document: asked for is not issued, and only what is issued lets somebody travel."""
    checks.known("travel_document", details.document, "document", on=on)
    for field in ("asked_on", "issued_on"):
        if day := getattr(details, field):
            checks.not_after(day, on, field, _("the day of this entry"))
    if not (details.asked_on or details.issued_on):
        raise Refused(_("Say when the document was asked for, or when it was issued."), "asked_on")
    if details.asked_on and details.issued_on:
        checks.not_before(details.issued_on, details.asked_on, "issued_on", _("the day it was asked for"))
    journey.document, journey.document_asked_on = details.document, details.asked_on
    journey.document_issued_on = details.issued_on
    if details.number:
        journey.document_number = sealed(journey.case, f"return.{journey.pk}", "document_number", details.number)
    write(journey, "document", "document_asked_on", "document_issued_on", "document_number")
    return details.issued_on is not None


def _escort(journey: Return, details: Details, on: dt.date) -> bool:
    journey.escort = checks.known("escort", details.escort, "escort", on=on)
    write(journey, "escort")
    return True


def _route(journey: Return, details: Details, on: dt.date) -> bool:
    if not details.words.strip():
        raise Refused(_("Write the way and the ticket: by what, through where, at what time."), "words")
    journey.route = sealed(journey.case, f"return.{journey.pk}", "route", details.words)
    write(journey, "route")
    return True


def _receiver(journey: Return, details: Details, on: dt.date) -> bool:
    if details.agency is None and not details.words.strip():
        raise Refused(_("Choose the agency that receives the person, or write who does."), "agency")
    journey.receiver = details.agency
    journey.receiver_words = sealed(journey.case, f"return.{journey.pk}", "receiver_words", details.words)
    write(journey, "receiver", "receiver_words")
    return True


STORES: Mapping[Asks, Callable[[Return, Details, dt.date], bool]] = {
    Asks.DOCUMENT: _document,
    Asks.ESCORT: _escort,
    Asks.ROUTE: _route,
    Asks.RECEIVER: _receiver,
}
