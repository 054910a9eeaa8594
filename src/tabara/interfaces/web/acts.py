"""How a page does something: it hands a form to an operation, and the refusal back to the form."""

import uuid
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.fresh import FreshNeeded
from tabara.interfaces.web.forms import Form
from tabara.interfaces.web.forms.base import number_of

Made = TypeVar("Made")
View = Callable[..., HttpResponse]


def attempt(request: HttpRequest, form: Form, operation: Callable[..., Made], **given: Any) -> Made | None:
    """Return what the operation made; where it refuses, write the reason beside the answer at fault."""
    try:
        return do(request, operation, event=form.number, **given)
    except (FreshNeeded, NotAllowed, NotFound):
        raise
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return None


def do(request: HttpRequest, operation: Callable[..., Made], *, event: uuid.UUID | None = None, **given: Any) -> Made:
    """Return what the operation made, now, in the reader's name."""
    return operation(by=request.user, event=event, at=timezone.now(), **given)


def sent_event(request: HttpRequest) -> uuid.UUID | None:
    """Return the act's own number that a form of a single button carried."""
    return number_of(request.POST.get("event", ""))


def say(request: HttpRequest, text: str) -> None:
    """Show a sentence on the next page, once. It is kept in the session: never a name."""
    request.session["said"] = str(text)


def sent_to(asked_at: str) -> Callable[[View], View]:
    """Answer only what is sent; whoever comes otherwise, as by choosing a language, is led to the page that asks."""

    def only_sent(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
            return view(request, **parts) if request.method == "POST" else _asked(asked_at, parts)

        return answer

    return only_sent


def _asked(at: str, parts: dict[str, Any]) -> HttpResponse:
    """Lead to the page that asks: the one about the same record, or the one that lists them."""
    for many in range(len(parts), 0, -1):
        with suppress(NoReverseMatch):
            return redirect(reverse(at, kwargs=dict([*parts.items()][:many])))
    return redirect(reverse(at))


def needs(permission: Permission) -> Callable[[View], View]:
    """Refuse a page to whoever has no role that grants the permission, before anything of it is read."""

    def granted(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
            if not request.user.may(permission):  # type: ignore[union-attr]  # only members are asked
                raise NotAllowed
            return view(request, **parts)

        return answer

    return granted
