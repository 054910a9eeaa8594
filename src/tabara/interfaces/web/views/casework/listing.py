"""The list of cases: filters, columns, saved views, and pages by key."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.operation import new_event
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import do, say, sent_event, sent_to
from tabara.protection.cases import operations
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import Due

CODES = {"status": "case_status", "category": "category", "determination": "determination_status"}
DUE: Mapping[str, str | Promise] = {
    Due.SCREENING: gettext_lazy("Screening"),
    Due.DETERMINATION: gettext_lazy("Determination"),
    Due.ASSISTANCE: gettext_lazy("A service, none for 30 days"),
}
# A column: its title, its place in the query's row, and how its value is shown (the name of a codelist, or "day").
COLUMNS: Mapping[str, tuple[str | Promise, str, str]] = {
    "category": (gettext_lazy("Category"), "case__category", "category"),
    "status": (gettext_lazy("Status"), "case__status", "case_status"),
    "determination": (gettext_lazy("Determination"), "case__determination", "determination_status"),
    "opened": (gettext_lazy("Opened"), "case__opened_on", "day"),
    "screened": (gettext_lazy("Screened"), "case__screened_on", "day"),
    "assisted": (gettext_lazy("Last service"), "case__assisted_on", "day"),
    "owner": (gettext_lazy("Carried by"), "case__owner__name", ""),
}
FLAG_ANY = "any"
USUAL = ("category", "status", "determination", "opened", "assisted", "owner")


def case_list(request: HttpRequest) -> HttpResponse:
    """Show the cases that the member may see, the latest change first."""
    if not request.user.may(Permission.CASE_READ):
        raise NotAllowed
    chosen = chosen_in(request.GET)
    found = cases.page(by=request.user, filters=_filters(request, chosen), after=_after(request.GET), due=_due(chosen))
    titles, rows = table(found.rows, chosen["columns"])
    return render(
        request,
        "casework/list.html",
        {
            "titles": titles,
            "rows": rows,
            "cases_at": reverse("web:cases"),
            "chosen": chosen,
            "filtered": any(value for name, value in chosen.items() if name != "columns"),
            "options": {name: texts.labels(codelist) for name, codelist in CODES.items()} | {"flag": flags()},
            "flags": flags_of(found.rows),
            "due": DUE,
            "columns": {name: column[0] for name, column in COLUMNS.items()},
            "kept": hidden_inputs(chosen),
            "views": _views(request),
            "next": address(chosen, after="~".join(found.after)) if found.after else "",
            "first": address(chosen) if "after" in request.GET else "",
            "event": new_event(),
        },
    )


def chosen_in(query: QueryDict) -> dict[str, Any]:
    """Return what the reader chose, less what no list knows."""
    chosen: dict[str, Any] = {
        name: query.get(name, "") if query.get(name, "") in texts.labels(codelist) else ""
        for name, codelist in CODES.items()
    }
    chosen["flag"] = query.get("flag", "") if query.get("flag", "") in flags() else ""
    chosen["due"] = query.get("due", "") if query.get("due", "") in DUE else ""
    chosen["mine"] = "yes" if query.get("mine") == "yes" else ""
    chosen["code"] = "".join(one for one in query.get("code", "").upper() if one.isalnum())[:12]
    chosen["columns"] = [name for name in COLUMNS if name in query.getlist("columns")] or list(USUAL)
    return chosen


def flags() -> dict[str, str]:
    """Return the flags by which the list can be filtered, any of them first."""
    return {FLAG_ANY: _("Any flag"), **texts.labels("flag")}


def flags_of(rows: list[tuple[Any, ...]]) -> dict[uuid.UUID, list[str]]:
    """Return the flags of the cases of a list, as far as the reader is shown where those stand."""
    at, labels = cases.COLUMNS.index("case__flags"), texts.labels("flag")
    return {row[0]: sorted(labels.get(one, one) for one in row[at].split(",")) for row in rows if row[at]}


def table(rows: list[tuple[Any, ...]], columns: list[str]) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Return the titles, and of each case its number, its code and its cells, each beside its title."""
    shown = [
        (str(COLUMNS[name][0]), cases.COLUMNS.index(COLUMNS[name][1]), _reader(COLUMNS[name][2])) for name in columns
    ]
    code = cases.COLUMNS.index("case__code")
    made = [(row[0], row[code], [(title, read(row[at])) for title, at, read in shown]) for row in rows]
    return [title for title, _, _ in shown], made


def _reader(kind: str) -> Callable[[Any], str]:
    if not kind:
        return lambda value: value or ""
    if kind == "day":
        return texts.day
    labels = texts.labels(kind)
    return lambda value: labels.get(value, value) or ""


def _filters(request: HttpRequest, chosen: Mapping[str, Any]) -> dict[str, Any]:
    mine = {"owner_id": request.user.pk} if chosen["mine"] else {}
    return {name: chosen[name] for name in (*CODES, "flag", "code")} | mine


def _due(chosen: Mapping[str, Any]) -> tuple[Due, dt.date] | None:
    return (Due(chosen["due"]), timezone.localdate()) if chosen["due"] else None


def _after(query: QueryDict) -> tuple[str, str] | None:
    moment, _, number = query.get("after", "").partition("~")
    try:
        return (dt.datetime.fromisoformat(moment).astimezone(dt.UTC).isoformat(), str(uuid.UUID(number)))
    except (ValueError, OverflowError):
        return None


def address(chosen: Mapping[str, Any], **more: str) -> str:
    """Return the address of the list with these choices."""
    query = QueryDict(mutable=True)
    for name, value in hidden_inputs(chosen):
        query.appendlist(name, value)
    for name, value in more.items():
        query[name] = value
    return reverse("web:cases") + ("?" + query.urlencode() if query else "")


def hidden_inputs(chosen: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the choices one by one, the usual columns left out."""
    pairs = [(name, str(value)) for name, value in chosen.items() if value and name != "columns"]
    columns = list(chosen.get("columns", USUAL))
    return pairs + ([] if columns == list(USUAL) else [("columns", name) for name in columns])


def _views(request: HttpRequest) -> list[list[str]]:
    """Return the saved views, from the session where they were read before: the list asks the database one thing."""
    if "views" not in request.session:
        found = cases.saved_views(by=request.user)
        request.session["views"] = [[str(view.pk), view.name, address(view.filters)] for view in found]
    views: list[list[str]] = request.session["views"]
    return views


@sent_to("web:cases")
def keep_view(request: HttpRequest) -> HttpResponse:
    """Keep the present choices under a name."""
    chosen = chosen_in(request.POST)
    name = request.POST.get("name", "")
    do(request, operations.save_view, event=sent_event(request), name=name, filters=chosen)
    request.session.pop("views", None)
    say(request, _("The view is saved."))
    return redirect(address(chosen))


@require_POST
def drop_view(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Forget a saved view."""
    request.session.pop("views", None)
    do(request, operations.drop_view, view=number)
    say(request, _("The view is removed."))
    return redirect("web:cases")


urlpatterns = [
    path("cases/", case_list, name="cases"),
    path("cases/views", keep_view, name="keep-view"),
    path("cases/views/<uuid:number>/drop", drop_view, name="drop-view"),
]
