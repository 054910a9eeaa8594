"""A page that asks one thing about a meeting, a decision or a membership, and does it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.forms.base import Form


def ask(
    request: HttpRequest,
    form: Form,
    *,
    does: Callable[..., Any],
    given: Callable[[Mapping[str, Any]], Mapping[str, Any]],
    words: Mapping[str, Any],
    back: tuple[str, Mapping[str, Any]],
) -> HttpResponse:
    """Show the form, or hand its answers (as `given` names them) to the operation and go back.

    `words` are the page's title, button, what is said afterwards, and an explanation where there is one.
    """
    if request.method == "POST" and form.is_valid() and attempt(request, form, does, **given(form.cleaned_data)):
        say(request, str(words["said"]))
        return redirect(f"web:{back[0]}", **back[1])
    shown = {"form": form, "back": back, **words}
    return render(request, "pillar/ask.html", shown, status=422 if form.errors else 200)
