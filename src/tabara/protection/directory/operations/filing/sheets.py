"""The files that we hand out: an empty one with its columns, the directory as it stands, and what was wrong."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.models import Member
from tabara.methods.sheets import csv_file
from tabara.protection.directory import queries
from tabara.protection.directory.models import Offer, Provider
from tabara.protection.directory.operations.filing import cells, whereabouts
from tabara.protection.directory.operations.filing.columns import COLUMNS, OF_PROVIDER, OF_SERVICE, PROBLEM, Cell, title
from tabara.protection.directory.operations.filing.comparing import Plan, Standing
from tabara.protection.directory.operations.filing.offering import FIELD

KEYS = tuple(one.key for one in (*OF_PROVIDER, *OF_SERVICE))


def template() -> bytes:
    """Return a file with the columns, in the reader's language, and nothing under them."""
    return csv_file([[title(key) for key in KEYS]])


def standing_sheet(*, by: Member, on: dt.date) -> bytes:
    """Return the providers that a member keeps, as a file that changes nothing when it is sent back."""
    rows = Provider.objects.select_related("agency").prefetch_related("offers").defer("sealed").order_by("name", "pk")
    kept = [one for one in rows if one.stands_on(on) and queries.keeps(by=by, provider=one)]
    return csv_file([[title(key) for key in KEYS], *(line for one in kept for line in _lines(one))])


def wrong_lines(plan: Plan) -> bytes:
    """Return the lines that are not imported, each with what is wrong: corrected, the file can be sent again."""
    left = [row for row in plan.rows if row.standing in (Standing.REFUSED, Standing.WAITS)]
    keys = [key for key in KEYS if any(key in row.line.cells for row in left)]
    waits = _("In order; it waits for the other lines of this provider.")
    lines = [
        [*(row.line.said(key) for key in keys), " ".join(f"{one.title}: {one.reason}" for one in row.flaws) or waits]
        for row in left
    ]
    return csv_file([[*(title(key) for key in keys), str(PROBLEM.title)], *lines])


def columns() -> list[tuple[str, str, list[str]]]:
    """Return what each column is called, how it is filled, and, of a list, what may stand in it."""
    return [(str(one.title), _how(one.key, one.cell), _known(one.codelist)) for one in COLUMNS if one is not PROBLEM]


def _known(codelist: str) -> list[str]:
    if not codelist:
        return []
    spoken = translation.get_language() or "fr"
    return [one.text(spoken) for one in codelists.pack().codelist(codelist).codes.values() if one.until is None]


def _how(key: str, cell: Cell) -> str:
    own: Mapping[str, str] = {
        "name": _("Needed. A provider with several services has a line for each, with the same name."),
        "agency": _("Whose it is, where that agency uses Tabara. Empty: your own; for a coordinator: none of them."),
        "place": _("A province or a commune: its code, or its name after its province, as in “Province / Commune”."),
        "division": _("Only where a code or a name is found in two divisions: %(versions)s.")
        % {"versions": ", ".join(codelists.pack().places.versions)},
        "is_confidential": _("Yes or no. Address and telephone of a secret place never stand in a file."),
    }
    usual = {
        Cell.TEXT: _("Words."),
        Cell.CODE: _("One of a list."),
        Cell.CODES: _("One or more of a list, with | between them."),
        Cell.NUMBER: _("A whole number."),
        Cell.DAY: _("A day, as 2026-12-31 or 31/12/2026."),
        Cell.YES: _("Yes or no."),
    }
    return own.get(key, usual[cell])


def _lines(provider: Provider) -> list[list[str]]:
    own = {one.key: getattr(provider, one.key, "") for one in OF_PROVIDER if one.key not in ("agency", "division")}
    shown = {key: cells.written(key, value) for key, value in own.items() if key != "place"}
    shown |= {
        "agency": provider.agency.name if provider.agency else "",
        "place": whereabouts.written(provider.place, provider.place_version),
        "division": provider.place_version if provider.place else "",
    }
    offers: list[Offer | None] = [one for one in provider.offers.all() if one.until is None]
    return [[*(shown[one.key] for one in OF_PROVIDER), *_service(offer)] for offer in offers or [None]]


def _service(offer: Offer | None) -> list[str]:
    if offer is None:
        return ["" for _one in OF_SERVICE]
    return [_cell(offer, one.key) for one in OF_SERVICE]


def _cell(offer: Any, key: str) -> str:
    return cells.written(key, getattr(offer, FIELD.get(key, key)))
