"""Studies: asked for, made by a worker, read, and signed off by a second person."""

import uuid
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import jobs
from tabara.access import audit
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.operation import new_event
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import attempt, needs, say, sent_to
from tabara.interfaces.web.forms.research import AskStudy, SignStudy
from tabara.interfaces.web.releasing import Made, given_out, stays
from tabara.interfaces.web.studied import OUTCOMES, STATES
from tabara.methods.disclosure import INTERNAL, Rule
from tabara.methods.prevalence import PrevalenceError
from tabara.methods.prevalence.study import Study, from_dict
from tabara.publication.operations import release_study
from tabara.publication.releases import study_leaving
from tabara.publication.studies import languages, reading
from tabara.publication.studies import render as printed_study
from tabara.publication.studies.released import public_rule
from tabara.research import operations, queries
from tabara.research.enums import StudyState


@needs(Permission.RESEARCH_KEEP)
def studies(request: HttpRequest) -> HttpResponse:
    """Show the studies, the newest first."""
    found = [(one, STATES[one.state], OUTCOMES.get(one.outcome)) for one in queries.studies(by=request.user)]
    return render(request, "research/studies.html", {"studies": found})


@needs(Permission.RESEARCH_KEEP)
def ask(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Set a study of what was counted."""
    counts = queries.counts_of(by=request.user, number=number)
    form = AskStudy(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        given = {name: said[name] for name in ("title", "claim", "resamples", "seed")}
        told = operations.StudyAsked(why=form.why(), **given)
        row = attempt(request, form, operations.ask_study, counts=counts, asked=told)
        if row is not None:
            say(request, _("The study is asked for. You can go on working meanwhile."))
            return redirect("web:study", number=row.pk)
    shown = {
        "form": form,
        "title": _("Study these overlaps"),
        "explanation": _(
            "Every method is tried, and gates say what may be said. An assumption for which nobody says why it holds "
            "is told as such in the report."
        ),
        "button": _("Make the study"),
        "back": ("counts", {"number": number}),
    }
    return render(request, "pillar/ask.html", shown, status=422 if form.errors else 200)


@needs(Permission.RESEARCH_KEEP)
def study(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show how far a study is, or what it says; whoever publishes and did not ask for it signs it off here."""
    row = queries.study_of(by=request.user, number=number)
    if row.finished_at is None:
        return render(request, "research/coming.html", _progress(row))
    form = SignStudy(request.POST or None) if _may_sign(request.user, row) else None
    if request.method == "POST" and form is not None and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("agrees", "words")}
        if attempt(request, form, operations.sign_study, study=row, **given) is not None:
            say(request, _("It is written down."))
            return redirect("web:study", number=number)
    shown = {
        "study": row,
        "state": STATES[row.state],
        "told": reading(_told(row), language=_language()),
        "form": form,
        "event": new_event(),
        "mine": row.asked_by_id == request.user.pk,
    }
    return render(request, "research/study.html", shown, status=422 if form is not None and form.errors else 200)


@needs(Permission.RESEARCH_KEEP)
def progress(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show how far a study is; once it is done, the page shows what it says."""
    shown = _progress(queries.study_of(by=request.user, number=number))
    response = render(request, "research/progress.html", shown)
    if shown["making"] is None or shown["making"].ended:
        response["HX-Refresh"] = "true"
    return response


@needs(Permission.RESEARCH_KEEP)
def as_json(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Hand out all that a study says, for a program; it is no release."""
    row = queries.study_of(by=request.user, number=number)
    if row.result is None:
        raise NotFound
    response = JsonResponse(queries.result_of(row), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="study-{row.pk.hex[-8:]}.json"'
    return response


@needs(Permission.RESEARCH_KEEP)
def report(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Hand out the report, with its exact counts: for those who keep research, and no release."""
    row = queries.study_of(by=request.user, number=number)
    if row.result is None:
        raise NotFound
    return _sent(request, row, _printed(row, _told(row), INTERNAL), "page.study-report")


@needs(Permission.RESEARCH_KEEP)
@sent_to("web:study")
def release(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Hand out the report as others may read it, once a second person has agreed: small counts are withheld."""
    row = queries.study_of(by=request.user, number=number)
    if row.state is not StudyState.SIGNED:
        raise Refused(_("Nobody has signed this study off. Until a second person does, nothing of it leaves."))

    def make() -> Made:
        told, linkage = _told(row), row.counts.linkage
        given = {"lists": linkage.lists, "struck_at": linkage.struck_at, "finished_at": row.finished_at}
        leaving = study_leaving(told, language=_language(), **given)
        return _printed(row, told, public_rule()), leaving

    content, refused = given_out(request, release_study, reason=f"study-{row.pk.hex[-8:]} {_language()}", make=make)
    if refused:
        return stays(request, refused, back=reverse("web:study", kwargs={"number": row.pk}))
    return _sent(request, row, content, "page.study-release")


def _printed(row: Any, told: Study, rule: Rule) -> bytes:
    signed, on = "", timezone.localdate()
    if row.state is StudyState.SIGNED:
        signed = f"{row.signed.signed_by.name}, {texts.day(timezone.localdate(row.signed.signed_at))}"
    return printed_study(told, language=_language(), on=on, rule=rule, signed=signed, demo=settings.DEMO)


def _sent(request: HttpRequest, row: Any, content: bytes, operation: str) -> HttpResponse:
    audit.note(by=request.user, operation=operation, outcome="shown")
    headers = {"Content-Disposition": f'attachment; filename="study-{row.pk.hex[-8:]}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def _told(row: Any) -> Study:
    try:
        return from_dict(queries.result_of(row) or {})
    except PrevalenceError as problem:  # stored by an earlier version
        raise Refused(str(problem)) from None


def _language() -> str:
    """A study is told in the reader's language where its words exist in it."""
    return texts.language() if texts.language() in languages() else languages()[0]


def _progress(row: Any) -> dict[str, Any]:
    making = jobs.state(operations.study_key(row))
    waits = making is not None and making.status is jobs.Status.WAITING
    return {"study": row, "making": making, "waits": waits}


def _may_sign(by: Any, row: Any) -> bool:
    return bool(by.may(Permission.REPORT_PUBLISH)) and row.asked_by_id != by.pk


urlpatterns = [
    path("research/counts/<uuid:number>/study", ask, name="ask-study"),
    path("research/studies", studies, name="studies"),
    path("research/studies/<uuid:number>", study, name="study"),
    path("research/studies/<uuid:number>/progress", progress, name="study-progress"),
    path("research/studies/<uuid:number>/json", as_json, name="study-json"),
    path("research/studies/<uuid:number>/report", report, name="study-report"),
    path("research/studies/<uuid:number>/release", release, name="study-release"),
]
