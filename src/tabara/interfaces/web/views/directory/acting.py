"""What the forms of the directory share: a page of one form, and the question where two people changed the same."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tabara.access.errors import NotAllowed, NotFound, Refused, Stale
from tabara.interfaces.web.acts import attempt, do, say
from tabara.interfaces.web.forms import Form
from tabara.interfaces.web.forms.directory.versioned import Versioned


def done(
    request: HttpRequest, form: Form, operation: Callable[..., Any], said: str, then: str, /, **given: Any
) -> HttpResponse | None:
    """Do it where the form is in order, say so and go on; nothing where the form has to be shown."""
    if request.method != "POST" or not form.is_valid() or attempt(request, form, operation, **given) is None:
        return None
    say(request, said)
    return redirect(then)


def amended(
    request: HttpRequest,
    form: Versioned,
    operation: Callable[..., Any],
    said: str,
    then: str,
    version: int,
    /,
    **given: Any,
) -> HttpResponse | None:
    """Store what was changed in a versioned record; where somebody else changed the same, ask which is right."""
    if request.method != "POST" or not form.is_valid():
        return None
    seen = {"saw": form.cleaned_data["version"] or version, "changes": form.changes(), "before": form.before()}
    try:
        do(request, operation, event=form.number, **seen, **given)
    except Stale as stale:
        form.ask(stale.stored, version)
        return None
    except (NotAllowed, NotFound):
        raise
    except Refused as refusal:
        form.add_error(form.asked_by(refusal.field), refusal.message)
        return None
    say(request, said)
    return redirect(then)


def form_page(
    request: HttpRequest, form: Form, *, back: str, back_to: str, title: str, button: str, why: str = ""
) -> HttpResponse:
    """Show a page with one form."""
    shown = {"form": form, "back": back, "back_to": back_to, "title": title, "button": button, "explanation": why}
    return render(request, "directory/form.html", shown, status=422 if form.errors else 200)
