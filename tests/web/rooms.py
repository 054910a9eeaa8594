"""What stands in the rooms of protection in the world that every page is visited in."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from tabara.access.models import Agency, Member
from tabara.access.operation import new_event
from tabara.exchange.handover.operations import take_in
from tabara.protection.assistance import operations as assistance
from tabara.protection.cases.models import Case, Recourse
from tabara.protection.cases.operations import begin_interview, keep_interview, record_appeal, record_consent
from tabara.protection.family import operations as family
from tabara.protection.handover.models import Arrival
from tabara.protection.intake.models import Pair
from tabara.protection.intake.operations import Names, register_person
from tabara.protection.reintegration import operations as homeward
from tests.exchange.both import abroad, made, partner_of, told
from tests.factories import NOW, TODAY, determined, make_agency, make_member, register, situation
from tests.protection.assistance.helpers_of_help import a_little_of_everything, stocked
from tests.protection.community.hill import alerted, named, weighed
from tests.protection.doubles.twice import inquired, merged
from tests.protection.sharing.sharers import ALL

CHILDHOOD = dt.date(2012, 5, 2)
SECRET = "Kanaridomo was said in confidence."


def furnish_way_home(worker: Member, case: Case) -> dict[str, Any]:
    """Return a return being prepared, a goal and a visit of a case; of each, a little is written."""
    at = timezone.now()
    told = {"by": worker, "at": at, "case": case}
    for purpose in ("return", "follow_up_contact"):
        asked = {"purpose": purpose, "given": True, "asked_on": timezone.localdate(at), "language": "fr"}
        record_consent(**told, **asked)
    way = {"from_country": "KE", "to_country": "TZ", "depart_on": timezone.localdate(at)}
    journey = homeward.prepare(**told, **way)
    item = {"key": "route", "on": timezone.localdate(at), "details": homeward.Details(words=SECRET)}
    homeward.record_item(**told, journey=journey.pk, **item)
    plan = homeward.make_plan(**told, start="day", starts_on=timezone.localdate(at))
    goal = homeward.add_goal(**told, kind="trade", words=SECRET)
    return {"journey": journey, "goal": goal, "visit": plan.visits.first()}


def furnish_help(worker: Member, keeper: Member, case: Case) -> dict[str, Any]:
    """Return help of every kind in a case, a store and a group."""
    found = a_little_of_everything(worker, keeper, case, at=NOW, on=TODAY)
    group = assistance.plan_session(by=worker, at=NOW, code="psychosocial", on=TODAY, cases=[case])
    return {**found, "store": stocked(keeper), "session": group}


def furnish_family(worker: Member, case: Case, *, at: dt.datetime = NOW, owner: Member | None = None) -> dict[str, Any]:
    """Return a relative, a guardian of long ago, a search, a tied case of the same owner and a suspect of a case."""
    told, day = {"by": worker, "at": at, "case": case}, timezone.localdate(at)
    member = family.add_household_member(**told, tie="mother", whereabouts="known", told=SECRET)
    guardian = family.name_guardian(**told, kind="relative", since=CHILDHOOD, told=SECRET)
    search = family.ask_tracing(**told, tie="father", asked_on=day, wanted=True, told=SECRET)
    other = register_person(
        by=worker,
        at=timezone.now(),
        names=Names("Consolate", "Niragira"),
        situation=situation(opened_on=timezone.localdate()),
        owner=owner,
    )
    tie = family.tie_cases(**told, code=other.code, tie="sibling")
    suspect = family.name_suspect(**told, roles=["recruiter"], told=SECRET)
    return {"relative": member, "guardian": guardian, "tracing": search, "tie": tie, "suspect": suspect}


def furnish_status(worker: Member, case: Case) -> dict[str, Any]:
    """Return an interview that is not finished and an appeal that waits, in a case where something was decided."""
    told = {"by": worker, "at": timezone.now(), "case": case}
    interview = begin_interview(**told)
    said = {"answers": {"safe_now": ["yes"]}, "note": SECRET}
    keep_interview(**told, interview=interview.pk, section="safety", **said)
    determined(worker, case, "possible", on=case.opened_on, at=told["at"], grounds=SECRET)
    return {"interview": interview, "recourse": contest(worker, case)}


def contest(worker: Member, case: Case) -> Recourse:
    """Return an appeal against the last decision in a case."""
    at, of = timezone.now(), case.determinations.first().pk
    asked = {"of": of, "on": timezone.localdate(at), "asked_by": "person", "grounds": SECRET}
    return record_appeal(by=worker, at=at, case=case, **asked)


def furnish_doubles(worker: Member, supervisor: Member, case: Case, agency: Agency) -> dict[str, Any]:
    """Return two who may be one, two who were merged, and a question to and from another agency."""
    away = make_member(agency=make_agency("away"))
    first, _second = (register(worker, names=Names("Kanaridomo", "Nduwimana")) for _once in range(2))
    pair = Pair._base_manager.get(first=first.person)
    register(worker, names=Names("Consolate", "Kanaripoint")), register(worker, names=Names("Consolate", "Kanaripoint"))
    others = Pair._base_manager.exclude(pk=pair.pk).filter(first__cases__owner=worker)
    row = merged(supervisor, others.order_by("-found_at").first())
    theirs = register(away, names=Names("Kanaridomo", "Nduwimana"), matching=True)
    asked = {"inquiry": inquired(worker, case, away.agency), "inquired": inquired(away, theirs, agency)}
    return {"pair": pair, "merge": row, **asked}


def furnish_abroad(worker: Member, case: Case) -> dict[str, Any]:
    """Return a partner abroad, an envelope that went there, one that a case is said to have come in, and one more."""
    other = abroad(name=f"Refuge {new_event()}")  # one for each world: a name is an agency's alone
    partner = partner_of(other)
    envelope = made(worker, case, partner, *ALL, message=SECRET)
    file = other.written("envelope", told())
    arrival = take_in(by=worker, at=timezone.now(), file=file)
    waiting = take_in(by=worker, at=timezone.now(), file=other.written("envelope", told()))
    Arrival._base_manager.filter(pk=arrival.pk).update(case=case, state="accepted")
    return {"partner": partner, "envelope": envelope, "arrival": arrival, "arrived_abroad": waiting}


def furnish_community(members: Mapping[str, Member]) -> dict[str, Any]:
    """Return a focal point, and an alert of hers that somebody has weighed."""
    point = named(members["supervisor"], name="Kanaripoint", phone="71765432", member=members["focal_point"])
    told = {"told": SECRET, "reach": "71765432", "spot": "Umuhora wa Kanari"}
    return {"point": point, "alert": weighed(members["caseworker"], alerted(members["focal_point"], **told))}
