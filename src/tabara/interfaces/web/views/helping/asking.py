"""What the pages of help share: a form about a case on a page of its own, that leads back to the help of the case."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tabara.interfaces.web.acts import say
from tabara.interfaces.web.forms import Form
from tabara.interfaces.web.views.casework.services import serviceable

__all__ = ["asked", "done", "serviceable"]


def asked(
    request: HttpRequest,
    form: Form,
    title: str,
    button: str,
    *,
    case: Any = None,
    explanation: str = "",
    back: str = "",
) -> HttpResponse:
    """Show a form with one act: about a case, or about what the agency has."""
    to_case = reverse("web:help-given", kwargs={"number": case.pk}) if case else ""
    shown = {
        "case": case,
        "form": form,
        "title": title,
        "button": button,
        "explanation": explanation,
        "back": back or to_case,
        "back_to": _("Back to the help given") if case else _("Back"),
    }
    return render(request, "helping/form.html", shown, status=422 if form.errors else 200)


def done(request: HttpRequest, number: uuid.UUID, sentence: str) -> HttpResponse:
    """Lead back to the help of a case, and say what was done."""
    say(request, sentence)
    return redirect("web:help-given", number=number)
