"""The audit as a page: who did, saw or was refused what, for those who watch over it."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from tabara.access import audit
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.interfaces.web.deeds import deed
from tabara.interfaces.web.forms.watching import Watching
from tabara.protection.cases import queries as cases


def watch(request: HttpRequest) -> HttpResponse:
    """Show the acts of the agency's members, or of everybody, the newest first. That somebody read them is one, too."""
    if not request.user.may(Permission.AUDIT_READ):
        raise NotAllowed
    members = [(one.pk, f"{one.name} ({one.username})") for one in audit.watched(by=request.user)]
    form, shown, after = Watching(request.GET, members=members), [], None
    wanted = wanted_in(request, form)
    if wanted is not None:
        rows, after = audit.page(by=request.user, wanted=wanted, after=after_in(request.GET))
        shown = rows_of(rows, request.user)
        thing = str(wanted.member or "")
        audit.note(by=request.user, operation="page.audit", outcome="shown", subject=wanted.subject, thing=thing)
    told = {
        "form": form,
        "rows": shown,
        "next": address(request.GET, after),
        "first": address(request.GET) if "after" in request.GET else "",
        "narrowed": any(request.GET.get(name) for name in ("member", "kind", "code", "day-year")),
    }
    return render(request, "audit/list.html", told, status=422 if form.errors else 200)


def wanted_in(request: HttpRequest, form: Watching) -> audit.Wanted | None:
    """Return what was asked for; `None` where it cannot be, which the form then says."""
    if not form.is_valid():
        return None
    code, subject = form.cleaned_data["code"], None
    if code:
        try:
            subject = cases.by_code(by=request.user, code=code).pk
        except NotFound:
            audit.note(by=request.user, operation="page.audit", outcome="denied", asked=code)
            form.add_error("code", _("No case that you may see has this code. Check it letter by letter."))
            return None
    return audit.Wanted(subject=subject, **form.narrowed())


def rows_of(rows: Iterable[audit.Row], by: Any) -> list[dict[str, Any]]:
    """Return the events as people read them; a case by its code where the reader may see it."""
    found = list(rows)
    numbers: set[uuid.UUID] = {one.subject for one in found if one.subject}
    codes = cases.by_number(by=by, numbers=numbers) if numbers else {}
    return [
        {
            "at": one.at,
            "who": one.who or _("nobody signed in"),
            "what": deed(one.operation, one.outcome, of_case=one.subject is not None),
            "outcome": one.outcome,
            "case": codes.get(one.subject) if one.subject else None,
            "elsewhere": one.subject is not None and one.subject not in codes and not of_person(one.operation),
            "reason": one.reason,
            "query": one.query[:8],
        }
        for one in found
    ]


def of_person(operation: str) -> bool:
    """Return whether the number of an event is a person's, which the vault alone knows, and not a case's."""
    return operation.startswith("vault.")


def after_in(query: QueryDict) -> tuple[dt.datetime, int] | None:
    """Return where the page begins; the beginning of the list where that is not said as we say it."""
    moment, _dash, number = query.get("after", "").partition("~")
    try:
        return dt.datetime.fromisoformat(moment).astimezone(dt.UTC), int(number[:18])
    except (ValueError, OverflowError):
        return None


def address(query: QueryDict, after: tuple[dt.datetime, int] | None = None) -> str:
    """Return the address of the list with the same filters; of its next page, where there is one."""
    kept = query.copy()
    kept.pop("after", None)
    if after:
        kept["after"] = f"{after[0].astimezone(dt.UTC).isoformat()}~{after[1]}"
    return f"{reverse('web:audit')}?{kept.urlencode()}" if kept else reverse("web:audit")


urlpatterns = [path("audit/", watch, name="audit")]
