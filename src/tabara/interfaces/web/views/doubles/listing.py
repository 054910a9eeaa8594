"""The possible duplicates that wait, and what was merged not long ago."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from tabara.access.enums import Permission
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.views.doubles import words
from tabara.protection.intake import doubles, inquiries


@needs(Permission.IDENTITY_OPEN)
def duplicates(request: HttpRequest) -> HttpResponse:
    """Show the pairs of whom the member may open both names; no name is opened by looking at the list."""
    found = doubles.pairs(by=request.user)
    rows = [
        {
            "pair": one,
            "codes": [_codes(request, person) for person in (one.first, one.second)],
            "reasons": words.reasons(one.reasons),
            "likely": words.likely(one.score),
            "state": words.STATES[one.state],
        }
        for one in found
    ]
    merges = doubles.merges(by=request.user, at=timezone.now())
    shown = {"rows": rows, "merges": merges, "until": doubles.undo_period()}
    return render(request, "doubles/list.html", shown | {"inquiries": inquiries.waiting(by=request.user)})


def _codes(request: HttpRequest, person: object) -> str:
    return ", ".join(case.code for case in doubles.cases_of(by=request.user, person=person))


urlpatterns = [path("duplicates/", duplicates, name="duplicates")]
