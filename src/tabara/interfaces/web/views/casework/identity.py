"""Who the person of a case is: opened with a reason, corrected, pictured."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotFound
from tabara.access.operation import permitted
from tabara.interfaces.web import consents, sharing, texts
from tabara.interfaces.web.acts import attempt, do, say, sent_to
from tabara.interfaces.web.forms.identity import CorrectName, OpenName, Photograph, as_typed
from tabara.interfaces.web.views.casework.case import context_of
from tabara.protection.cases import queries as cases
from tabara.protection.intake import operations, queries
from tabara.protection.intake.operations import Names, Reason


@sent_to("web:case")
def open_name(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show who the person is, once; the reason stays in the case's memory."""
    case = cases.case(by=request.user, number=number)
    form = OpenName(request.POST)
    if not form.is_valid() and permitted(request.user, Permission.IDENTITY_OPEN, case):
        return render(request, "casework/case.html", context_of(request, case, form=form), status=422)
    names = do(request, operations.open_identity, case=case, reason=form.cleaned_data.get("reason", ""))
    pictures = queries.photographs(by=request.user, case=case)
    hidden = sharing.hidden(request, case, form.cleaned_data["reason"])
    opened = context_of(request, case, names=names, shown=shown_of(names), pictures=pictures, hidden_groups=hidden)
    opened["reached"] = _reached(request, case, form.cleaned_data["reason"])
    return render(request, "casework/case.html", opened)


def _reached(request: HttpRequest, case: Any, reason: str) -> list[consents.Way]:
    """Return how the person may be reached, to whoever is shown a telephone or an address: it stands before them."""
    if FieldGroup.CONTACT not in cases.seen(by=request.user, case=case, reason=reason):
        return []
    return consents.ways(cases.contacts(by=request.user, case=case, at=timezone.now()))


def shown_of(names: Names) -> list[tuple[str, str]]:
    """Return what is known of who the person is, each answer beside its title."""
    relatives = [
        texts.paired(texts.code_label("relative_tie", one.tie), f"{one.name} {one.phone}".strip())
        for one in names.relatives
    ]
    found = (
        (_("Name"), names.full),
        (_("Other names and nicknames"), ", ".join(names.aliases)),
        (_("Date of birth"), names.birth_date),
        (_("Telephone"), ", ".join(names.phones)),
        (_("How the person can be reached without danger"), names.safe_contact),
        (_("Address"), names.address),
        (_("Place"), texts.place_name(names.place, names.place_version)),
        (_("People close to the person"), "; ".join(relatives)),
        (_("Number of an identity paper"), names.number),
    )
    return [(title, text) for title, text in found if text]


@sent_to("web:case")
def correct_name(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show the form with what is known, or store what was corrected in it."""
    case = cases.case(by=request.user, number=number)
    if not permitted(request.user, Permission.IDENTITY_OPEN, case, shared=False):
        raise NotFound
    seen = do(request, operations.open_identity, case=case, reason=Reason.CORRECTION)
    if "given" not in request.POST:
        version = queries.identity_version(by=request.user, case=case)
        return _form(request, case, CorrectName(initial={**as_typed(seen), "version": version}))
    form = CorrectName(request.POST)
    if form.is_valid():
        saw = form.cleaned_data["version"]
        if attempt(request, form, operations.correct_identity, case=case, saw=saw, names=form.corrected(seen)):
            say(request, _("The correction is stored."))
            return redirect("web:case", number=case.pk)
    return _form(request, case, form, status=422)


def _form(request: HttpRequest, case: Any, form: CorrectName, status: int = 200) -> HttpResponse:
    shown = {"case": case, "form": form, "title": _("Correct the name"), "button": _("Store the correction")}
    rules = [
        texts.paired(one.title, one.sentence or one.state)
        for one in _reached(request, case, Reason.CORRECTION)
        if one.known
    ]
    shown["explanation"] = " ".join(rules)  # the telephone stands in the form: first how it may be used
    return render(request, "casework/form.html", shown, status=status)


def add_photograph(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Take a picture in, sealed."""
    case = cases.case(by=request.user, number=number)
    if not permitted(request.user, Permission.IDENTITY_OPEN, case, shared=False):
        raise NotFound
    form = Photograph(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        picture = form.cleaned_data["photograph"].read()
        if attempt(request, form, operations.add_photograph, case=case, picture=picture):
            say(request, _("The photograph is stored. It is shown when the name is open."))
            return redirect("web:case", number=case.pk)
    shown = {"case": case, "form": form, "title": _("Add a photograph"), "button": _("Store the photograph")}
    return render(request, "casework/form.html", shown, status=422 if form.errors else 200)


def photograph(request: HttpRequest, number: uuid.UUID, picture: uuid.UUID) -> HttpResponse:
    """Show one picture, to whoever may open the name."""
    case = cases.case(by=request.user, number=number)
    if not permitted(request.user, Permission.IDENTITY_OPEN, case):
        raise NotFound
    content = do(request, operations.open_photograph, case=case, number=picture)
    return HttpResponse(content, content_type="image/jpeg")


urlpatterns = [
    path("cases/<uuid:number>/name", open_name, name="open-name"),
    path("cases/<uuid:number>/name/correct", correct_name, name="correct-name"),
    path("cases/<uuid:number>/photographs", add_photograph, name="add-photograph"),
    path("cases/<uuid:number>/photographs/<uuid:picture>", photograph, name="photograph"),
]
