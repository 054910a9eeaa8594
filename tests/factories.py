"""People, agencies and cases for the tests, made through the operations that people use."""

import datetime as dt
import itertools
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from tabara.access.models import Agency, Approval, Member, Team
from tabara.access.operations import ask_approval, decide_approval
from tabara.protection.assistance.models import Service
from tabara.protection.assistance.operations import record_service
from tabara.protection.cases.models import Case, Determination, Screening
from tabara.protection.cases.operations import Findings, Situation, determine, screen
from tabara.protection.intake.operations import Names, register_person

TODAY = dt.date(2026, 3, 2)
NOW = dt.datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Africa/Bujumbura"))
PASSWORD = "correct horse battery staple"
_count = itertools.count(1)


def make_agency(key: str = "", **facts: Any) -> Agency:
    """Return a stored agency."""
    key = key or f"agency-{next(_count)}"
    facts = {"name": key.title(), "kind": "ngo", "deciding_kind": "ngo", **facts}
    return Agency.objects.get_or_create(key=key, defaults=facts)[0]


def make_team(agency: Agency, name: str = "Team") -> Team:
    """Return a stored team."""
    return Team.objects.get_or_create(agency=agency, name=name)[0]


def make_member(
    role: str = "caseworker", *, agency: Agency | None = None, team: Team | None = None, **facts: Any
) -> Member:
    """Return a stored member with one role; the password is only set where a test signs in."""
    number = next(_count)
    password = facts.pop("password", None)
    member = Member(
        username=facts.pop("username", f"{role}-{number}"),
        name=facts.pop("name", f"Member {number}"),
        agency=agency or make_agency("first"),
        team=team,
        roles=[role],
        language=facts.pop("language", "en"),
        **facts,
    )
    if password:
        member.set_password(password)
    member.save(force_insert=True)
    return member


def fresh(member: Member) -> Member:
    """Return the member as a door lets them in who has just shown anew who they are."""
    member.proved_at = timezone.now()
    return member


def approved(by: Member, act: str, *, second: Member, **given: Any) -> Approval:
    """Return the approval of an act that one person asked for and another gave."""
    asked = ask_approval(by=fresh(by), at=NOW, act=act, given=given)
    return decide_approval(by=fresh(second), at=NOW, approval=asked, agrees=True)


def situation(**answers: Any) -> Situation:
    """Return a complete answer to intake's questions."""
    usual = {
        "sex": "female",
        "category": "presumed_victim",
        "opened_on": TODAY,
        "consented": True,
        "consent_language": "fr",
    }
    return Situation(**{**usual, **answers})


def register(
    by: Member, *, given: str = "Odette", surname: str = "Niragira", at: dt.datetime = NOW, **answers: Any
) -> Case:
    """Register a person; `names` replaces the usual ones."""
    names = answers.pop("names", None) or Names(given=given, surname=surname)
    event, alert = answers.pop("event", None), answers.pop("alert", None)
    return register_person(by=by, event=event, at=at, names=names, situation=situation(**answers), alert=alert)


def screened(
    by: Member, case: Case, *, on: dt.date = TODAY, at: dt.datetime = NOW, notes: str = "", **findings: Any
) -> Screening:
    """Screen a case."""
    return screen(by=by, at=at, case=case, on=on, findings=Findings(**findings), notes=notes)


def determined(
    by: Member, case: Case, status: str = "actual", *, on: dt.date = TODAY, at: dt.datetime = NOW, **facts: Any
) -> Determination:
    """Decide on a case; the elements of the definition are there unless a test says otherwise."""
    usual: dict[str, Any] = {
        "acts": {"recruitment": ["statement"]},
        "means": {"deception": ["statement"]},
        "purposes": {"forced_labour": ["statement"]},
        "age_at_entry": 24,
    }
    return determine(by=by, at=at, case=case, status=status, on=on, **{**usual, **facts})


def assisted(
    by: Member, case: Case, code: str = "psychosocial", *, on: dt.date = TODAY, at: dt.datetime = NOW, **facts: Any
) -> Service:
    """Record a service."""
    return record_service(by=by, at=at, case=case, code=code, on=on, **facts)
