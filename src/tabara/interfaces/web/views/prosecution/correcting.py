"""Putting a charge, a verdict or the day of a hearing right."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.forms.court_later import CorrectCharge, CorrectHearing, CorrectVerdict
from tabara.interfaces.web.views.partnership.asking import ask
from tabara.prosecution import operations, queries

SENTENCE = ("outcome", "on", "prison_months", "life", "fine", "suspended", "reason")


@needs(Permission.COURT_RECORD)
def charge(request: HttpRequest, number: uuid.UUID, charge: uuid.UUID) -> HttpResponse:
    """Ask what a charge says rightly."""
    one = queries.file(by=request.user, number=number)
    row = _found(one.charges, charge)
    form = CorrectCharge(request.POST or None, initial=CorrectCharge.of(row))
    return ask(
        request,
        form,
        does=operations.correct_charge,
        given=lambda said: {"file": one, "charge": charge, **form.given()},
        words=_words(_("Correct the charge")),
        back=("court-file", {"number": number}),
    )


@needs(Permission.COURT_RECORD)
def verdict(request: HttpRequest, number: uuid.UUID, charge: uuid.UUID, verdict: uuid.UUID) -> HttpResponse:
    """Ask what a verdict says rightly."""
    one = queries.file(by=request.user, number=number)
    row = _found(_found(one.charges, charge).verdicts, verdict)
    return ask(
        request,
        CorrectVerdict(request.POST or None, initial=CorrectVerdict.of(row)),
        does=operations.correct_verdict,
        given=lambda said: {"file": one, "verdict": verdict, **{key: said[key] for key in SENTENCE}},
        words=_words(_("Correct the verdict")),
        back=("court-file", {"number": number}),
    )


@needs(Permission.COURT_RECORD)
def hearing(request: HttpRequest, number: uuid.UUID, hearing: uuid.UUID) -> HttpResponse:
    """Ask on which day a hearing is rightly."""
    one = queries.file(by=request.user, number=number)
    row = _found(one.hearings, hearing)
    return ask(
        request,
        CorrectHearing(request.POST or None, initial={"on": row.held_on}),
        does=operations.correct_hearing,
        given=lambda said: {"file": one, "hearing": hearing, "on": said["on"], "reason": said["reason"]},
        words=_words(_("Correct the day of the hearing")),
        back=("court-file", {"number": number}),
    )


def _found(rows: Any, number: uuid.UUID) -> Any:
    row = rows.filter(pk=number).first()
    if row is None:
        raise NotFound
    return row


def _words(title: str) -> dict[str, str]:
    return {
        "title": title,
        "button": _("Save"),
        "said": _("It is put right. What stood there before stays readable."),
        "explanation": _(
            "What stood there before stays readable, with your reason. The stages of the file do not move."
        ),
    }


FILE = "prosecution/files/<uuid:number>"
urlpatterns = [
    path(f"{FILE}/charges/<uuid:charge>/correct", charge, name="correct-charge"),
    path(f"{FILE}/charges/<uuid:charge>/verdicts/<uuid:verdict>/correct", verdict, name="correct-verdict"),
    path(f"{FILE}/hearings/<uuid:hearing>/correct", hearing, name="correct-hearing"),
]
