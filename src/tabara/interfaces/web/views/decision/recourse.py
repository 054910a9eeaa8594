"""Ask for a second look at a decision, record that the person does not accept it, and answer."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.operation import permitted
from tabara.interfaces.web.acts import attempt, say
from tabara.interfaces.web.caseacts import answer, editable
from tabara.interfaces.web.forms.decision import GROUPS, DecisionForm, evidence
from tabara.interfaces.web.forms.interview import Appeal, AskReview, OwnWish, Uphold
from tabara.interfaces.web.views.decision.determination import preview
from tabara.interfaces.web.views.decision.ladder import grounds
from tabara.interfaces.web.views.intake.unfinished import today
from tabara.protection.cases import operations
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import RecourseKind


def back(case: Any) -> str:
    """Return the address of the page that shows how the status came about."""
    return reverse("web:identification", kwargs={"number": case.pk})


def ask_review(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Ask a colleague to look again at the last decision."""
    case = cases.case(by=request.user, number=number)
    if not permitted(request.user, Permission.CASE_DETERMINE, case):
        raise NotAllowed
    form = AskReview(request.POST or None, initial={"on": today()})
    words = (_("Ask for a second look"), _("Ask for it"), _("The review is asked for. Somebody else looks at it."))
    return _ask(request, case, form, words, operations.ask_review)


def appeal(request: HttpRequest, number: uuid.UUID) -> HttpResponse:
    """Record that the person does not accept the last decision."""
    case = editable(request, number)
    form = Appeal(request.POST or None, initial={"on": today()})
    words = (_("The person does not accept the decision"), _("Record the appeal"), _("The appeal is recorded."))
    return _ask(request, case, form, words, operations.record_appeal)


def _ask(request: HttpRequest, case: Any, form: Any, words: tuple[str, str, str], operation: Any) -> HttpResponse:
    decisions = cases.determinations(case=case)
    if not decisions:
        return redirect(back(case))

    def act(said: dict[str, Any]) -> Any:
        return attempt(request, form, operation, case=case, of=decisions[0].pk, **_asked(said))

    return answer(request, case, form, words, act, to=back(case))


def _asked(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name != "event"}


def withdraw(request: HttpRequest, number: uuid.UUID, recourse: uuid.UUID) -> HttpResponse:
    """Record that whoever asked for it takes it back."""
    case, form = editable(request, number), OwnWish(request.POST or None)
    words = (_("Take back the review or the appeal"), _("Take it back"), _("It is taken back. The decision stays."))

    def act(said: dict[str, Any]) -> Any:
        given = {"recourse": recourse, "own_wish": said["own_wish"]}
        return attempt(request, form, operations.withdraw_recourse, case=case, **given)

    return answer(request, case, form, words, act, to=back(case))


def uphold(request: HttpRequest, number: uuid.UUID, recourse: uuid.UUID) -> HttpResponse:
    """Show what was decided and asked; let the decision stand, with the reasons."""
    case, row = _answerable(request, number, recourse)
    form = Uphold(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid() and _answer(request, case, row, form, **_asked(form.cleaned_data)):
        return redirect(back(case))
    shown = {"case": case, "form": form, "row": row, "grounds": grounds(row.of)}
    return render(request, "identification/answer.html", shown, status=422 if form.errors else 200)


def change(request: HttpRequest, number: uuid.UUID, recourse: uuid.UUID) -> HttpResponse:
    """Put another decision in the place of the one that was looked at."""
    case, row = _answerable(request, number, recourse)
    if request.method != "POST":
        return _page(request, case, row, DecisionForm(initial=_as_decided(row.of), today=today()))
    form, go = DecisionForm(request.POST, today=today()), request.POST.get("go", "preview")
    if go == "change":
        return _page(request, case, row, form.unchecked())
    if not form.is_valid():
        return _page(request, case, row, form)
    if go != "record":
        return preview(request, case, form, None)
    said = form.cleaned_data
    ruling = operations.Ruling(
        status=said["status"],
        on=said["on"],
        **{group: form.elements(group) for group in GROUPS},
        age_at_entry=said["age_at_entry"],
        indicators=row.of.indicators,
        grounds=said["grounds"],
    )
    if _answer(request, case, row, form, on=said["on"], ruling=ruling):
        return redirect(back(case))
    return _page(request, case, row, form)


def _answer(request: HttpRequest, case: Any, row: Any, form: Any, **given: Any) -> Any:
    appealed = row.kind == RecourseKind.APPEAL
    operation = operations.decide_appeal if appealed else operations.decide_review
    done = attempt(request, form, operation, case=case, recourse=row.pk, **given)
    if done:
        say(request, _("The answer is recorded. Tell the person, in words that she understands."))
    return done


def _answerable(request: HttpRequest, number: uuid.UUID, recourse: uuid.UUID) -> tuple[Any, Any]:
    """Return the case and what waits there, where it is this reader who may answer."""
    case = cases.case(by=request.user, number=number)
    found = cases.open_recourse(by=request.user, case=case)
    if found is None or found.pk != recourse:
        raise NotFound
    if not cases.may_answer(by=request.user, recourse=found):
        raise NotAllowed
    return case, found


def _as_decided(decision: Any) -> dict[str, Any]:
    known = {group: list(getattr(decision, group)) for group in GROUPS}
    proofs = {evidence(group, code): kinds for group in GROUPS for code, kinds in getattr(decision, group).items()}
    return {"age_at_entry": decision.age_at_entry, **known, **proofs}


def _page(request: HttpRequest, case: Any, row: Any, form: DecisionForm) -> HttpResponse:
    groups = [(group, form[group].label, form.rows(group)) for group in GROUPS]
    shown = {"case": case, "form": form, "groups": groups, "screening": row.of, "recourse": row}
    return render(request, "identification/change.html", shown, status=422 if form.errors else 200)


urlpatterns = [
    path("cases/<uuid:number>/review", ask_review, name="ask-review"),
    path("cases/<uuid:number>/appeal", appeal, name="appeal"),
    path("cases/<uuid:number>/recourse/<uuid:recourse>", uphold, name="answer-recourse"),
    path("cases/<uuid:number>/recourse/<uuid:recourse>/change", change, name="change-decision"),
    path("cases/<uuid:number>/recourse/<uuid:recourse>/withdraw", withdraw, name="withdraw-recourse"),
]
