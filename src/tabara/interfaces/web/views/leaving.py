"""Files with names: the offices they may be sealed to, and the asking for one."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access import operations as access
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.interfaces.web.acts import attempt, do, say, sent_event, sent_to
from tabara.interfaces.web.forms.leaving import FileWithNames, NameOffice
from tabara.protection.intake import operations, outgoing


def offices(request: HttpRequest) -> HttpResponse:
    """Show the offices that files with names may be sealed to."""
    rows = outgoing.recipients(by=request.user)
    return render(request, "leaving/offices.html", {"rows": rows, "may_export": _may_export(request)})


def _may_export(request: HttpRequest) -> bool:
    return bool(request.user.may(Permission.IDENTITY_EXPORT))  # type: ignore[union-attr]  # only members are asked


def name_office(request: HttpRequest) -> HttpResponse:
    """Write an office down; a second person agrees on it next."""
    if not request.user.may(Permission.APPROVAL_ASK):  # type: ignore[union-attr]  # only members are asked
        raise NotAllowed
    form = NameOffice(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("office", "key")}
        if attempt(request, form, operations.name_recipient, **given):
            say(request, _("The office is written down. Ask a second person to agree on it."))
            return redirect("web:offices")
    return _form(request, form, _("Name an office"), _("Write it down"))


@sent_to("web:offices")
def confirm_office(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask a second person to agree on an office and its key."""
    office = outgoing.recipient(by=request.user, number=number)
    given = {"recipient": office}
    asked = do(request, access.ask_approval, event=sent_event(request), act="intake.confirm_recipient", given=given)
    return redirect("web:approval", number=asked.pk)


@sent_to("web:offices")
def close_office(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Strike an office off."""
    office = outgoing.recipient(by=request.user, number=number)
    do(request, operations.close_recipient, event=sent_event(request), recipient=office)
    say(request, _("The office is struck off. Nothing more is sealed to it."))
    return redirect("web:offices")


def file_with_names(request: HttpRequest) -> HttpResponse:
    """Ask a second person to approve a file with names of people who agreed to just that."""
    if not _may_export(request):
        raise NotAllowed
    offices = [one for one in outgoing.recipients(by=request.user) if one.in_use]
    form = FileWithNames(request.POST or None, offices=offices)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        days = {"since": said["since"], "until": said["until"], "most": operations.most_rows()}
        found = outgoing.exportable(by=request.user, consent=operations.consent_for(said["purpose"]), **days)
        given = {"recipient": form.offices[said["recipient"]], "cases": found}
        given |= {name: said[name] for name in ("purpose", "shape")}
        asked = attempt(request, form, access.ask_approval, act="intake.export_identities", given=given)
        if asked is not None:
            return redirect("web:approval", number=asked.pk)
    words = _("Only people who agreed to this purpose are in it. Only the office can open it.")
    return _form(request, form, _("Ask for a file with names"), _("Ask for approval"), words)


def _form(request: HttpRequest, form: Any, title: str, button: str, words: str = "") -> HttpResponse:
    shown = {"form": form, "title": title, "button": button, "explanation": words}
    return render(request, "leaving/form.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("offices/", offices, name="offices"),
    path("offices/name", name_office, name="name-office"),
    path("offices/file", file_with_names, name="file-with-names"),
    path("offices/<uuid:number>/confirm", confirm_office, name="confirm-office"),
    path("offices/<uuid:number>/close", close_office, name="close-office"),
]
