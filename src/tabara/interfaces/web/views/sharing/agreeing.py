"""What a person agrees to share with which agency, and takes back."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access import queries as access
from tabara.access.errors import NotFound
from tabara.interfaces.web.acts import attempt, do, say, sent_event, sent_to
from tabara.interfaces.web.caseacts import editable
from tabara.interfaces.web.forms.sharing import Agree
from tabara.interfaces.web.sharing import words
from tabara.interfaces.web.views.decision.reflection import recovering
from tabara.protection.cases import operations
from tabara.protection.cases import queries as cases

ASKED = (
    "recipient",
    "groups",
    "asked_apart",
    "own_wish",
    "until",
    "asked_on",
    "language",
    "assents",
    "guardian",
    "best_interests",
)


def sharing(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show what may be shared today, and record an answer about one agency."""
    case = editable(request, number)
    agencies = [one for one in access.recipients(by=request.user) if one.pk != case.agency_id]
    childhood = cases.childhood(person=case.person, on=timezone.localdate())
    asked = {"recipient": request.GET.get("recipient", "")}  # who was named on the page before
    form = Agree(request.POST or None, agencies=agencies, childhood=childhood, initial=asked)
    time = recovering(request.user, case, form)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ASKED if name in form.fields} | {
            "given": form.cleaned_data["answer"] == "given"
        }
        if attempt(request, form, operations.agree_to_share, case=case, **said):
            say(request, _("The answer is stored."))
            on = "web:packet-recipients" if asked["recipient"] and said["given"] else "web:consents"
            return redirect(on, number=case.pk)
    answers = cases.story(by=request.user, case=case).consents
    live = [(one, words(one.groups)) for one in cases.sharing(answers=answers, on=timezone.localdate())]
    shown = {"case": case, "form": form, "live": live, "told": cases.last_asking(case=case, answered=True)}
    shown["recovering"] = time
    return render(request, "sharing/agreeing.html", shown, status=422 if form.errors else 200)


@sent_to("web:sharing")
def take_back(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Take an agreement back: what is shared on the ground of it ends at once."""
    case = editable(request, number)
    answers = cases.story(by=request.user, case=case).consents
    live = {str(one.pk): one for one in cases.sharing(answers=answers, on=timezone.localdate())}
    consent = live.get(request.POST.get("consent", ""))
    if consent is None:
        raise NotFound
    given = {"purpose": consent.purpose, "recipient": consent.recipient}
    do(request, operations.withdraw_consent, event=sent_event(request), case=case, **given)
    say(request, _("The agreement is taken back. Nothing is shared with this agency any more."))
    return redirect("web:consents", number=case.pk)


urlpatterns = [
    path("cases/<uuid:number>/sharing", sharing, name="sharing"),
    path("cases/<uuid:number>/sharing/take-back", take_back, name="take-back"),
]
