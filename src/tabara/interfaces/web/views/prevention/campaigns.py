"""Campaigns: the list, one with its sessions, opening and ending."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.prevention import EndCampaign, OpenCampaign
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.prevention import operations, queries

FIELDS = ("title", "theme", "channels", "language", "materials", "since", "until")


@needs(Permission.PREVENTION_RECORD)
def campaigns(request: HttpRequest) -> HttpResponse:
    """Show the campaigns."""
    rows = queries.campaigns(by=request.user)
    return render(request, "prevention/campaigns.html", {"rows": rows, "today": timezone.localdate()})


@needs(Permission.PREVENTION_RECORD)
def campaign(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show one campaign and its sessions."""
    one = queries.campaign(by=request.user, number=number)
    rows = queries.in_charge(by=request.user, campaign=one)
    counted = [row for row in rows if row.struck_at is None]
    shown = {
        "one": one,
        "rows": rows,
        "reached": sum(row.reached for row in counted),
        "heard": sum(row.heard or 0 for row in counted),
    }
    return render(request, "prevention/campaign.html", shown)


@needs(Permission.PREVENTION_RECORD)
def open_campaign(request: HttpRequest) -> HttpResponse:
    """Ask for a new campaign."""
    words = {"title": _("Open a campaign"), "button": _("Save"), "said": _("The campaign is open.")}
    return ask(
        request,
        OpenCampaign(request.POST or None),
        does=operations.open_campaign,
        given=lambda said: {name: said[name] for name in FIELDS},
        words=words,
        back=("campaigns", {}),
    )


@needs(Permission.PREVENTION_RECORD)
def end(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask until when a campaign runs."""
    one = queries.campaign(by=request.user, number=number)
    words = {"title": _("End the campaign"), "button": _("Save"), "said": _("The end of the campaign is written down.")}
    return ask(
        request,
        EndCampaign(request.POST or None),
        does=operations.end_campaign,
        given=lambda said: {"campaign": one, "until": said["until"]},
        words={**words, "explanation": one.title},
        back=("campaign", {"number": number}),
    )


urlpatterns = [
    path("prevention/campaigns", campaigns, name="campaigns"),
    path("prevention/campaigns/open", open_campaign, name="open-campaign"),
    path("prevention/campaigns/<uuid:number>", campaign, name="campaign"),
    path("prevention/campaigns/<uuid:number>/end", end, name="end-campaign"),
]
