"""School, courses and apprenticeships of a person."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext as _

from tabara.interfaces.web.acts import attempt
from tabara.interfaces.web.forms.helping.learning import EndEnrolment, Enrol, PlanTerm, TellTerm
from tabara.interfaces.web.views.helping.asking import asked, done, serviceable
from tabara.protection.assistance import operations, queries


def enrol(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Write down where somebody learns."""
    case, form = serviceable(request, number), Enrol(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("kind", "institution", "since", "until_planned")}
        if attempt(request, form, operations.enrol, case=case, **said):
            return done(request, number, _("It is written down. Plan the first term next."))
    return asked(request, form, _("Add a school or a course"), _("Save"), case=case)


def plan_term(request: HttpRequest, number: uuid.UUID, enrolment: uuid.UUID) -> HttpResponse:
    """Say when a term begins and ends."""
    case, form = serviceable(request, number), PlanTerm(request.POST or None)
    row = queries.enrolment(by=request.user, case=case, number=enrolment)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("since", "until")}
        if attempt(request, form, operations.plan_term, case=case, enrolment=enrolment, **said):
            return done(request, number, _("The term is planned. At its end it stands among the tasks."))
    return asked(request, form, _("Plan a term"), _("Plan it"), case=case, explanation=row.institution)


def tell_term(request: HttpRequest, number: uuid.UUID, term: uuid.UUID) -> HttpResponse:
    """Write down how a term went."""
    case, form = serviceable(request, number), TellTerm(request.POST or None)
    row = queries.term(by=request.user, case=case, number=term)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("attendance", "result")}
        if attempt(request, form, operations.record_term, case=case, term=term, **said):
            return done(request, number, _("How the term went is written down."))
    return asked(request, form, _("How the term went"), _("Save"), case=case, explanation=row.enrolment.institution)


def end(request: HttpRequest, number: uuid.UUID, enrolment: uuid.UUID) -> HttpResponse:
    """Write down how schooling ended."""
    case, form = serviceable(request, number), EndEnrolment(request.POST or None)
    row = queries.enrolment(by=request.user, case=case, number=enrolment)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("to", "on", "reason")}
        if attempt(request, form, operations.end_enrolment, case=case, enrolment=enrolment, **said):
            return done(request, number, _("How it ended is written down."))
    return asked(request, form, _("How it ended"), _("Save"), case=case, explanation=row.institution)


urlpatterns = [
    path("cases/<uuid:number>/help/enrol", enrol, name="enrol-person"),
    path("cases/<uuid:number>/help/enrolments/<uuid:enrolment>/term", plan_term, name="plan-term"),
    path("cases/<uuid:number>/help/enrolments/<uuid:enrolment>/end", end, name="end-enrolment"),
    path("cases/<uuid:number>/help/terms/<uuid:term>", tell_term, name="tell-term"),
]
