"""The court files that a case is tied to, for whoever carries it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.interfaces.web.acts import attempt, do, say, sent_event, sent_to
from tabara.interfaces.web.caseacts import editable
from tabara.interfaces.web.forms.court import STAGES, TieFile
from tabara.prosecution import operations, queries


def court(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show where the court files of a case stand, and tie one."""
    case, form = editable(request, number), TieFile(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(request, form, operations.tie_file, case=case, code=form.cleaned_data["code"]):
        say(request, _("The case is tied to the court file."))
        return redirect("web:case-court", number=number)
    shown = {
        "case": case,
        "form": form,
        "agrees": queries.agrees_to_justice(case=case),
        "rows": queries.of_case(by=request.user, case=case, on=timezone.localdate()),
        "stages": {key.value: text for key, text in STAGES.items()},
    }
    return render(request, "prosecution/of_case.html", shown, status=422 if form.errors else 200)


@sent_to("web:case-court")
def untie(request: HttpRequest, number: uuid.UUID, tied: uuid.UUID) -> HttpResponse:
    """Untie a court file."""
    do(request, operations.untie_file, event=sent_event(request), case=editable(request, number), tie=tied)
    say(request, _("The case is no longer tied to that court file."))
    return redirect("web:case-court", number=number)


urlpatterns = [
    path("cases/<uuid:number>/court", court, name="case-court"),
    path("cases/<uuid:number>/court/<uuid:tied>/untie", untie, name="untie-court-file"),
]
