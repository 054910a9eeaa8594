"""What of a case lies in the groups that a person agreed to have told abroad, in our own codes."""

from collections.abc import Callable, Mapping
from typing import Any

from tabara import codelists
from tabara.access.enums import FieldGroup
from tabara.access.models import Member
from tabara.protection.assistance import queries as assistance
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.planning import queries as planning
from tabara.vault.models import Names

Part = Mapping[str, Any]
MOST = 500  # services in one envelope


def course_of(*, case: Case) -> Part:
    """Return the facts that identify nobody, and where the case stands."""
    person = case.person
    return {
        "sex": person.sex,
        "birth_year": person.birth_year,
        "birth_precision": person.birth_precision,
        "citizenship": person.citizenship,
        "marital_status": case.marital_status,
        "education": case.education,
        "category": case.category,
        "status": case.status,
        "opened_on": case.opened_on.isoformat(),
    }


def findings_of(*, case: Case) -> Part:
    """Return what the last screening found, as codes, and every decision on the person's status."""
    found: dict[str, Any] = {}
    if screening := next(iter(cases.screenings(case=case)), None):
        found = {
            "trafficking_type": screening.trafficking_type,
            "exploited_in": screening.destination_country,
            "exploitation": list(screening.exploitation),
            "sector": screening.sector,
            "recruitment_method": list(screening.recruitment_method),
            "recruiter_relation": screening.recruiter_relation,
            "control_method": list(screening.control_method),
            "age_at_entry": screening.age_at_entry,
        }
    if decisions := cases.determinations(case=case):
        found |= {"determination": decisions[0].status, "deciding": decisions[0].deciding_kind}
        found["decisions"] = [
            {"status": one.status, "on": one.decided_on.isoformat(), "deciding": one.deciding_kind} for one in decisions
        ]
    return found


def services_of(*, by: Member, case: Case) -> Part:
    """Return which help was given on which day; by whom, and for how much, is nobody's abroad."""
    rows = [one for one in assistance.services(by=by, case=case) if one.retracted_on is None]
    return {"services": [{"service": one.code, "on": one.delivered_on.isoformat()} for one in rows[:MOST]]}


def plan_of(*, by: Member, case: Case) -> Part:
    """Return what the plan in force is about, and which help is still to come; no words of anybody's."""
    plan = planning.current(planning.plans(by=by, case=case))
    if plan is None:
        return {}
    actions = [one for one in plan.actions.all() if one.ended_on is None]
    return {
        "goals": [{"domain": one.domain, "state": one.state} for one in plan.goals.all()],
        "actions": [{"service": one.service, "due_on": one.due_on.isoformat()} for one in actions],
        "planned": sorted({one.service for one in actions if one.service}),
    }


def identity_of(*, names: Names) -> Part:
    """Return who the person is; photographs stay here."""
    return {
        "given": names.given,
        "surname": names.surname,
        "aliases": list(names.aliases),
        "birth": names.birth_date,
        "number": names.number,
    }


def contact_of(*, names: Names) -> Part:
    """Return how the person can be reached; relatives stay here, who have agreed to nothing."""
    place = ""
    if names.place:
        place = codelists.pack().places.place(names.place, names.place_version).name
    return {
        "phones": list(names.phones),
        "address": names.address,
        "place": place,
        "safe_contact": names.safe_contact,
    }


def content(*, by: Member, case: Case, groups: list[str], names: Names | None, message: str) -> Mapping[str, Part]:
    """Return what lies in these groups; `names` is given where one of them is about who the person is."""
    makers: Mapping[str, Callable[[], Part]] = {
        FieldGroup.COURSE: lambda: course_of(case=case),
        FieldGroup.FINDINGS: lambda: findings_of(case=case),
        FieldGroup.SERVICES: lambda: services_of(by=by, case=case),
        FieldGroup.PLAN: lambda: plan_of(by=by, case=case),
        FieldGroup.IDENTITY: lambda: identity_of(names=names) if names else {},
        FieldGroup.CONTACT: lambda: contact_of(names=names) if names else {},
        FieldGroup.NARRATIVE: lambda: {"message": message},
    }
    return {group: makers[group]() for group in makers if group in groups}
