"""The interview: a list of its sections, each on a page of its own, kept while somebody types."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tabara.access.errors import NotAllowed, NotFound, Refused, Stale
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import attempt, do, say, sent_event, sent_to
from tabara.interfaces.web.forms.base import Form
from tabara.interfaces.web.forms.interview import SectionForm
from tabara.interfaces.web.views.decision.screening import screenable
from tabara.interfaces.web.views.intake.unfinished import today
from tabara.protection.cases import operations
from tabara.protection.cases import queries as cases


def interview(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show how far the interview is, or what to know before one begins; sent, it begins."""
    case = screenable(request, number)
    found, form = cases.open_interview(by=request.user, case=case), Form(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    if sent and (found or attempt(request, form, operations.begin_interview, case=case)):
        return redirect("web:interview", number=case.pk)
    shown = {"case": case, "form": form, "found": found, **(_progress(request, case, found) if found else {})}
    page = "interview/tasks.html" if found else "interview/start.html"
    return render(request, page, shown, status=422 if form.errors else 200)


def _progress(request: HttpRequest, case: Any, found: Any) -> dict[str, Any]:
    said = cases.said_in(by=request.user, interview=found)
    rows = []
    for section, questions in cases.to_ask(case=case, answers=said).items():
        answered = sum(one.key in said[section.key].answers for one in questions) if section.key in said else 0
        row = {"key": section.key, "title": section.text(texts.language()), "seen": section.key in said}
        rows.append({**row, "answered": answered, "questions": len(questions)})
    done = sum(row["seen"] for row in rows)
    return {"rows": rows, "done": done, "next": next((row["key"] for row in rows if not row["seen"]), None)}


def section(request: HttpRequest, number: uuid.UUID, section: str) -> HttpResponse:
    """Ask the questions of one section, and keep the answers."""
    case = screenable(request, number)
    found = cases.open_interview(by=request.user, case=case)
    if found is None:
        return redirect("web:interview", number=case.pk)
    said, form = _form(request, case, found, section)
    if request.method != "POST":
        return _page(request, case, found, section, form, said.stamp)
    if not form.is_valid():
        return _page(request, case, found, section, form, request.POST.get("saw", ""))
    try:
        kept = _keep(request, case, found, section, form)
    except (NotAllowed, NotFound):
        raise
    except Stale as clash:
        return _compare(request, case, found, section, form, clash.stored["section"])
    except Refused as refusal:
        form.refuse(refusal)
        return _page(request, case, found, section, form, said.stamp)
    following = _progress(request, case, kept)["next"]
    if following is None or request.POST.get("go") == "stop":
        return redirect("web:interview", number=case.pk)
    return redirect("web:interview-section", number=case.pk, section=following)


@require_POST
def keep(request: HttpRequest, number: uuid.UUID, section: str) -> HttpResponse:
    """Keep what is answered so far; answer with the time."""
    case = screenable(request, number)
    found = cases.open_interview(by=request.user, case=case)
    if found is None:
        return JsonResponse({"said": _("Not saved: this interview has ended.")}, status=409)
    _said, form = _form(request, case, found, section)
    try:
        if not form.is_valid():
            return JsonResponse({"said": _("Not saved yet: an answer is not right.")}, status=422)
        row = _keep(request, case, found, section, form)
    except Stale:
        return JsonResponse({"said": _("Not saved: this part was changed in another window.")}, status=409)
    time = timezone.localtime(row.saved_at).strftime("%H:%M")
    return JsonResponse({"said": _("Saved %(time)s") % {"time": time}})


@sent_to("web:interview")
def drop(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Erase an interview that is not finished."""
    case = screenable(request, number)
    if found := cases.open_interview(by=request.user, case=case):
        do(request, operations.drop_interview, event=sent_event(request), case=case, interview=found.pk)
        say(request, _("The answers are erased."))
    return redirect("web:interview", number=case.pk)


def _form(request: HttpRequest, case: Any, found: Any, section: str) -> tuple[cases.Said, SectionForm]:
    said = cases.said_in(by=request.user, interview=found)
    questions = {one.key: asked for one, asked in cases.to_ask(case=case, answers=said).items()}.get(section)
    if questions is None:
        raise Http404
    kept = said.get(section, cases.Said())
    if request.method == "POST":
        return kept, SectionForm(request.POST, today=today(), questions=questions)
    single = {one.key for one in questions if not one.many}
    initial = {key: chosen[0] if key in single else chosen for key, chosen in kept.answers.items()}
    return kept, SectionForm(today=today(), questions=questions, initial={**initial, "note": kept.note})


def _keep(request: HttpRequest, case: Any, found: Any, section: str, form: SectionForm) -> Any:
    """Keep the section; what this page has kept before is no clash with it."""
    given = {
        "answers": form.answers(),
        "note": form.cleaned_data["note"],
        "saw": request.POST.get("saw", ""),
        "window": str(form.number),
    }
    return do(request, operations.keep_interview, case=case, interview=found.pk, section=section, **given)


def _page(request: HttpRequest, case: Any, found: Any, section: str, form: SectionForm, saw: str) -> HttpResponse:
    rows = _progress(request, case, found)["rows"]
    keys = [row["key"] for row in rows]
    shown = {
        "case": case,
        "found": found,
        "section": section,
        "title": rows[keys.index(section)]["title"],
        "place": keys.index(section) + 1,
        "parts": len(rows),
        "form": form,
        "saw": saw,
    }
    return render(request, "interview/section.html", shown, status=422 if form.errors else 200)


def _compare(
    request: HttpRequest, case: Any, found: Any, section: str, form: SectionForm, theirs: cases.Said
) -> HttpResponse:
    """Show what somebody else kept meanwhile beside what was typed, for a person to choose."""
    shown = {
        "case": case,
        "found": found,
        "section": section,
        "rows": _told(form, theirs),
        "typed": form.kept(),
        "saw": theirs.stamp,
        "form": form,
    }
    return render(request, "interview/compare.html", shown, status=409)


def _told(form: SectionForm, theirs: cases.Said) -> list[tuple[str, str, str]]:
    spoken, mine, rows = texts.language(), form.answers(), []
    for question in form.questions:
        both = [
            ", ".join(cases.answer_text(question, one, spoken) for one in said.get(question.key, ()))
            for said in (theirs.answers, mine)
        ]
        if both[0] != both[1]:
            rows.append((question.text(spoken), both[0], both[1]))
    if theirs.note != form.cleaned_data["note"]:
        rows.append((_("In the person’s own words"), theirs.note, form.cleaned_data["note"]))
    return rows


urlpatterns = [
    path("cases/<uuid:number>/interview", interview, name="interview"),
    path("cases/<uuid:number>/interview/drop", drop, name="interview-drop"),
    path("cases/<uuid:number>/interview/<slug:section>", section, name="interview-section"),
    path("cases/<uuid:number>/interview/<slug:section>/keep", keep, name="interview-keep"),
]
