"""Needs and plan as a page shows them: scores over time, a plan with its words, records and conferences."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.access.enums import Permission
from tabara.access.operation import permitted
from tabara.interfaces.web import texts
from tabara.interfaces.web.casefile.planning import KINDS, RISKS, STATES, agencies_of, status_of
from tabara.protection.cases import queries as cases
from tabara.protection.planning import queries
from tabara.protection.planning.enums import IN_FORCE, WRITABLE, ActionState, GoalState, PlanState

__all__ = ["RISKS", "STATES", "able", "goal_as_seen", "goals_to_close", "is_new", "told_conferences", "told_plan"]

WIDTH, HEIGHT, EDGE = 120, 32, 4  # of the small drawing beside a domain
BECAME: dict[str, str | Promise] = {
    GoalState.OPEN: gettext_lazy("open"),
    GoalState.MET: gettext_lazy("met"),
    GoalState.PARTLY: gettext_lazy("partly met"),
    GoalState.NOT_MET: gettext_lazy("not met"),
    GoalState.NO_LONGER_WANTED: gettext_lazy("no longer wanted"),
    ActionState.DONE: gettext_lazy("done"),
    ActionState.DROPPED: gettext_lazy("dropped"),
}


class Trend(NamedTuple):
    """One domain over time: its title, each score in words, how it changed, and a line to draw."""

    title: str
    values: list[str]
    first: str
    latest: str
    change: str
    points: str
    dots: list[tuple[float, float]]


def able(request: HttpRequest, case: Any) -> dict[str, bool]:
    """Return what the reader may do with the plan of a case."""
    asked = {
        "write": Permission.CASE_SCREEN,
        "determine": Permission.CASE_DETERMINE,
        "approve": Permission.PLAN_APPROVE,
        "notes": Permission.NARRATIVE_OPEN,
    }
    return {name: permitted(request.user, needs, case, shared=name == "notes") for name, needs in asked.items()}


def is_new(plan: Any) -> bool:
    """Return whether a version is not approved yet."""
    return plan.state in (*WRITABLE, PlanState.SUBMITTED)


def trends(assessments: Sequence[Any]) -> list[Trend]:
    """Return each domain that was assessed, as it is followed from the first assessment to the latest."""
    return [_trend(one) for one in queries.courses(assessments)]


def _trend(course: Any) -> Trend:
    words = {score: f"{score} – {text}" for score, text in queries.scale(course.domain)}
    values = [_("not assessed") if one is None else str(one) for one in course.scores]
    dots = [(_across(n, len(course.scores)), _down(one)) for n, one in enumerate(course.scores) if one is not None]
    return Trend(
        texts.code_label("need_domain", course.domain),
        values,
        words[course.known[0]],
        words[course.known[-1]],
        _change(course.change),
        " ".join(f"{x:g},{y:g}" for x, y in dots),
        dots,
    )


def _across(place: int, many: int) -> float:
    return round(EDGE + (WIDTH - 2 * EDGE) * (place / (many - 1) if many > 1 else 0.5), 1)


def _down(score: int) -> float:
    return round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (score - 1) / 4, 1)


def _change(change: int | None) -> str:
    if change is None:
        return _("first time")
    return _("↑ better") if change > 0 else _("↓ worse") if change < 0 else _("→ the same")


def told_plan(request: HttpRequest, case: Any, plan: Any) -> dict[str, Any]:
    """Return a version of a plan with the words that the reader may read."""
    on = timezone.localdate()
    goals = [one for one in plan.goals.all() if one.state != GoalState.TAKEN_OUT]
    actions = list(plan.actions.all())
    said = words_of(request, case, plan, goals, actions)
    return {
        "row": plan,
        "status": status_of(plan, on)[0],
        "writable": plan.state in WRITABLE,
        "in_force": plan.state in IN_FORCE,
        "submitted": plan.state == PlanState.SUBMITTED,
        "said": said.get("said", ""),
        "sent_back": said.get("sent_back", "") if plan.state == PlanState.SENT_BACK else "",
        "signature": texts.code_label("signature_way", plan.signature),
        "goals": [_goal(one, said, [two for two in actions if two.goal_id == one.pk], request, case) for one in goals],
    }


def words_of(request: HttpRequest, case: Any, plan: Any, goals: Any, actions: Any) -> dict[Any, str]:
    """Return the words of a plan, of its goals and of its actions, to whoever may read them."""
    wanted: list[tuple[Any, str, Any]] = [(name, f"plan.{plan.pk}.{name}", getattr(plan, name)) for name in SAID]
    wanted += [(one.pk, f"goal.{one.pk}.text", one.text) for one in goals]
    wanted += [(one.pk, f"plan_action.{one.pk}.text", one.text) for one in actions]
    return queries.words(by=request.user, case=case, wanted=wanted)


SAID = ("said", "sent_back")


def _goal(goal: Any, said: dict[Any, str], actions: list[Any], request: HttpRequest, case: Any) -> dict[str, Any]:
    whole, on = cases.holds(by=request.user, case=case), timezone.localdate()
    may = permitted(request.user, Permission.SERVICE_RECORD, case)
    return {
        "row": goal,
        "domain": texts.code_label("need_domain", goal.domain),
        "text": said.get(goal.pk, ""),
        "state": BECAME[goal.state],
        "met": goal.state == GoalState.MET,
        "actions": [
            _action(one, said, on) | {"mine": may and (whole or one.agency_id == request.user.agency_id)}  # type: ignore[union-attr]  # only members are asked
            for one in actions
        ],
    }


def _action(action: Any, said: dict[Any, str], on: dt.date) -> dict[str, Any]:
    what = texts.code_label("service", action.service) or said.get(action.pk, "") or _("Something else (sealed)")
    return {
        "row": action,
        "what": what,
        "more": said.get(action.pk, "") if action.service else "",
        "who": action.member.name if action.member else action.agency.name,
        "open": action.state == ActionState.OPEN,
        "late": action.state == ActionState.OPEN and action.due_on < on,
        "state": BECAME[action.state],
        "why": texts.code_label("drop_reason", action.dropped_for),
    }


def goal_as_seen(request: HttpRequest, case: Any, goal: Any) -> dict[str, Any]:
    """Return a goal as an editor sees it."""
    wanted = [("text", f"goal.{goal.pk}.text", goal.text)]
    text = queries.words(by=request.user, case=case, wanted=wanted).get("text", "")
    return {"domain": goal.domain, "text": text, "target": goal.target}


def goals_to_close(request: HttpRequest, case: Any, plan: Any) -> dict[str, tuple[str, str]]:
    """Return the goals of a plan that is closed: by number their titles, and what was said of them already."""
    told = told_plan(request, case, plan)
    return {str(one["row"].pk): (one["text"] or one["domain"], one["row"].state) for one in told["goals"]}


def told_records(by: Any, case: Any) -> list[dict[str, Any]]:
    """Return the records on a child's best interests as they read, without what is sealed."""
    return [
        {
            "row": one,
            "kind": KINDS[one.kind],
            "matter": texts.code_label("best_interests_matter", one.matter),
            "heard": texts.code_label("child_heard", one.heard),
            "decision": texts.code_label("best_interests_option", one.decision),
            "panel": [(seat.agency.name, texts.code_label("panel_role", seat.role)) for seat in one.panel.all()],
            "over": one.review_by < timezone.localdate(),
        }
        for one in queries.records(by=by, case=case)
    ]


def told_conferences(request: HttpRequest, case: Any) -> list[dict[str, Any]]:
    """Return the conferences about a case as they read."""
    found = queries.conferences(by=request.user, case=case)
    rows = [row for one in found for row in one.decisions.all()]
    wanted = [(row.pk, f"conference_decision.{row.pk}.text", row.text) for row in rows]
    said, on = queries.words(by=request.user, case=case, wanted=wanted), timezone.localdate()
    whole, own = cases.holds(by=request.user, case=case), request.user.agency_id  # type: ignore[union-attr]  # only members are asked
    may = permitted(request.user, Permission.SERVICE_RECORD, case)
    return [
        {
            "row": one,
            "agencies": ", ".join(agencies_of(one)),
            "decisions": [
                {
                    "row": row,
                    "text": said.get(row.pk, "") or _("A decision (sealed)"),
                    "open": row.state == ActionState.OPEN,
                    "late": row.state == ActionState.OPEN and row.due_on < on,
                    "state": BECAME[row.state],
                    "mine": may and (whole or row.owner.agency_id == own),
                }
                for row in one.decisions.all()
            ],
        }
        for one in found
    ]
