"""Hold each provider of a file against the directory: what is new, what changes, what is refused and why."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.access.models import Agency, Member
from tabara.protection.directory import queries
from tabara.protection.directory.models import Provider
from tabara.protection.directory.operations.filing import cells, whereabouts
from tabara.protection.directory.operations.filing.columns import OF_PROVIDER
from tabara.protection.directory.operations.filing.comparing import Change, Entry, Flaw, Plan, Row, Standing
from tabara.protection.directory.operations.filing.offering import weigh_service
from tabara.protection.directory.operations.filing.plain import plain
from tabara.protection.directory.operations.filing.reading import Group, Line, grouped, other_words
from tabara.protection.directory.operations.providers import EDITABLE, refuse_wrong

APART = ("name", "agency", "place", "division", "is_confidential")  # each read in its own way
NOTHING_SAID: Mapping[str, Any] = {name: [] if name == "languages" else "" for name in EDITABLE}


def plan_of(*, by: Member, lines: Iterable[Line], on: dt.date, held: bool = False) -> Plan:
    """Return what these lines would do; `held` keeps the providers from others until the act is whole."""
    rows = Provider.objects.select_for_update(of=("self",)) if held else Provider.objects.all()
    known: dict[tuple[Any, str], list[Provider]] = defaultdict(list)
    for one in rows.select_related("agency").prefetch_related("offers").defer("sealed").order_by("pk"):
        if one.stands_on(on):
            known[one.agency_id, plain(one.name)].append(one)
    agencies = {plain(name): one for one in Agency.objects.all() for name in (one.key, one.name)}
    return Plan(tuple(_weighed(by, group, known, agencies, on) for group in grouped(lines)), on)


def _weighed(
    by: Member,
    group: Group,
    known: Mapping[tuple[Any, str], list[Provider]],
    agencies: Mapping[str, Agency],
    on: dt.date,
) -> Entry:
    entry = Entry(group, [Row(line) for line in group.lines])
    first = entry.rows[0]
    with_flaws(first, lambda: _find(by, entry, known, agencies))
    for line, column, reason in other_words(group):
        next(row for row in entry.rows if row.line is line).flaws.append(Flaw(column, reason))
    changes = _weigh_listing(entry, first, on)
    seen: dict[str, int] = {}
    for row in entry.rows:
        if row.line.too_wide:
            said = _("There is more in this line than there are columns. Look for a separator inside a text.")
            row.flaws.append(Flaw("", said))
        weigh_service(entry, row, seen, on)
    first.changes[:0] = changes
    _settle(entry)
    return entry


def with_flaws(row: Row, weigh: Callable[[], Any]) -> Any:
    """Return what is found out about a line; a refusal becomes a flaw of it."""
    try:
        return weigh()
    except Refused as refusal:
        column = {"place_version": "division"}.get(refusal.field, refusal.field)
        row.flaws.append(Flaw(column, refusal.message))
        return None


def _find(
    by: Member, entry: Entry, known: Mapping[tuple[Any, str], list[Provider]], agencies: Mapping[str, Agency]
) -> None:
    """Find whose the provider is, and whether it stands in the directory."""
    every, said = queries.keeps_all(by=by), plain(entry.group.agency)
    if not plain(entry.group.name):
        raise Refused(_("Give the provider a name."), "name")
    if said and said not in agencies:
        told = _("No agency “%(name)s” uses Tabara. Leave this empty for one that does not.")
        raise Refused(told % {"name": entry.group.agency[:60]}, "agency")
    entry.agency = agencies[said] if said else None if every else by.agency
    if not every and (entry.agency is None or entry.agency.pk != by.agency_id):
        raise Refused(_("You keep the providers of your own agency. Leave the others to the coordinator."), "agency")
    found = known.get((entry.agency and entry.agency.pk, plain(entry.group.name)), [])
    if len(found) > 1:
        raise Refused(_("The directory has this name more than once. Give them different names there first."), "name")
    entry.provider = found[0] if found else None


def _weigh_listing(entry: Entry, row: Row, on: dt.date) -> list[Change]:
    """Find out what is said of the provider itself, and what of it is new."""
    said: dict[str, Any] = {"name": entry.group.name} if entry.provider is None else {}
    line = row.line
    for key in (one.key for one in OF_PROVIDER if one.key in line.cells and one.key not in APART):
        if (value := with_flaws(row, lambda key=key: (cells.read(key, line.said(key)),))) is not None:  # type: ignore[misc]  # bound in each turn
            said[key] = value[0]
    if "place" in line.cells:
        found = with_flaws(row, lambda: whereabouts.find(line.said("place"), line.said("division"), on))
        said |= dict(zip(("place", "place_version"), found, strict=True)) if found else {}
    secret = with_flaws(row, lambda: _secret(entry, line)) or False
    stored = NOTHING_SAID if entry.provider is None else {name: getattr(entry.provider, name) for name in EDITABLE}
    if not row.flaws and not {**stored, **said}["kind"]:
        row.flaws.append(Flaw("kind", _("Say what kind of provider it is.")))
    if not row.flaws:
        with_flaws(row, lambda: refuse_wrong({**stored, **said}, on, secret=secret))
    if entry.provider is None:
        entry.listing = {**NOTHING_SAID, **said, "is_confidential": secret}
        return []
    entry.listing = {name: value for name, value in said.items() if value != stored[name]}
    return _changes(stored, entry.listing)


def _secret(entry: Entry, line: Line) -> bool:
    """Return whether the place is secret: that is never changed by a file."""
    stored = entry.provider.is_confidential if entry.provider else False
    if "is_confidential" not in line.cells:
        return stored
    said = bool(cells.read("is_confidential", line.said("is_confidential")))
    if entry.provider is not None and said != stored:
        told = _("This place is secret, and stays so.") if stored else _("Make it a secret place on its own page.")
        raise Refused(told, "is_confidential")
    return said


def _changes(stored: Mapping[str, Any], said: Mapping[str, Any]) -> list[Change]:
    found = [
        Change(name, cells.written(name, stored[name]), cells.written(name, value))
        for name, value in said.items()
        if name not in ("place", "place_version")
    ]
    if {"place", "place_version"} & said.keys():
        after = {**stored, **said}
        pairs = (whereabouts.written(one["place"], one["place_version"]) for one in (stored, after))
        found.append(Change("place", *pairs))
    return found


def _settle(entry: Entry) -> None:
    """Say of each line what it would do."""
    for row in entry.rows:
        if row.flaws:
            row.standing = Standing.REFUSED
        elif not entry.in_order:
            row.standing = Standing.WAITS
        elif entry.provider is None or (row.service and row.offer is None):
            row.standing = Standing.NEW
        elif row.changes:
            row.standing = Standing.CHANGED
