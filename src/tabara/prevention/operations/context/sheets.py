"""The files of context that are handed out: the rows to correct and send again, and an example that is invented."""

import datetime as dt
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.methods.sheets import Cell, csv_file
from tabara.prevention.enums import YES_OR_NO
from tabara.prevention.models import ContextFile
from tabara.prevention.operations.context.sending import shape_held
from tabara.prevention.operations.context.shapes import CODES, LEVELS, NAMES
from tabara.prevention.operations.context.weighing import Weighed, Wrong

COMMUNE = 2
TAGS: Mapping[str, str] = {
    CODES[0]: "#country +code",
    NAMES[0]: "#country +name",
    **{CODES[level]: f"#adm{level} +code" for level in LEVELS[1:]},
    **{NAMES[level]: f"#adm{level} +name" for level in LEVELS[1:]},
    "version": "#meta +division",
    "date": "#date",
    "year": "#date +year",
    "cause": "#cause",
    "round": "#round +code",
    "origin": "#adm1 +code +origin",
    "invented": "#meta +invented",
}
EVERY_OTHER = 2
STEP, ROOM = 37, 900  # numbers that nobody counted: they look uneven, and are the same each time


def value_tag(layer: str) -> str:
    """Return the tag under which a layer's values stand."""
    first = codelists.pack().codelist("context_layer").require(layer).more.get("tags", "value").split("|")[0]
    return "#" + first.replace("+", " +")


def wrong_rows(file: ContextFile, found: Weighed) -> bytes:
    """Return the rows that stay out, with the columns that are known, their tags, and what is wrong with each."""
    shape = shape_held(file)
    titles = dict(zip(shape.roles, shape.titles, strict=True))
    tags = [value_tag(file.layer) if role == "value" else TAGS[role] for role in shape.roles]
    rows: list[list[Cell]] = [
        [*shape.titles, _("Line"), _("Column"), _("What is wrong")],
        [*tags, "", "", ""],
    ]
    rows += [_told(one, titles) for one in found.wrong]
    return csv_file(rows)


def _told(one: Wrong, titles: Mapping[str, str]) -> list[Cell]:
    columns = " | ".join(titles.get(flaw.role, "") for flaw in one.flaws)
    return [*one.cells, one.line, columns, " | ".join(flaw.reason for flaw in one.flaws)]


def example(*, layer: str, on: dt.date) -> bytes:
    """Return a file as it is sent, with numbers that nobody counted; every row of it says so."""
    head = [_("Commune code"), _("Commune"), _("Division"), _("Date"), _("Value"), _("Invented")]
    tags = ["#adm2 +code", "#adm2 +name", "#meta +division", "#date", value_tag(layer), "#meta +invented"]
    return csv_file([head, tags, *_invented(layer, on)])


def _invented(layer: str, on: dt.date) -> Iterator[list[str]]:
    places = codelists.pack().places
    version = places.version_on(on)
    unit = codelists.pack().codelist("context_layer").require(layer).more.get("unit", "")
    day = (on.replace(day=1) - dt.timedelta(days=1)).isoformat()
    for nth, one in enumerate(places.at_level(COMMUNE, version)):
        value = nth % EVERY_OTHER if unit == YES_OR_NO else nth * nth * STEP % ROOM
        yield [one.code, one.name, version, day, str(value), _("invented, counted by nobody")]
