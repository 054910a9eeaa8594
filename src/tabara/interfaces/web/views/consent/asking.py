"""Read the information out, ask for each statement, and answer a child that says no."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access import queries as access
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.operation import permitted
from tabara.interfaces.web import consents, menu
from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.caseacts import editable
from tabara.interfaces.web.forms.consent import STATEMENT, AnswerRefusal, Ask
from tabara.interfaces.web.views.consent.paper import said_in
from tabara.protection.cases import operations
from tabara.protection.cases import queries as cases


def ask(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show what to read out in the person's language, and keep what she answers."""
    case, spoken = editable(request, number), consents.spoken(request.GET.get("in", ""))
    form = Ask(
        request.POST or None,
        childhood=cases.childhood(person=case.person, on=timezone.localdate()),
        colleagues=access.successors(by=request.user, agency=case.agency, but=request.user.pk),
        spoken=spoken,
    )
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(request, form, operations.record_asking, case=case, told=form.told()):
        say(request, _("The conversation is stored."))
        return redirect("web:consents", number=case.pk)
    shown = {
        "case": case,
        "form": form,
        "spoken": spoken,
        "statements": [one for one in form if one.name.startswith(STATEMENT)],
        "text": said_in(spoken, case.agency.name),
        "tongues": [(code, menu.NAMES.get(code, code)) for code in codelists.pack().languages],
    }
    return render(request, "consent/ask.html", shown, status=422 if form.errors else 200)


def answer(request: HttpRequest, number: uuid.UUID, consent: uuid.UUID) -> HttpResponse:
    """Decide, as a supervisor, what a child's no means for an agreement."""
    case = editable(request, number)
    if not permitted(request.user, Permission.PLAN_APPROVE, case, shared=False):
        raise NotAllowed
    waiting = cases.refusals_to_answer(answers=cases.story(by=request.user, case=case).consents)
    one = next((row for row in waiting if row.pk == consent), None)
    if one is None:
        say(request, _("There is no refusal of a child left to answer here."))
        return redirect("web:consents", number=case.pk)
    form = AnswerRefusal(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"share": form.cleaned_data["share"] == "yes", "reason": form.cleaned_data["reason"]}
        if attempt(request, form, operations.answer_refusal, case=case, consent=one.pk, **said):
            say(request, _("Your decision is stored. Tell the child."))
            return redirect("web:consents", number=case.pk)
    words = _("The guardian agrees to share with %(agency)s. The child does not want it.")
    shown = {"case": case, "form": form, "title": _("Answer the child’s no"), "button": _("Store the decision")}
    shown["explanation"] = words % {"agency": one.recipient.name}
    return render(request, "casework/form.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("cases/<uuid:number>/consents/ask", ask, name="ask-consent"),
    path("cases/<uuid:number>/consents/<uuid:consent>/answer", answer, name="answer-refusal"),
]
