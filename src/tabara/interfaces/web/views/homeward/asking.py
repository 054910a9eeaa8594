"""What the pages of this part share: a case that the reader may change, and a page of one act that leads back here."""

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


def held(request: HttpRequest, number: uuid.UUID, needs: Permission = Permission.CASE_EDIT) -> Any:
    """Return a case of the reader's own side with which the reader may do this."""
    case = cases.case(by=request.user, number=number)
    if not permitted(request.user, needs, case, shared=False):
        raise NotAllowed
    return case


def answer(
    request: HttpRequest,
    case: Any,
    form: Form,
    words: tuple[str, str, str],
    act: Callable[[dict[str, Any]], Any],
    to: str = "return",
    **more: Any,
) -> HttpResponse:
    """Show a form of one act, or do the act. `words` are its title, its button, and what is said when it is done."""
    title, button, done = words
    if request.method == "POST" and form.is_valid() and act(form.cleaned_data):
        say(request, done)
        return redirect(reverse(f"web:{to}", kwargs={"number": case.pk}))
    shown = {"case": case, "form": form, "title": title, "button": button, "back": to, **more}
    return render(request, "homeward/form.html", shown, status=422 if form.errors else 200)
