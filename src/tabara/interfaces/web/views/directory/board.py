"""The board of a shelter for its own people: who has which place, what is asked, what is out of order."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.errors import NotFound
from tabara.access.operation import new_event
from tabara.interfaces.web import directory as words
from tabara.interfaces.web.acts import attempt, do, say, sent_event, sent_to
from tabara.interfaces.web.forms.directory import Answer, Board
from tabara.interfaces.web.views.directory.acting import done, form_page
from tabara.protection.directory import operations, queries


def own(request: HttpRequest, provider: uuid.UUID) -> Any:
    """Return a shelter at which the reader works."""
    one = queries.provider(by=request.user, number=provider)
    if not queries.answers_at(by=request.user, provider=one):
        raise NotFound
    return one


def at(provider: uuid.UUID) -> str:
    """Return the address of a shelter's board."""
    return reverse("web:bed-board", kwargs={"provider": provider})


def board(request: HttpRequest, provider: uuid.UUID) -> HttpResponse:
    """Show the places of today."""
    one, on = own(request, provider), timezone.localdate()
    found = queries.board(by=request.user, provider=one, on=on)
    shown = {
        "provider": one,
        "rooms": found.rooms,
        "stays": [(stay, code, words.STAYS[stay.state]) for stay, code in found.stays],
        "shut": found.out_of_order,
        "asked": [ask for ask in queries.asked_of_us(by=request.user) if ask.provider_id == one.pk],
        "today": on,
        "event": new_event(),
    }
    return render(request, "directory/board.html", shown)


def shut(request: HttpRequest, provider: uuid.UUID) -> HttpResponse:
    """Say that places cannot be used."""
    one = own(request, provider)
    kinds = [each.kind for each in queries.rooms(by=request.user, provider=one, on=timezone.localdate())]
    form = Board(request.POST or None, kinds=kinds)
    told = form.cleaned_data if request.method == "POST" and form.is_valid() else {}
    given = {name: value for name, value in told.items() if name != "event"}
    said = _("Nobody is given these places until then.")
    answer = done(request, form, operations.put_out_of_order, said, at(one.pk), provider=one, **given)
    title, button = _("Places out of order"), _("Take them out")
    return answer or form_page(request, form, back=at(one.pk), back_to=one.name, title=title, button=button)


@sent_to("web:bed-board")
def mend(request: HttpRequest, provider: uuid.UUID, taken: uuid.UUID) -> HttpResponse:
    """Say that places can be used again."""
    one = own(request, provider)
    do(request, operations.put_in_order, event=sent_event(request), provider=one, taken=taken)
    say(request, _("The places can be used again."))
    return redirect(at(one.pk))


def ask(request: HttpRequest, ask: uuid.UUID) -> HttpResponse:
    """Show what is asked for; decline it where a reason is sent."""
    row, form = queries.ask(by=request.user, number=ask), Answer(request.POST or None)
    reason = form.cleaned_data["reason"] if request.method == "POST" and form.is_valid() else ""
    said = _("The request is declined. The agency that asked is told why.")
    answer = done(request, form, operations.decline_place, said, at(row.provider_id), ask=row, reason=reason)
    return answer or _asked(request, row, form)


@sent_to("web:place-ask")
def promise(request: HttpRequest, ask: uuid.UUID) -> HttpResponse:
    """Promise the place."""
    row, form = queries.ask(by=request.user, number=ask), Answer(request.POST)
    form.full_clean()
    form.errors.clear()
    if attempt(request, form, operations.accept_place, ask=row) is None:
        return _asked(request, row, form)
    say(request, _("The place is promised. The person comes with the code of the stay."))
    return redirect(at(row.provider_id))


def _asked(request: HttpRequest, row: Any, form: Answer) -> HttpResponse:
    free = {
        one.kind: one.free for one in queries.rooms(by=request.user, provider=row.provider, on=timezone.localdate())
    }
    shown = {"ask": row, "form": form, "free": free.get(row.kind, 0), "state": words.ASKS[row.state]}
    return render(request, "directory/ask.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("directory/<uuid:provider>/places", board, name="bed-board"),
    path("directory/<uuid:provider>/out-of-order", shut, name="out-of-order"),
    path("directory/<uuid:provider>/out-of-order/<uuid:taken>", mend, name="put-in-order"),
    path("places/<uuid:ask>", ask, name="place-ask"),
    path("places/<uuid:ask>/promise", promise, name="promise-place"),
]
