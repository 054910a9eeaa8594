"""Keep the papers of a case, and open them for a reason."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import files
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases.models import Case, Document
from tabara.protection.cases.operations import checks
from tabara.sealing.files import open_file, seal_file
from tabara.sealing.keys import Purpose, seal, unseal

MOST_IN_A_CASE, MOST_A_DAY = 100, 40
LONGEST_NAME = 120  # letters
CLASSES = (100, 1000, 3000, 9000)  # kilobytes
WRONG: dict[files.Why, str | Promise] = {
    files.Why.EMPTY: gettext_lazy("This file is empty. Choose another one."),
    files.Why.TOO_LARGE: gettext_lazy(
        "This file is too large: at most 8 MB, a text at most 1 MB. Choose a smaller one."
    ),
    files.Why.TOO_MANY_PIXELS: gettext_lazy("This picture has more than 40 million pixels. Choose a smaller one."),
    files.Why.UNKNOWN: gettext_lazy(
        "This file is no PDF, no JPEG, PNG or WebP picture, and no plain text. Print it to a PDF, and choose that."
    ),
    files.Why.OTHER_NAME: gettext_lazy(
        "The end of this file's name does not say what the file is (.pdf, .jpg, .png, .webp or .txt). Correct the name."
    ),
    files.Why.BROKEN: gettext_lazy(
        "This file is broken, or holds something else behind its end. Save it anew, and choose that."
    ),
}


@dataclass(frozen=True)
class Opened:
    """A document in the clear: what is sent, and as what."""

    number: int
    type: str
    ending: str
    content: bytes


@operation("cases.add_document", needs=Permission.CASE_EDIT, on="case")
def add_document(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, name: str, content: bytes, about: str = ""
) -> Document:
    """Keep a file with a case, sealed; a picture is drawn anew, without what the camera wrote in it."""
    number = (case.documents.aggregate(last=Max("number"))["last"] or 0) + 1
    _refuse_too_many(by, at, case)
    try:
        kept = files.accept(name, content)
    except files.Unwanted as unwanted:
        raise Refused(str(WRONG[unwanted.why]), "file") from None
    size = next(one for one in CLASSES if len(kept.content) <= one * 1024)
    row = Document(id=event, case=case, number=number, kind=kept.kind, at_most=size, added_by=by, added_at=at)
    row.about = seal(case.pk, Purpose.NARRATIVE, _about(row), (about or name)[:LONGEST_NAME])
    row.sealed = seal_file(
        case.pk, Purpose.NARRATIVE, _file(row), name=name[:LONGEST_NAME], kind=kept.type, content=kept.content
    )
    write(row)
    return row


@operation("cases.name_documents", needs=Permission.NARRATIVE_OPEN, on="case")
def name_documents(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, reason: str
) -> tuple[tuple[Document, str], ...]:
    """Return each document of a case with what it is about. The reason stands in the audit chain."""
    _refuse_without_reason(reason)
    rows: Iterable[Document] = case.documents.defer("sealed").select_related("added_by").order_by("-number")
    return tuple((row, unseal(case.pk, Purpose.NARRATIVE, _about(row), row.about) or "") for row in rows)


@operation("cases.open_document", needs=Permission.NARRATIVE_OPEN, on="case")
def open_document(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, document: uuid.UUID, reason: str
) -> Opened:
    """Return one document of a case. The reason stands in the audit chain."""
    _refuse_without_reason(reason)
    row = case.documents.filter(pk=document).first()
    if row is None or not row.sealed:
        raise NotFound
    _name, kind, content = open_file(case.pk, Purpose.NARRATIVE, _file(row), bytes(row.sealed))
    return Opened(row.number, kind, files.ENDING[files.Kind(row.kind)], content)


@operation("cases.take_document_back", needs=Permission.CASE_EDIT, on="case")
def take_document_back(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, document: uuid.UUID) -> Document:
    """Remove what a document holds, where it does not belong to the case; that there was one stays."""
    row = case.documents.filter(pk=document, taken_back_on=None).first()
    if row is None:
        raise Refused(_("There is no such document in this case."))
    row.about, row.sealed, row.taken_back_on = None, None, timezone.localdate(at)
    write(row, "about", "sealed", "taken_back_on")
    return row


def _refuse_too_many(by: Member, at: dt.datetime, case: Case) -> None:
    if case.documents.filter(taken_back_on=None).count() >= MOST_IN_A_CASE:
        raise Refused(
            _("This case holds %(many)s documents already. Take one back that is not needed.")
            % {"many": MOST_IN_A_CASE},
            "file",
        )
    today = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    if Document.objects.visible_to(by).filter(added_by=by, added_at__gte=today).count() >= MOST_A_DAY:
        raise Refused(
            _("You have added %(many)s documents today. Add more tomorrow, or let a colleague add them.")
            % {"many": MOST_A_DAY},
            "file",
        )


def _refuse_without_reason(reason: str) -> None:
    checks.for_reason(reason, _("Say why you need the documents. Choose one of the reasons."))


def _about(row: Document) -> str:
    return f"document.{row.pk}.about"


def _file(row: Document) -> str:
    return f"document.{row.pk}"
