"""A case with what a caseworker plans in it."""

import datetime as dt
from typing import Any

from tabara.access.models import Member
from tabara.protection.cases.models import Case
from tabara.protection.planning import operations
from tabara.protection.planning.models import Action, Assessment, BestInterests, Conference, Goal, Plan
from tabara.protection.planning.operations import Considered, Decided, Responsible, Seat
from tests.factories import make_agency, screened
from tests.protection.sharing.sharers import now, registered, sender, today

WELL = {"safety": 4, "health": 4, "psychosocial": 4}
LATER = dt.timedelta(days=30)


def supervisor() -> Member:
    """Return somebody who may approve what a caseworker of the same agency wrote."""
    return sender("supervisor")


def child(by: Member, **facts: Any) -> Case:
    """Register a child of eight years."""
    return registered(by, birth_year=today().year - 8, **facts)


def assessed(by: Member, case: Case, scores: dict[str, int] | None = None, **facts: Any) -> Assessment:
    """Assess a case today."""
    usual = {"on": today(), "scores": WELL if scores is None else scores, "risk": "low"}
    return operations.assess(by=by, at=now(), case=case, **{**usual, **facts})


def begun(by: Member, case: Case, **facts: Any) -> Plan:
    """Begin a plan."""
    return operations.begin_plan(by=by, at=now(), case=case, **{"review_on": today() + LATER, **facts})


def goal(by: Member, case: Case, text: str = "Sleep behind a door that locks", **facts: Any) -> Goal:
    """Add a goal to the plan that is being written."""
    return operations.add_goal(by=by, at=now(), case=case, **{"domain": "safety", "text": text, "target": 5, **facts})


def action(by: Member, case: Case, goal: Goal, **facts: Any) -> Action:
    """Add an action to a goal."""
    usual = {"who": Responsible(by.agency, by), "due_on": today() + dt.timedelta(days=7), "service": "medical"}
    return operations.add_action(by=by, at=now(), case=case, goal=goal.pk, **{**usual, **facts})


def agreed(by: Member, case: Case, **facts: Any) -> Plan:
    """Record that the person agrees to the plan."""
    usual = {"agrees": True, "on": today(), "signature": "signed", "said": "That is what I want"}
    return operations.record_agreement(by=by, at=now(), case=case, **{**usual, **facts})


def submitted(by: Member, case: Case) -> Plan:
    """Submit the plan that is being written."""
    return operations.submit_plan(by=by, at=now(), case=case)


def decided(by: Member, plan: Plan, **facts: Any) -> Plan:
    """Approve a plan, or send it back."""
    return operations.decide_plan(by=by, at=now(), case=plan.case, plan=plan.pk, **{"approves": True, **facts})


def approved(by: Member, chief: Member, case: Case, goals: int = 1) -> Plan:
    """Write, submit and approve a plan with as many goals, each with one action."""
    begun(by, case)
    for number in range(goals):
        action(by, case, goal(by, case, f"Goal {number}"))
    agreed(by, case)
    return decided(chief, submitted(by, case))


def panel(*agencies: Any) -> list[Seat]:
    """Return a panel with one seat for each agency named."""
    roles = ("chair", "social_work", "health", "law")
    return [Seat(make_agency(key), role) for key, role in zip(agencies, roles, strict=False)]


def best_interests(by: Member, case: Case, **facts: Any) -> BestInterests:
    """Record what is best for a child before a return."""
    usual = {
        "kind": "assessment",
        "matter": "return",
        "on": today(),
        "review_by": today() + LATER,
        "heard": "play",
        "views": "I want to go to my aunt",
        "considered": [Considered("relatives", "She loves her", "Far from school"), Considered("stay", "", "")],
        "decision": "relatives",
        "grounds": "The aunt was visited twice",
    }
    return operations.record_best_interests(by=by, at=now(), case=case, **{**usual, **facts})


def conference(by: Member, case: Case, **facts: Any) -> Conference:
    """Record a conference of one's own agency."""
    usual = {"on": today(), "present": [Responsible(by.agency, by)], "agenda": "Where can she sleep?"}
    return operations.hold_conference(by=by, at=now(), case=case, **{**usual, **facts})


def furnish_plans(worker: Member, case: Case) -> dict[str, Any]:
    """Return a little of everything: a draft of a plan, a child’s record, a decision that was carried out."""
    screened(worker, case, on=today(), at=now(), age_at_entry=15)
    begun(worker, case)
    aim = goal(worker, case)
    met = conference(worker, case, decisions=[Decided("Kanaridomo is asked", worker, today() + LATER)])
    decision = met.decisions.get()
    done = operations.keep_decision(by=worker, at=now(), case=case, decision=decision.pk, on=today())
    record = best_interests(worker, case)
    return {"aim": aim, "action": action(worker, case, aim), "plan": aim.plan, "record": record, "decision": done}
