"""What a line of a file says of a service: its terms, held against those that stand."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.protection.cases.operations import checks
from tabara.protection.directory.operations.filing import cells
from tabara.protection.directory.operations.filing.comparing import Change, Entry, Flaw, Row
from tabara.protection.directory.operations.services import EDITABLE, Terms, refuse_wrong

FIELD = {"service_hours": "hours"}  # where the column has another key than the field
COLUMN = {field: column for column, field in FIELD.items()}
USUAL: dict[str, Any] = {
    name: list(one) if isinstance(one := getattr(Terms(), name), tuple) else one for name in EDITABLE
}


def weigh_service(entry: Entry, row: Row, seen: dict[str, int], on: dt.date) -> None:
    """Find out which service a line speaks of, and what of its terms is new."""
    try:
        row.service = _service(row, seen, on)
    except Refused as refusal:
        row.flaws.append(Flaw(refusal.field, refusal.message))
    said, before = _said(row), len(row.flaws)
    if not row.service or before:
        return
    offers = entry.provider.offers.all() if entry.provider else ()
    row.offer = next((one for one in offers if one.service == row.service and one.until is None), None)
    stored = {name: getattr(row.offer, name) for name in EDITABLE} if row.offer else USUAL
    try:
        refuse_wrong({**stored, **said}, on)
    except Refused as refusal:
        row.flaws.append(Flaw(COLUMN.get(refusal.field, refusal.field), refusal.message))
        return
    differs = {name: value for name, value in said.items() if value != stored[name]}
    row.terms = differs if row.offer else {**USUAL, **said}
    if row.offer:
        row.changes += [_change(name, stored[name], value) for name, value in differs.items()]


def _service(row: Row, seen: dict[str, int], on: dt.date) -> str:
    """Return the code of the service, or nothing where the line is about the provider alone."""
    line = row.line
    if not line.said("service"):
        if any(line.of_service().values()):
            raise Refused(_("Name the service that this line says so much about."), "service")
        return ""
    found = str(cells.read("service", line.said("service")))
    checks.known("service", found, "service", on=on)
    if found in seen:
        told = _("Line %(line)s names this service of this provider already. Keep one of them.")
        raise Refused(told % {"line": seen[found]}, "service")
    seen[found] = line.number
    return found


def _said(row: Row) -> dict[str, Any]:
    """Return what the cells say of the service; each that nobody can read is a flaw of its own."""
    found: dict[str, Any] = {}
    for key, text in row.line.of_service().items():
        if key == "service":
            continue
        try:
            value = cells.read(key, text)
        except Refused as refusal:
            row.flaws.append(Flaw(key, refusal.message))
            continue
        field = FIELD.get(key, key)
        found[field] = value or USUAL[field]
    return found


def _change(name: str, before: Any, after: Any) -> Change:
    column = COLUMN.get(name, name)
    return Change(column, cells.written(column, before), cells.written(column, after))
