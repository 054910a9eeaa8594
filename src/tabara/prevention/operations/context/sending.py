"""Send a file of context, look at what it would bring, and drop it."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from tabara import codelists, sealing
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import wait_for, write
from tabara.prevention.enums import STANDING
from tabara.prevention.models import ContextFile
from tabara.prevention.operations.checks import titled
from tabara.prevention.operations.context.reading import read
from tabara.prevention.operations.context.shapes import Shape, shape_of
from tabara.prevention.operations.context.weighing import Weighed, weigh
from tabara.prevention.operations.waiting import drop, kept, refuse_done
from tabara.protection.cases.operations import checks

LONGEST_CELL = 120  # letters; what is longer is no code, no name and no number


@operation("prevention.send_context", needs=Permission.CONTEXT_KEEP)
def send_context(
    *, by: Member, event: uuid.UUID, at: dt.datetime, content: bytes, layer: str, source: str, division: str = ""
) -> ContextFile:
    """Take a file of one layer in, to be looked at; nothing of it counts yet. The same file is one act.

    `division` is that of the names of places where no row says it; where nobody says it, each row's day tells.
    """
    checks.known("context_layer", layer, "layer", on=at.date())
    _refuse_division(division)
    credit = titled(source, "source")
    shape = shape_of(read(content), layer)
    number = sealing.fingerprint(content)
    wait_for(uuid.UUID(number[:32]))  # two who send the same file at the same moment
    known = ContextFile.objects.filter(layer=layer, fingerprint=number, state__in=STANDING).first()
    if known is not None:
        return known
    row = ContextFile(id=event, agency=by.agency, layer=layer, source=credit, division=division, fingerprint=number)
    row.held, row.lines = _held(shape), len(shape.lines)
    row.is_invented = "invented" in shape.roles and any(_of(shape, "invented"))
    row.sent_by, row.sent_at = by, at
    write(row)
    return row


@operation("prevention.drop_context", needs=Permission.CONTEXT_KEEP)
def drop_context(*, by: Member, event: uuid.UUID, at: dt.datetime, file: ContextFile) -> ContextFile:
    """Throw a file away that nobody imported."""
    drop(file, by=by, at=at)
    return file


def plan(*, by: Member, file: ContextFile, on: dt.date) -> Weighed:
    """Return what a file would bring today.

    Raises:
        Refused: where it was imported or dropped already.
    """
    refuse_done(file)
    return weigh(shape_held(file), layer=file.layer, division=file.division, on=on)


def shape_held(file: ContextFile) -> Shape:
    """Return the columns and lines that are kept of a file."""
    held = file.held or {"roles": [], "titles": [], "lines": []}
    lines = tuple((number, tuple(cells)) for number, cells in held["lines"])
    return Shape(tuple(held["roles"]), tuple(held["titles"]), lines)


def _held(shape: Shape) -> dict[str, object]:
    titles = [one[:LONGEST_CELL] for one in shape.titles]
    return {"roles": shape.roles, "titles": titles, "lines": kept(shape.lines, longest=LONGEST_CELL)}


def _of(shape: Shape, role: str) -> list[str]:
    at = shape.roles.index(role)
    return [cells[at].strip() for _number, cells in shape.lines]


def _refuse_division(division: str) -> None:
    versions = codelists.pack().places.versions
    if division and division not in versions:
        told = {"version": division, "known": ", ".join(versions)}
        raise Refused(_("There is no division of “%(version)s”. Choose one of: %(known)s.") % told, "division")
