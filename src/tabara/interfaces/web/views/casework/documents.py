"""The documents of a case: listed by number, named and opened with a reason, and only ever sent as a file to keep."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import attempt, do, say, sent_to
from tabara.interfaces.web.caseacts import editable
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.documents import AddDocument, NameDocuments
from tabara.interfaces.web.headers import SHUT
from tabara.protection.cases import operations
from tabara.protection.cases import queries as cases


def documents(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """List the documents; say what each is about to whoever says why."""
    case = cases.case(by=request.user, number=number)
    may = {name: permitted(request.user, needs, case, shared=False) for name, needs in NEEDS.items()}
    if not any(may.values()):
        raise NotFound
    form = NameDocuments(request.POST or None)
    rows: list[tuple[Any, str]] = [(row, "") for row in cases.documents(case=case)]
    named = request.method == "POST" and form.is_valid()
    if named:
        found = do(request, operations.name_documents, case=case, reason=form.cleaned_data["reason"])
        rows = list(found)
    shown = {"case": case, "form": form, "rows": rows, "may": may, "named": named, "kinds": kinds(), "sizes": SIZES}
    return render(request, "casework/documents.html", shown, status=422 if form.errors else 200)


def kinds() -> dict[str, str]:
    """Return how each kind of document is called."""
    return {"picture": _("Picture"), "pdf": _("PDF"), "text": _("Text")}


def add_document(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Take a file in, sealed."""
    case = editable(request, number)
    form = AddDocument(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, about = form.cleaned_data["file"], form.cleaned_data["about"]
        given = {"name": file.name, "content": file.read(), "about": about}
        if attempt(request, form, operations.add_document, case=case, **given):
            say(request, _("The document is stored."))
            return redirect("web:documents", number=case.pk)
    shown = {"case": case, "form": form, "title": _("Add a document"), "button": _("Store the document")}
    return render(request, "casework/form.html", shown, status=422 if form.errors else 200)


@sent_to("web:documents")
def open_document(request: HttpRequest, number: uuid.UUID, document: uuid.UUID) -> HttpResponse:
    """Send one document under a name that says nothing, to be kept and never to be shown here."""
    case = cases.case(by=request.user, number=number)
    opened = do(request, operations.open_document, case=case, document=document, reason=request.POST.get("reason", ""))
    headers = {
        "Content-Disposition": f'attachment; filename="{case.code}-{opened.number}.{opened.ending}"',
        "Content-Security-Policy": SHUT,
    }
    return HttpResponse(opened.content, content_type=opened.type, headers=headers)


def take_back(request: HttpRequest, number: uuid.UUID, document: uuid.UUID) -> HttpResponse:
    """Remove what a document holds, where it does not belong to the case."""
    case, form = editable(request, number), Confirm(request.POST or None)
    if form.is_valid() and attempt(request, form, operations.take_document_back, case=case, document=document):
        say(request, _("The document is taken back. Nothing of it is left but its number."))
        return redirect("web:documents", number=case.pk)
    why = _("What it holds is removed. That there was a document stays written. This cannot be undone.")
    shown = {"case": case, "form": form, "title": _("Take a document back"), "button": _("Take it back")}
    return render(request, "casework/form.html", shown | {"explanation": why}, status=422 if form.errors else 200)


NEEDS = {"open": Permission.NARRATIVE_OPEN, "edit": Permission.CASE_EDIT}
SIZES = {100: "100 KB", 1000: "1 MB", 3000: "3 MB", 9000: "8 MB"}
urlpatterns = [
    path("cases/<uuid:number>/documents", documents, name="documents"),
    path("cases/<uuid:number>/documents/add", add_document, name="add-document"),
    path("cases/<uuid:number>/documents/<uuid:document>", open_document, name="open-document"),
    path("cases/<uuid:number>/documents/<uuid:document>/take-back", take_back, name="take-document-back"),
]
