"""The register of focal points: the list, one of them, and a new one."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.forms.alerts import OpenTold
from tabara.interfaces.web.forms.intake_life import path_of
from tabara.interfaces.web.forms.points import AddPoint, Sought
from tabara.interfaces.web.views.community.told import known_of
from tabara.interfaces.web.views.community.words import several
from tabara.protection.community import operations, queries


@needs(Permission.COMMUNITY_KEEP)
def points(request: HttpRequest) -> HttpResponse:
    """Show the focal points, those whose visit is due first on top."""
    form, today = Sought(request.GET or None), timezone.localdate()
    found = form.cleaned_data if form.is_valid() else {"place": "", "show": ""}
    rows = queries.points(
        by=request.user, on=today, place=found["place"], late=found["show"] == "late", ended=found["show"] == "ended"
    )
    shown = {"form": form, "rows": [(one, one.is_late(today)) for one in rows], "sought": bool(request.GET)}
    return render(request, "community/points.html", shown, status=422 if form.errors else 200)


@needs(Permission.COMMUNITY_KEEP)
def add(request: HttpRequest) -> HttpResponse:
    """Name a focal point."""
    agencies = queries.agencies(by=request.user)
    chosen = next((one for one in agencies if str(one.pk) == request.POST.get("agency")), agencies[0])
    accounts = queries.colleagues(by=request.user, agency=chosen)
    data, looking = request.POST or None, "find" in request.POST
    form = AddPoint(data, agencies=agencies, accounts=accounts, today=timezone.localdate())
    if request.method == "POST" and not looking and form.is_valid():
        made = attempt(request, form, operations.add_point, **form.named())
        if made is not None:
            say(request, _("The focal point is in the register. Visit and teach her, and write it down here."))
            return redirect("web:focal-point", number=made.pk)
    form = form.unchecked() if looking else form
    return render(request, "community/add.html", {"form": form}, status=422 if form.errors else 200)


def point(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one focal point."""
    return render(request, "community/point.html", context_of(request, queries.point(by=request.user, number=number)))


def read(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Open who a focal point is, for a reason that is remembered."""
    one = queries.point(by=request.user, number=number)
    if request.method != "POST":
        return redirect("web:focal-point", number=number)
    form = OpenTold(request.POST)
    shown = context_of(request, one) | {"reason": form}
    if form.is_valid():
        opened = attempt(request, form, operations.open_point, point=one, reason=form.cleaned_data["reason"])
        shown["opened"] = known_of(opened) if opened else None
    return render(request, "community/point.html", shown, status=422 if form.errors else 200)


def context_of(request: HttpRequest, one: Any) -> dict[str, Any]:
    """Return what the page of a focal point shows."""
    if not permitted(request.user, Permission.COMMUNITY_KEEP, one):
        raise NotAllowed
    today = timezone.localdate()
    return {
        "point": one,
        "place": queries.place_of(point=one),
        "path": path_of(queries.place_of(point=one)),
        "active": one.is_active(today),
        "late": one.is_late(today),
        "languages_spoken": several("language", one.languages),
        "alerts": queries.alerts_of(by=request.user, point=one),
        "visits": list(one.supervisions.select_related("recorded_by")),
        "courses": list(one.trainings.select_related("recorded_by")),
        "reason": OpenTold(),
        "opened": None,
    }


urlpatterns = [
    path("focal-points/", points, name="focal-points"),
    path("focal-points/add", add, name="add-focal-point"),
    path("focal-points/<uuid:number>", point, name="focal-point"),
    path("focal-points/<uuid:number>/read", read, name="read-focal-point"),
]
