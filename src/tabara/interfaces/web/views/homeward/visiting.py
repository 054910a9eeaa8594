"""Visits: those that are due, week by week; one that was made; one that was missed."""

import datetime as dt
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web import homeward
from tabara.interfaces.web.acts import attempt, needs
from tabara.interfaces.web.forms.reintegration import Keep, Miss
from tabara.interfaces.web.views.homeward.asking import answer, held
from tabara.interfaces.web.views.homeward.planning import PAGE
from tabara.protection.reintegration import operations, queries

AHEAD = dt.timedelta(weeks=12)


@needs(Permission.SERVICE_RECORD)
def calendar(request: HttpRequest) -> HttpResponse:
    """Show the visits that are due, late ones first, week by week; numbers of cases and days, nothing else."""
    today = timezone.localdate()
    weeks = queries.weeks(by=request.user, until=today + AHEAD)
    return render(request, "homeward/visits.html", {"weeks": weeks, "today": today})


def keep(request: HttpRequest, number: uuid.UUID, visit: uuid.UUID) -> HttpResponse:
    """Record a visit that was made, and what it found."""
    case = held(request, number, Permission.SERVICE_RECORD)
    row, form = queries.visit(by=request.user, case=case, number=visit), Keep(request.POST or None)
    title = _("Visit at %(months)s months") % {"months": row.month}
    done = _("The visit is stored.")
    if form.is_valid() and (form.cleaned_data["safe"] == "no" or form.cleaned_data["risk"] == "high"):
        done = _("The visit is stored. She is in danger: act on that today, and speak with the supervisor.")
    return answer(
        request,
        case,
        form,
        (title, _("Store the visit"), done),
        lambda said: attempt(
            request,
            form,
            operations.keep_visit,
            case=case,
            visit=row.pk,
            found=form.found(),
            **{name: said[name] for name in ("on", "way", "notes")},
        ),
        to=PAGE,
        heeded=homeward.heeded(request, case),
        missed=row.pk,
    )


def miss(request: HttpRequest, number: uuid.UUID, visit: uuid.UUID) -> HttpResponse:
    """Record a visit that could not be made."""
    case = held(request, number, Permission.SERVICE_RECORD)
    row, form = queries.visit(by=request.user, case=case, number=visit), Miss(request.POST or None)
    title = _("The visit at %(months)s months was not made") % {"months": row.month}
    return answer(
        request,
        case,
        form,
        (title, _("Store it"), _("Stored. It stands in the line of visits, with its reason.")),
        lambda said: attempt(
            request,
            form,
            operations.miss_visit,
            case=case,
            visit=row.pk,
            **{name: said[name] for name in ("on", "reason", "again_on", "notes")},
        ),
        to=PAGE,
    )


urlpatterns = [
    path("visits/", calendar, name="visits"),
    path("cases/<uuid:number>/visits/<uuid:visit>", keep, name="keep-visit"),
    path("cases/<uuid:number>/visits/<uuid:visit>/missed", miss, name="miss-visit"),
]
