"""Two people side by side: opened with a reason, in the answer to what was sent; then decided, or merged."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import attempt, do, needs, say, sent_to
from tabara.interfaces.web.forms.doubles import DIFFERENT, SAME, Decide, LookBoth, MergeBoth
from tabara.interfaces.web.views.doubles import words
from tabara.protection.intake import doubles, operations
from tabara.protection.intake.enums import PairState, Reason


@needs(Permission.IDENTITY_OPEN)
def duplicate(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Show two people by their cases alone; with a reason, who they are."""
    pair, form = doubles.pair(by=request.user, number=number), LookBoth(request.POST or None)
    if request.method == "POST" and form.is_valid():
        both = attempt(request, form, operations.compare_pair, pair=pair, reason=form.cleaned_data["reason"])
        if both:
            return _side_by_side(request, pair, both)
    return _page(request, pair, {"form": form}, status=422 if form.errors else 200)


@needs(Permission.IDENTITY_OPEN)
@sent_to("web:duplicate")
def decide(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Keep what somebody thinks of the two."""
    pair = doubles.pair(by=request.user, number=number)
    form = Decide(request.POST, colleagues=doubles.colleagues(by=request.user, pair=pair))
    if form.is_valid() and _decided(request, pair, form):
        return redirect("web:duplicates")
    return _side_by_side(request, pair, _again(request, pair), decision=form)


def _decided(request: HttpRequest, pair: Any, form: Decide) -> bool:
    answer = form.cleaned_data["answer"]
    if answer == SAME:
        done, told = attempt(request, form, operations.say_same, pair=pair), _("Kept. Who may merge them sees it.")
    elif answer == DIFFERENT:
        done = attempt(request, form, operations.say_different, pair=pair)
        told = _("Kept. The two are not offered again unless what is known of one of them changes.")
    else:
        colleague = form.cleaned_data["colleague"]
        done = attempt(request, form, operations.ask_colleague, pair=pair, colleague=colleague)
        told = _("Your colleague finds it among the tasks.")
    if done:
        say(request, told)
    return bool(done)


@needs(Permission.PERSON_MERGE)
@sent_to("web:duplicate")
def merge(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Make one person of the two."""
    pair = doubles.pair(by=request.user, number=number)
    both = _again(request, pair)
    form = _merging(request, pair, both, request.POST)
    if form and form.is_valid():
        told = {"saw": form.saw, "stands": form.stands, "twice": form.twice}
        if made := attempt(request, form, operations.merge_persons, pair=pair, **told):
            say(request, _("Merged. Both cases are of one person now. It can be undone for a time."))
            return redirect("web:merge", number=made.pk)
    return _side_by_side(request, pair, both, merging=form)


def _again(request: HttpRequest, pair: Any) -> Any:
    return do(request, operations.compare_pair, pair=pair, reason=Reason.VERIFICATION)


def _side_by_side(request: HttpRequest, pair: Any, both: Any, **forms: Any) -> HttpResponse:
    lines = [
        {
            "title": words.FIELDS[line.field],
            "first": words.said(line.field, line.first),
            "second": words.said(line.field, line.second),
            "differs": line.differs,
        }
        for line in both.lines
        if line.first or line.second
    ]
    decision = forms.get("decision") or Decide(colleagues=doubles.colleagues(by=request.user, pair=pair))
    merging = forms.get("merging") or _merging(request, pair, both, None)
    shown = {"lines": lines, "decision": decision, "merging": merging, "alike": words.reasons(both.alike.reasons)}
    refused = any(one.errors for one in (decision, merging) if one)
    return _page(request, pair, shown, status=422 if refused else 200)


def _merging(request: HttpRequest, pair: Any, both: Any, sent: Any) -> MergeBoth | None:
    """Return what has to be said before the two are merged, to whoever may do that."""
    if not permitted(request.user, Permission.PERSON_MERGE, pair) or pair.state in (
        PairState.DIFFERENT,
        PairState.MERGED,
    ):
        return None
    lines = [
        (line.field, words.FIELDS[line.field], words.said(line.field, line.first), words.said(line.field, line.second))
        for line in both.lines
        if line.to_choose
    ]
    cases = [case for side in _cases(request, pair) for case in side]
    return MergeBoth(sent, lines=lines, cases=cases, saw="{},{}".format(*both.versions))


def _cases(request: HttpRequest, pair: Any) -> list[list[Any]]:
    return [doubles.cases_of(by=request.user, person=person) for person in (pair.first, pair.second)]


def _page(request: HttpRequest, pair: Any, more: dict[str, Any], status: int) -> HttpResponse:
    sides = _cases(request, pair)
    shown = {
        "pair": pair,
        "sides": list(zip((_("Registered first"), _("Registered later")), sides, strict=True)),
        "reasons": words.reasons(pair.reasons),
        "state": words.STATES[pair.state],
        "decided": pair.decided_by if pair.state != PairState.OPEN else None,
    }
    return render(request, "doubles/pair.html", shown | more, status=status)


urlpatterns = [
    path("duplicates/<uuid:number>", duplicate, name="duplicate"),
    path("duplicates/<uuid:number>/decide", decide, name="decide-duplicate"),
    path("duplicates/<uuid:number>/merge", merge, name="merge-duplicate"),
]
