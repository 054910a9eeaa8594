"""The home of protection: what is late in the cases that a member carries or watches over, and where to go."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission, Scope
from tabara.interfaces.web import casefile, texts
from tabara.interfaces.web.acts import needs
from tabara.protection.cases import queries as cases
from tabara.protection.community import queries as community
from tabara.protection.referral import queries as referral

SHOWN = 5
Figure = tuple[int, str, str]


@needs(Permission.CASE_READ)
def home(request: HttpRequest) -> HttpResponse:
    """Show what protection waits for: in the own cases, or in all that are seen where the member carries none."""
    by, today = request.user, timezone.localdate()
    own = by.reach(Permission.CASE_EDIT) is Scope.OWN
    late = cases.task_count(by=by, own=own, until=today - dt.timedelta(days=1), most=cases.MOST_COUNTED)
    due = [one for one in casefile.told(cases.tasks(by=by, own=own), by, today) if one.late]
    shown = {
        "title": _("Protection"),
        "lead": _("Who was found, what each person needs, and what was agreed with her."),
        "figures": [(late, _("Tasks past their day"), reverse("web:tasks")), *_waiting(request, own=own)],
        "due": [(f"{one.case.code} · {one.what}", texts.day(one.on), one.at or _of(one)) for one in due[:SHOWN]],
        "ways": _ways(request),
    }
    return render(request, "pillar/page.html", shown)


def _of(one: Any) -> str:
    return reverse("web:case", args=[one.case.pk])


def _waiting(request: HttpRequest, *, own: bool) -> list[Figure]:
    """Return how many cases, referrals and alerts wait, as far as the member answers for them."""
    by, now = request.user, timezone.now()
    tally = cases.tally(by=by, at=now, own=own)
    found = [(sum(tally.waiting.values()), _("Cases that wait for a step"), reverse("web:cases"))]
    if by.may(Permission.REFERRAL_ANSWER):
        found.append((referral.to_answer(by=by, at=now)[0], _("Referrals to answer"), reverse("web:referrals")))
    if by.may(Permission.ALERT_TRIAGE):
        found.append((community.to_triage(by=by, at=now)[0], _("Alerts to weigh"), reverse("web:alerts")))
    return found


def _ways(request: HttpRequest) -> list[tuple[str, str, str]]:
    """Return where one can go from here: title, what it holds, address."""
    ways = [
        (None, _("Cases"), _("The people you carry or watch over, by their codes."), "cases"),
        (None, _("Tasks"), _("What is late, this week, and later."), "tasks"),
        (Permission.ALERT_RECORD, _("Alerts"), _("What was heard, and what became of it."), "alerts"),
        (Permission.REFERRAL_ANSWER, _("Referrals"), _("What others ask of you, and what you asked."), "referrals"),
        (Permission.SERVICE_RECORD, _("Planned this week"), _("Appointments and services."), "week"),
        (None, _("Providers"), _("Who offers which help, where."), "directory"),
    ]
    allowed = [one for one in ways if one[0] is None or request.user.may(one[0])]
    return [(title, words, reverse(f"web:{at}")) for _needed, title, words, at in allowed]


urlpatterns = [path("protection", home, name="protection")]
