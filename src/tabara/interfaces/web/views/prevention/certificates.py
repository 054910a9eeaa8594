"""Certificates of a training: made for one or for the list, printed, and asked about by their number."""

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import do, needs, say, sent_event, sent_to
from tabara.interfaces.web.forms.base import number_of
from tabara.interfaces.web.forms.prevention import Certify, CheckCertificate, CountSessions
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.prevention import operations, queries
from tabara.publication import certificate as paper
from tabara.publication.errors import PublicationError


@needs(Permission.PREVENTION_RECORD)
def certify_all(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask in which language the certificates of the list are made."""
    one = queries.training(by=request.user, number=number)
    words = {
        "title": _("Certificates of the list"),
        "button": _("Make them"),
        "said": _("The certificates are made. Print them below the list."),
        "explanation": _("For everybody on the list who meets the rule of the course and has none yet."),
    }
    return ask(
        request,
        Certify(request.POST or None, initial={"language": texts.language()}),
        does=operations.certify_all,
        given=lambda said: {"training": one, "language": said["language"]},
        words=words,
        back=("training", {"number": number}),
    )


@needs(Permission.PREVENTION_RECORD)
def certify(request: HttpRequest, number: uuid.UUID, trainee: uuid.UUID) -> HttpResponse:
    """Ask in which language one certificate is made."""
    one = queries.training(by=request.user, number=number)
    words = {"title": _("Make a certificate"), "button": _("Make it"), "said": _("The certificate is made.")}
    return ask(
        request,
        Certify(request.POST or None, initial={"language": texts.language()}),
        does=operations.certify,
        given=lambda said: {"training": one, "trainee": trainee, "language": said["language"]},
        words=words,
        back=("training", {"number": number}),
    )


@needs(Permission.PREVENTION_RECORD)
def count_sessions(request: HttpRequest, number: uuid.UUID, trainee: uuid.UUID) -> HttpResponse:
    """Ask to how many of the sessions somebody came."""
    one = queries.training(by=request.user, number=number)
    row = queries.trainee(by=request.user, training=one, number=trainee)
    if row is None:
        raise NotFound
    words = {"title": _("Sessions attended"), "button": _("Save"), "said": _("The number of sessions is written down.")}
    return ask(
        request,
        CountSessions(request.POST or None, initial={"came": row.came or one.sessions}),
        does=operations.count_sessions,
        given=lambda said: {"trainee": row, "came": said["came"]},
        words={**words, "explanation": _("Place %(number)s") % {"number": row.number}},
        back=("training", {"number": number}),
    )


@needs(Permission.PREVENTION_RECORD)
@sent_to("web:training")
def printed(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Send the certificates of the list, or one of them, under a name that says nothing."""
    one = queries.training(by=request.user, number=number)
    chosen = number_of(request.POST.get("certificate", ""))
    numbers = (chosen,) if chosen else ()
    try:
        rows = do(request, operations.print_certificates, event=sent_event(request), training=one, numbers=numbers)
        pdf = paper.render(
            [_on_paper(row, who, one) for row, who in rows], language=texts.language(), demo=settings.DEMO
        )
    except Refused as refusal:
        say(request, refusal.message)
        return redirect("web:training", number=number)
    except PublicationError as error:
        say(request, _(error.msgid) % error.params)
        return redirect("web:training", number=number)
    headers = {"Content-Disposition": f'attachment; filename="certificates-{one.held_on:%Y%m%d}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@needs(Permission.ACCOUNT_KEEP)
def check(request: HttpRequest) -> HttpResponse:
    """Ask for the number of a certificate, and say whether it is known."""
    form, known, asked = CheckCertificate(request.POST or None), None, ""
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data["code"].strip().upper()
        known = queries.look_up(by=request.user, code=asked)
    shown = {"form": form, "known": known, "asked": asked}
    return render(request, "prevention/check.html", shown, status=422 if form.errors else 200)


def _on_paper(row: Any, who: Any, one: Any) -> paper.Certificate:
    place = codelists.pack().places.place(one.place, one.place_version).name if one.place else ""
    return paper.Certificate(
        name=who.name,
        course=one.course.title,
        hours=one.course.hours,
        first=one.held_on,
        last=one.ended_on or one.held_on,
        place=place,
        agency=one.agency.name,
        code=row.code,
        issued_on=row.issued_on,
        language=row.language,
    )


LIST = "prevention/trainings/<uuid:number>"
urlpatterns = [
    path("prevention/certificates", check, name="check-certificate"),
    path(f"{LIST}/certificates", certify_all, name="certify-all"),
    path(f"{LIST}/certificates/print", printed, name="print-certificates"),
    path(f"{LIST}/list/<uuid:trainee>/certificate", certify, name="certify"),
    path(f"{LIST}/list/<uuid:trainee>/sessions", count_sessions, name="count-sessions"),
]
