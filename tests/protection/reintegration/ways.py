"""A person on the way home, as far as a test wants her to be."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from tabara.access.models import Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import record_consent
from tabara.protection.reintegration import operations, queries
from tabara.protection.reintegration.enums import Asks
from tabara.protection.reintegration.models import Reintegration, Return, Visit
from tabara.protection.reintegration.operations import Details, Found
from tests.factories import NOW, TODAY, make_agency, make_member, make_team, register

DAY = dt.timedelta(days=1)


def at(day: dt.date) -> dt.datetime:
    """Return the morning of a day."""
    return dt.datetime.combine(day, dt.time(9), ZoneInfo("Africa/Bujumbura"))


def home_worker(role: str = "caseworker") -> Member:
    """Return a member of the agency that holds the cases."""
    home = make_agency("home")
    return make_member(role, agency=home, team=make_team(home, "North"))


def says(by: Member, case: Case, purpose: str, *, given: bool = True, on: dt.date = TODAY) -> None:
    """Record what the person answers about a purpose."""
    record_consent(by=by, at=at(on), case=case, purpose=purpose, given=given, asked_on=on, language="fr")


def willing(by: Member, **answers: Any) -> Case:
    """Register a woman who wants to return, and to be contacted later."""
    case = register(by, **{"birth_year": 1998, **answers})
    says(by, case, "return")
    says(by, case, "follow_up_contact")
    return case


def prepared(by: Member, case: Case, **answers: Any) -> Return:
    """Begin a return from Kenya."""
    usual = {"from_country": "KE", "to_country": "TZ", "depart_on": TODAY + 7 * DAY}
    return operations.prepare(by=by, at=NOW, case=case, **{**usual, **answers})


DETAILS = {
    Asks.DOCUMENT: Details(document="laissez_passer", asked_on=TODAY, issued_on=TODAY, number="LP-77"),
    Asks.ESCORT: Details(escort="staff"),
    Asks.ROUTE: Details(words="By bus through Isaka at six"),
    Asks.RECEIVER: Details(words="The sisters of the parish"),
}


def ticked(by: Member, journey: Return, *, but: tuple[str, ...] = ()) -> Return:
    """Do every item of the checklist except some."""
    for item in queries.checklist(journey=journey, on=TODAY):
        if item.key not in (*but, "wish"):
            given = {"key": item.key, "on": TODAY, "details": DETAILS.get(item.asks)}
            operations.record_item(by=by, at=NOW, case=journey.case, journey=journey.pk, **given)
    return journey


def cleared(by: Member, case: Case) -> Return:
    """Prepare everything and clear the return."""
    journey = ticked(by, prepared(by, case))
    return operations.clear(by=by, at=NOW, case=case, journey=journey.pk)


def departed(by: Member, case: Case, on: dt.date = TODAY) -> Return:
    """Let the person leave."""
    return operations.depart(by=by, at=at(on), case=case, journey=cleared(by, case).pk, on=on)


def arrived(by: Member, case: Case, on: dt.date = TODAY) -> Return:
    """Let the person leave and arrive."""
    journey = departed(by, case)
    return operations.confirm_arrival(by=by, at=at(on), case=case, journey=journey.pk, on=on)


def handed_over(by: Member, case: Case, on: dt.date = TODAY) -> Return:
    """Let the person arrive and be taken over."""
    journey = arrived(by, case, on)
    told = {"received_by": "Sister Agnès", "condition": "well", "outcome": "with_family", "words": "Calm"}
    return operations.hand_over(by=by, at=at(on), case=case, journey=journey.pk, on=on, **told)


def planned(by: Member, case: Case, on: dt.date = TODAY) -> Reintegration:
    """Make a plan whose months are counted from a day."""
    return operations.make_plan(by=by, at=NOW, case=case, start="day", starts_on=on)


def visits(plan: Reintegration) -> list[Visit]:
    """Return the visits of a plan in the order of their days."""
    return list(plan.visits.all())


def kept(by: Member, case: Case, visit: Visit, measures: tuple[int, int, int] = (2, 3, 2), **facts: Any) -> Visit:
    """Keep a visit on the day on which it was due."""
    found = Found(*measures, safe=facts.pop("safe", "yes"), risk=facts.pop("risk", "low"))
    usual = {"on": visit.due_on, "way": "visit", "at": at(visit.due_on)}
    return operations.keep_visit(by=by, case=case, visit=visit.pk, found=found, **{**usual, **facts})


def missed(by: Member, case: Case, visit: Visit, reason: str = "not_found", **facts: Any) -> Visit:
    """Miss a visit on the day on which it was due."""
    usual = {"on": visit.due_on, "at": at(visit.due_on)}
    return operations.miss_visit(by=by, case=case, visit=visit.pk, reason=reason, **{**usual, **facts})
