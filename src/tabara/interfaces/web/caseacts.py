"""An act with one case: the case with which the reader may do it, and the page that asks for the rest."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import say
from tabara.interfaces.web.forms import Form
from tabara.protection.cases import queries as cases


def case_for(request: HttpRequest, number: uuid.UUID, needs: Permission, *, shared: bool = True) -> Any:
    """Return a case with which the reader may do this; `shared=False` leaves out what another side only shares."""
    case = cases.case(by=request.user, number=number)
    if not permitted(request.user, needs, case, shared=shared):
        raise NotAllowed
    return case


def editable(request: HttpRequest, number: uuid.UUID) -> Any:
    """Return a case that the reader may change."""
    return case_for(request, number, Permission.CASE_EDIT)


def answer(
    request: HttpRequest,
    case: Any,
    form: Form,
    words: tuple[str, str, str],
    act: Callable[[dict[str, Any]], Any],
    to: str = "",
    *,
    page: str = "casework/form.html",
    **more: Any,
) -> HttpResponse:
    """Show a form of one act, or do the act. `words` are its title, its button, and what is said when it is done."""
    title, button, done = words
    if request.method == "POST" and form.is_valid() and act(form.cleaned_data):
        say(request, done)
        return redirect(to or reverse("web:case", kwargs={"number": case.pk}))
    shown = {"case": case, "form": form, "title": title, "button": button, **more}
    return render(request, page, shown, status=422 if form.errors else 200)
