"""The stores of an agency: what lies in them, the book of each item, a count."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.forms.helping.things import CountStock, MarkLow, MoveStock, OpenStore
from tabara.interfaces.web.views.helping.asking import asked
from tabara.protection.assistance import operations, queries
from tabara.protection.assistance.enums import MovementKind

KEEPS = Permission.STOCK_KEEP


@needs(KEEPS)
def stock(request: HttpRequest) -> HttpResponse:
    """List what lies in the stores, what has to come first on top."""
    stores = queries.stores(by=request.user)
    rows = queries.on_hand(by=request.user)
    waiting = len(queries.waiting(by=request.user)) + len(queries.businesses_waiting(by=request.user))
    return render(request, "helping/stock.html", {"stores": stores, "rows": rows, "waiting": waiting})


@needs(KEEPS)
def open_store(request: HttpRequest) -> HttpResponse:
    """Open a store."""
    form = OpenStore(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(request, form, operations.open_store, name=form.cleaned_data["name"])
        if made:
            say(request, _("The store is open. Write down what comes in, or count what is there."))
            return redirect("web:stock")
    return asked(request, form, _("Open a store"), _("Open it"), back=reverse("web:stock"))


@needs(KEEPS)
def move(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Write down what came in or went out."""
    store, form = queries.store(by=request.user, number=number), MoveStock(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("kind", "item", "quantity", "reason", "on")}
        if attempt(request, form, operations.move_stock, store=store, **said):
            say(request, _("It stands in the book of the store."))
            return redirect("web:stock")
    title, back = _("In or out: %(store)s") % {"store": store.name}, reverse("web:stock")
    why = _("What is handed to a person is written down on the page of the case, not here.")
    return asked(request, form, title, _("Save"), back=back, explanation=why)


@needs(KEEPS)
def count(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Write down what was counted."""
    store = queries.store(by=request.user, number=number)
    there = [one for one in queries.on_hand(by=request.user) if one.store_id == store.pk]
    form = CountStock(request.POST or None, there=there)
    if request.method == "POST" and form.is_valid():
        said = {"counted": form.counted(), "reason": form.cleaned_data["reason"]}
        if attempt(request, form, operations.count_stock, store=store, **said):
            say(request, _("The count stands in the book; each difference is a line of its own."))
            return redirect("web:stock")
    title, back = _("Count: %(store)s") % {"store": store.name}, reverse("web:stock")
    why = _("Leave empty what you did not count.")
    return asked(request, form, title, _("Save the count"), back=back, explanation=why)


@needs(KEEPS)
def item(request: HttpRequest, number: uuid.UUID, item: str) -> HttpResponse:
    """Show the book of one item in one store, and at which number more has to come."""
    store = queries.store(by=request.user, number=number)
    there = next((one for one in queries.on_hand(by=request.user) if (one.store_id, one.item) == (number, item)), None)
    if there is None:
        raise NotFound
    form = MarkLow(request.POST or None, initial={"mark": there.low_mark})
    if request.method == "POST" and form.is_valid() and _marked(request, form, store, item):
        say(request, _("The mark is saved."))
        return redirect("web:stock-item", number=number, item=item)
    shown = {
        "store": store,
        "there": there,
        "form": form,
        "title": texts.code_label("nfi_item", item),
        "lines": queries.book(by=request.user, store=store, item=item),
        "kinds": _kinds(),
    }
    return render(request, "helping/item.html", shown, status=422 if form.errors else 200)


def _marked(request: HttpRequest, form: MarkLow, store: Any, item: str) -> Any:
    return attempt(request, form, operations.mark_low, store=store, item=item, mark=form.cleaned_data["mark"])


def _kinds() -> dict[str, str]:
    return {
        MovementKind.IN: _("came in"),
        MovementKind.OUT: _("went out"),
        MovementKind.ADJUST: _("counted"),
        MovementKind.ISSUE: _("handed out"),
        MovementKind.BACK: _("taken back"),
    }


urlpatterns = [
    path("stock/", stock, name="stock"),
    path("stock/open", open_store, name="open-store"),
    path("stock/<uuid:number>/move", move, name="move-stock"),
    path("stock/<uuid:number>/count", count, name="count-stock"),
    path("stock/<uuid:number>/<slug:item>", item, name="stock-item"),
]
