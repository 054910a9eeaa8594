"""What a person agrees to today, what she refused, who was told, and how she may be reached: one calm page."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.operation import new_event, permitted
from tabara.interfaces.web import consents, menu, texts
from tabara.interfaces.web.caseacts import editable
from tabara.interfaces.web.sharing import words
from tabara.protection.cases import queries as cases


def overview(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show it."""
    case, at = editable(request, number), timezone.now()
    answers = cases.story(by=request.user, case=case).consents
    live = cases.sharing(answers=answers, on=timezone.localdate(at))
    askings = cases.askings(by=request.user, case=case)
    shown = {
        "case": case,
        "event": new_event(),
        "live": [(one, words(one.groups)) for one in live],
        "refused": consents.refused(answers, live),
        "waiting": cases.refusals_to_answer(answers=answers),
        "may_answer": permitted(request.user, Permission.PLAN_APPROVE, case, shared=False),
        "may_refer": permitted(request.user, Permission.REFERRAL_SEND, case),
        "general": consents.general(answers),
        "last": askings[0] if askings else None,
        "unable": cases.unable(case=case),
        "capacity": consents.CAPACITY,
        "how": consents.HOW,
        "statements": consents.statements(texts.language()),
        "notices": [(one, consents.lost(one)) for one in cases.notices_of(by=request.user, case=case)],
        "ways": consents.ways(cases.contacts(by=request.user, case=case, at=at)),
        "tongues": [(code, menu.NAMES.get(code, code)) for code in codelists.pack().languages],
    }
    return render(request, "consent/overview.html", shown)


urlpatterns = [path("cases/<uuid:number>/consents", overview, name="consents")]
