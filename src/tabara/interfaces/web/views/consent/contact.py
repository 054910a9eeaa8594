"""How a person may be reached: write a rule down, and open what was agreed in words."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.errors import NotAllowed
from tabara.interfaces.web import consents
from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.caseacts import editable
from tabara.interfaces.web.forms.consent import ContactRule
from tabara.interfaces.web.forms.identity import OpenContact
from tabara.protection.cases import operations
from tabara.protection.cases import queries as cases


def rule(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Write down whether, when and by whom the person may be reached in one way."""
    case = editable(request, number)
    found = cases.contacts(by=request.user, case=case, at=timezone.now())
    form = ContactRule(request.POST or None, initial=_before(found, request.GET.get("channel", "")))
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(request, form, operations.set_contact_rule, case=case, rule=form.rule()):
        say(request, _("The rule is stored. It counts from now on."))
        return redirect("web:consents", number=case.pk)
    return render(request, "consent/rule.html", {"case": case, "form": form}, status=422 if form.errors else 200)


def words(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show how the person may be reached, and open for a reason what was agreed in words."""
    case = cases.case(by=request.user, number=number)
    found = cases.contacts(by=request.user, case=case, at=timezone.now())
    if not found:
        raise NotAllowed
    form, opened = OpenContact(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        opened = attempt(request, form, operations.open_contact, case=case, reason=form.cleaned_data["reason"])
    told = [(one, (opened or {}).get(one.channel, "")) for one in consents.ways(found)]
    shown = {"case": case, "form": form, "told": told, "opened": opened is not None}
    return render(request, "consent/words.html", shown, status=422 if form.errors else 200)


def _before(found: list[Any], channel: str) -> dict[str, Any]:
    """Return the rule that counts today, to be changed; what was said in words stays sealed."""
    one = next((one for one in found if one.channel == channel), None)
    if one is None:
        return {}
    if one.rule is None:
        return {"channel": channel}
    names = ("channel", "leave", "days", "caller", "shared_number")
    hours = {name: value.strftime("%H:%M") for name in ("since", "until") if (value := getattr(one.rule, name))}
    return {name: getattr(one.rule, name) for name in names} | hours


urlpatterns = [
    path("cases/<uuid:number>/contact", rule, name="contact-rule"),
    path("cases/<uuid:number>/contact/words", words, name="contact-words"),
]
