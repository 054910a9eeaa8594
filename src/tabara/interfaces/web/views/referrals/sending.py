"""Send a referral, and take it back."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access import queries as access
from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.caseacts import case_for
from tabara.interfaces.web.forms.care import Confirm
from tabara.interfaces.web.forms.referrals import Refer
from tabara.interfaces.web.sharing import words
from tabara.protection.referral import operations, queries

ASKED = ("service", "priority", "groups", "message")


def referable(request: HttpRequest, number: uuid.UUID) -> Any:
    """Return a case from which the reader may refer the person."""
    return case_for(request, number, Permission.REFERRAL_SEND)


def refer(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Choose the agency, among those with which the person agreed to share something."""
    case = referable(request, number)
    found = queries.recipients(by=request.user, case=case, at=timezone.now())
    have = access.with_accounts(agencies=[agency.pk for agency, _groups in found])
    rows = [(agency, words(groups), agency.pk in have) for agency, groups in found]
    return render(request, "referrals/recipients.html", {"case": case, "rows": rows})


def refer_to(request: HttpRequest, number: uuid.UUID, agency: uuid.UUID) -> HttpResponse:
    """Say which help is needed and what goes along, and send it."""
    case = referable(request, number)
    found = queries.recipients(by=request.user, case=case, at=timezone.now())
    to, agreed = next(((one, groups) for one, groups in found if one.pk == agency), (None, []))
    if to is None:
        raise NotFound
    form = Refer(request.POST or None, agreed=agreed)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ASKED if name in form.cleaned_data}
        if attempt(request, form, operations.send_referral, case=case, to=to, **said):
            say(request, _("The referral is sent. The other agency sees the person once it accepts."))
            return redirect("web:case-referrals", number=case.pk)
    title = _("Refer to %(agency)s") % {"agency": to.name}
    shown = {"case": case, "form": form, "title": title, "button": _("Send the referral")}
    return render(request, "casework/form.html", shown, status=422 if form.errors else 200)


def revoke(request: HttpRequest, number: uuid.UUID, referral: uuid.UUID) -> HttpResponse:
    """Take a referral back."""
    case, form = referable(request, number), Confirm(request.POST or None)
    if not any(one.pk == referral for one in queries.of_case(by=request.user, case=case)):
        raise NotFound
    if form.is_valid() and attempt(request, form, operations.revoke_referral, case=case, referral=referral):
        say(request, _("The referral is taken back. The other agency sees nothing any more."))
        return redirect("web:case-referrals", number=case.pk)
    why = _("From this moment on the other agency sees nothing of this person.")
    shown = {"case": case, "form": form, "title": _("Take the referral back"), "button": _("Take it back")}
    return render(request, "casework/form.html", shown | {"explanation": why}, status=422 if form.errors else 200)


urlpatterns = [
    path("cases/<uuid:number>/refer", refer, name="refer"),
    path("cases/<uuid:number>/refer/<uuid:agency>", refer_to, name="refer-to"),
    path("cases/<uuid:number>/referrals/<uuid:referral>/revoke", revoke, name="revoke-referral"),
]
