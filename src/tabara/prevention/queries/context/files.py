"""What members read of the files of context, and of the layers that they make up."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Count, Max, Q

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Member
from tabara.codelists import Code
from tabara.prevention.enums import FileState
from tabara.prevention.models import ContextFile, ContextValue

RECENT = 50
COUNTS = Q(file__state=FileState.IMPORTED)


@dataclass(frozen=True)
class Layer:
    """A layer, and how much stands in it."""

    code: Code
    files: int
    places: int
    last_on: dt.date | None


def files(*, by: Member) -> list[ContextFile]:
    """List the files that were sent, of every agency: the newest first."""
    _demand(by)
    return list(ContextFile.objects.select_related("sent_by").defer("held")[:RECENT])


def file_of(*, by: Member, number: uuid.UUID) -> ContextFile:
    """Give a file.

    Raises:
        NotFound: there is none of that number.
    """
    _demand(by)
    found = ContextFile.objects.select_related("sent_by", "done_by", "undone_by").filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def layers(*, by: Member) -> list[Layer]:
    """List every layer of the pack with what stands in it."""
    if not by.may(Permission.PREVENTION_RECORD):
        raise NotAllowed
    rows = ContextValue.objects.filter(COUNTS).order_by().values("file__layer")
    counted = rows.annotate(files=Count("file", distinct=True), places=Count("place", distinct=True), on=Max("as_of"))
    known = {one["file__layer"]: one for one in counted}
    return [
        Layer(code, known[code.key]["files"], known[code.key]["places"], known[code.key]["on"])
        if code.key in known
        else Layer(code, 0, 0, None)
        for code in codelists.pack().codelist("context_layer").codes.values()
    ]


def _demand(by: Member) -> None:
    if not by.may(Permission.CONTEXT_KEEP):
        raise NotAllowed
