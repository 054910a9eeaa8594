"""Two records side by side, opened for whoever decides whether they are one person."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import attempt, needs, say
from tabara.interfaces.web.forms.base import Form
from tabara.interfaces.web.forms.research import AnswerRecords
from tabara.interfaces.web.views.doubles import words
from tabara.protection.intake import linkages as waiting
from tabara.protection.intake.operations import linking

LINES = ("given", "surname", "aliases", "sex", "birth", "mother", "phones", "place")


@needs(Permission.LINKAGE_DECIDE)
def following(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Lead to the next pair that waits, or back where none does."""
    found = waiting.queue(by=request.user, run=number).waiting  # type: ignore[arg-type]  # only members are asked
    if not found:
        say(request, _("No pair waits any more. Have the lists counted anew."))
        return redirect("web:linking-run", number=number)
    return redirect("web:records", number=number, pair=found[0].pk)


@needs(Permission.LINKAGE_DECIDE)
def records(request: HttpRequest, number: uuid.UUID, pair: uuid.UUID) -> HttpResponse:
    """Ask before two records are opened; open them where that is sent, and take the answer."""
    queue = waiting.queue(by=request.user, run=number)  # type: ignore[arg-type]  # only members are asked
    row = next((one for one in (*queue.waiting, *queue.answered) if one.pk == pair), None)
    if row is None:
        raise NotFound
    shown = {"number": number, "pair": row, "left": len(queue.waiting)}
    form = Form(request.POST or None)
    if request.method == "POST" and form.is_valid():
        both = attempt(request, form, linking.open_records, run=number, pair=pair)
        if both is not None:
            lines = [(_title(name), _said(both.first, name), _said(both.second, name)) for name in LINES]
            return render(request, "research/records.html", {**shown, "lines": lines, "form": AnswerRecords()})
    return render(request, "research/open.html", {**shown, "form": form}, status=422 if form.errors else 200)


@needs(Permission.LINKAGE_DECIDE)
def answer(request: HttpRequest, number: uuid.UUID, pair: uuid.UUID) -> HttpResponse:
    """Take what was said of two records, and go on to the next pair."""
    form = AnswerRecords(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {"run": number, "pair": pair, "answer": form.cleaned_data["answer"]}
        if attempt(request, form, linking.answer_records, **given) is not None:
            say(request, _("It is written down. Nothing is merged by it."))
            return redirect("web:next-records", number=number)
    shown = {"number": number, "form": form, "pair": pair}
    return render(request, "research/answer.html", shown, status=422 if form.errors else 200)


def _title(name: str) -> str:
    return _("Mother") if name == "mother" else str(words.FIELDS[name])


def _said(record: Any, name: str) -> str:
    """Return what one record says, as one reads it."""
    value = getattr(record, name)
    if name == "place":
        return texts.place_name(*value) if value[0] else ""
    return words.said(name, value)


urlpatterns = [
    path("linking/<uuid:number>/next", following, name="next-records"),
    path("linking/<uuid:number>/pairs/<uuid:pair>", records, name="records"),
    path("linking/<uuid:number>/pairs/<uuid:pair>/answer", answer, name="answer-records"),
]
