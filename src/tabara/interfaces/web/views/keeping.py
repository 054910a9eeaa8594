"""How long things are kept: the schedule of the pack, what is due, and the cases in which nothing happened for long."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access import operations as access
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.operation import permitted
from tabara.codelists import Term
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import attempt, do, say, sent_event, sent_to
from tabara.interfaces.web.forms.leaving import KeepOpen
from tabara.protection.cases import queries as cases
from tabara.protection.intake import operations, retention


def keeping(request: HttpRequest) -> HttpResponse:
    """Show the schedule with what is due, and the quiet cases that wait for a review."""
    by, now = request.user, timezone.now()
    if not (by.may(Permission.ACCESS_REVIEW) or by.may(Permission.RETENTION_SET)):  # type: ignore[union-attr]  # only members are asked
        raise NotAllowed
    spoken, today = texts.language(), timezone.localdate()
    rows = [
        {
            "title": term.title.get(spoken, term.kind),
            "length": _length(term),
            "basis": term.basis.get(spoken, ""),
            "source": term.source,
            "due": due,
            "late": late,
            "held": held,
        }
        for term, due, late, held in retention.overview(at=now, on=today)
    ]
    shown = {"rows": rows, "quiet": retention.quiet(by=by, on=today), "stopped": operations.stopped(by=by)}
    return render(request, "keeping/schedule.html", shown)


def _length(term: Term) -> str:
    if term.keep:
        return _("for good")
    if term.years_after_majority:
        return _("until %(years)s years after coming of age") % {"years": term.years_after_majority}
    if term.days:
        return _("%(days)s days") % {"days": term.days}
    return _("%(months)s months") % {"months": term.months}


@sent_to("web:keeping")
def release(request: HttpRequest) -> HttpResponse:
    """Let a colleague open names again who opened many within an hour."""
    found = next(
        (one for one in operations.stopped(by=request.user) if str(one.pk) == request.POST.get("member")), None
    )
    if found is None:
        raise NotFound
    do(request, access.release_pace, event=sent_event(request), member=found)
    say(request, _("Your colleague can open names again."))
    return redirect("web:keeping")


def keep_open(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Say why a quiet case stays open."""
    case, form = cases.case(by=request.user, number=number), KeepOpen(request.POST or None)
    if not permitted(request.user, Permission.ACCESS_REVIEW, case):
        raise NotAllowed
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(request, form, operations.review_case, case=case, reason=form.cleaned_data["reason"]):
        say(request, _("The case stays open. It is asked again in a year."))
        return redirect("web:keeping")
    shown = {"case": case, "form": form, "title": _("Keep the case open"), "button": _("Keep it open")}
    return render(request, "casework/form.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("keeping/", keeping, name="keeping"),
    path("keeping/release", release, name="release-pace"),
    path("keeping/<uuid:number>", keep_open, name="keep-open"),
]
