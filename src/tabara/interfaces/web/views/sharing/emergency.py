"""Emergency access: asked for with a reason, and looked at afterwards by those who watch over the case."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.forms.base import Form
from tabara.interfaces.web.forms.sharing import Urgent
from tabara.protection.cases import operations
from tabara.protection.cases import queries as cases


def emergency(request: HttpRequest) -> HttpResponse:
    """Open a case in an emergency. Whatever the cause, a code that opens nothing gets the same answer."""
    if not request.user.may(Permission.BREAK_GLASS):
        raise NotAllowed
    form = Urgent(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("code", "reason", "stake")}
        opened = attempt(request, form, operations.break_glass, **said)
        if opened is not None and opened.case_id is not None:
            say(request, _("The case is open to you for 30 minutes. Its agency is told at once, and reviews it."))
            return redirect("web:case", number=opened.case_id)
        if opened is not None:
            form.add_error("code", _("No case opens with this number. Check it letter by letter."))
    return render(request, "sharing/emergency.html", {"form": form}, status=422 if form.errors else 200)


def emergencies(request: HttpRequest) -> HttpResponse:
    """Show the emergency accesses to the cases that the reader watches over."""
    if not request.user.may(Permission.ACCESS_REVIEW):
        raise NotAllowed
    return render(request, "sharing/emergencies.html", {"rows": cases.emergencies(by=request.user)})


def review(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show who opened a case in an emergency and why, and say whether it was justified."""
    one, form = cases.emergency(by=request.user, number=number), Form(request.POST or None)
    choice = request.POST.get("choice")
    if choice in ("justified", "not") and form.is_valid():
        justified = choice == "justified"
        if attempt(request, form, operations.review_emergency, emergency=one, justified=justified):
            say(request, _("The review is stored."))
            return redirect("web:emergencies")
    shown = {"one": one, "form": form, "stake": cases.stake(by=request.user, emergency=one)}
    shown["open"] = one.reviewed_at is None and one.member_id != request.user.pk
    return render(request, "sharing/review.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("emergency", emergency, name="emergency"),
    path("emergencies/", emergencies, name="emergencies"),
    path("emergencies/<uuid:number>", review, name="review-emergency"),
]
