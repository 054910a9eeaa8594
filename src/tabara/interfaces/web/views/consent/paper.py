"""The form of consent on paper, in each language of the pack: with the case's code, or blank for a folder."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone, translation

from tabara import codelists
from tabara.access.enums import Permission
from tabara.interfaces.web import consents, menu
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.caseacts import editable
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import Channel


def said_in(language: str, agency: str) -> list[tuple[str, str]]:
    """Return what is read out in a language, each passage under its heading."""
    return [
        (one.title(language), one.text(language).replace("{agency}", agency))
        for one in cases.consent_text().information
    ]


def of_case(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show the form to print for one person: it bears the code, never a name."""
    case = editable(request, number)
    paper = cases.contact(case=case, channel=Channel.PAPER, at=timezone.now())
    warning = paper.sentence if not paper.allowed else ""
    return _form(request, case.agency.name, {"case": case, "warning": warning})


@needs(Permission.CASE_READ)
def blank(request: HttpRequest) -> HttpResponse:
    """Show a blank form to print, for a shelter's folder."""
    return _form(request, request.user.agency.name, {"case": None})


def _form(request: HttpRequest, agency: str, shown: dict[str, Any]) -> HttpResponse:
    language, text = consents.spoken(request.GET.get("in", "")), cases.consent_text()
    title = text.title.get(language, "")
    shown |= {
        "title": title,
        "spoken": language,
        "text": said_in(language, agency),
        "statements": consents.statements(language),
        "version": text.version,
        "tongues": [(code, menu.NAMES.get(code, code)) for code in codelists.pack().languages],
    }
    with translation.override(language):  # its boxes speak the language of the person, too
        return render(request, "consent/paper.html", shown)


urlpatterns = [
    path("cases/<uuid:number>/consents/form", of_case, name="consent-form"),
    path("consent-form", blank, name="blank-consent-form"),
]
