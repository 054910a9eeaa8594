"""An agency with a caseworker, a colleague of the same team and a supervisor, and flags on their cases."""

from types import SimpleNamespace
from typing import Any

from tabara.access.models import Member
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case, Flag
from tabara.protection.cases.operations import raise_flag
from tests.factories import make_agency, make_member, make_team
from tests.protection.sharing.sharers import now, today


def agency_of(key: str = "home") -> SimpleNamespace:
    """Return a worker, a colleague and a supervisor of one agency."""
    home = make_agency(key)
    team = make_team(home, "North")
    return SimpleNamespace(
        home=home,
        worker=make_member(agency=home, team=team),
        colleague=make_member(agency=home, team=team),
        supervisor=make_member("supervisor", agency=home),
    )


def flagged(by: Member, case: Case, kind: str = "safety", **facts: Any) -> Flag:
    """Raise a flag today."""
    return raise_flag(by=by, at=now(), case=case, kind=kind, **{"since": today(), **facts})


def told(by: Member, *, new: bool = False) -> list[tuple[str, str]]:
    """Return what a member is told, the last first: the code of the case and the act."""
    found, _more = cases.changes(by=by, new=new)
    return [(one.case.code, line.act) for one in found for line in one.lines]


def acts(by: Member) -> list[str]:
    """Return the acts that a member is told of, the last of each case first."""
    return [act for _code, act in told(by)]
