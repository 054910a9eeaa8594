"""A court file that goes to another agency: asked, taken back, taken over, declined."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.interfaces.web.acts import attempt, do, needs, say, sent_event, sent_to
from tabara.interfaces.web.forms.court import STAGES
from tabara.interfaces.web.forms.court_later import AskHanding, DeclineHanding
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.prosecution import operations, queries


@needs(Permission.COURT_RECORD)
def hand(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask which agency takes a file over."""
    one = queries.file(by=request.user, number=number)
    form = AskHanding(request.POST or None, agencies=queries.agencies_of_justice(by=request.user))
    words = {
        "title": _("Hand the file to another agency"),
        "button": _("Ask the agency"),
        "said": _("The agency is asked. The file stays here until it accepts."),
        "explanation": _(
            "Once it accepts, that agency has the whole file, and you see its number, its stage and the next hearing."
        ),
    }
    return ask(
        request,
        form,
        does=operations.ask_handing,
        given=lambda said: {"file": one, "to": form.agencies[said["to"]]},
        words=words,
        back=("court-file", {"number": number}),
    )


@needs(Permission.COURT_RECORD)
@sent_to("web:court-file")
def withdraw(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Take back that another agency was asked."""
    one = queries.file(by=request.user, number=number)
    try:
        do(request, operations.withdraw_handing, event=sent_event(request), file=one)
        say(request, _("The agency is asked no more. The file stays here."))
    except Refused as refusal:
        say(request, refusal.message)
    return redirect("web:court-file", number=number)


@needs(Permission.COURT_RECORD)
def answer(request: HttpRequest, handing: uuid.UUID) -> HttpResponse:
    """Show a file that waits to be taken over, take it over, or decline with a reason."""
    one = queries.handing(by=request.user, number=handing)
    form = DeclineHanding(request.POST if request.POST.get("deed") == "decline" else None)
    if request.method == "POST" and request.POST.get("deed") == "accept":
        return _accept(request, handing)
    if request.method == "POST" and form.is_valid():
        given = {"handing": one, "reason": form.cleaned_data["reason"]}
        if attempt(request, form, operations.decline_handing, **given):
            say(request, _("You declined. The file stays with the agency that asked."))
            return redirect("web:court-files")
    stages = {key.value: text for key, text in STAGES.items()}
    shown = {"one": one, "form": form, "stages": stages}
    return render(request, "prosecution/answer.html", shown, status=422 if form.errors else 200)


def _accept(request: HttpRequest, handing: uuid.UUID) -> HttpResponse:
    one = queries.handing(by=request.user, number=handing)
    try:
        do(request, operations.accept_handing, event=sent_event(request), handing=one)
    except Refused as refusal:
        say(request, refusal.message)
        return redirect("web:court-files")
    say(request, _("The file is yours now, with all that stands in it."))
    return redirect("web:court-file", number=one.file_id)


urlpatterns = [
    path("prosecution/files/<uuid:number>/hand", hand, name="hand-court-file"),
    path("prosecution/files/<uuid:number>/hand/back", withdraw, name="withdraw-handing"),
    path("prosecution/handings/<uuid:handing>", answer, name="answer-handing"),
]
