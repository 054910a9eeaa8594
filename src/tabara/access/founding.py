"""The first accounts of an instance, made by whoever installs it, before anybody can be asked."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access import audit
from tabara.access.errors import Refused
from tabara.access.models import Agency, AuditEvent, Member, Team
from tabara.access.roles import ROLES
from tabara.access.signin import passwords
from tabara.access.unit import whole

SYSTEM = "system"  # acts for the command line, as the data team; nobody can sign in with it


@dataclass(frozen=True)
class NewAgency:
    """An agency to be stored, and the names of its teams."""

    key: str
    name: str
    kind: str
    deciding_kind: str = "other"
    in_network: bool = True
    teams: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewMember:
    """A member to be stored; without a password nobody can sign in with the account."""

    username: str
    name: str
    agency: str
    roles: tuple[str, ...]
    team: str = ""
    password: str = ""
    language: str = "fr"


def found(
    agencies: Sequence[NewAgency], members: Sequence[NewMember], *, at: dt.datetime | None = None
) -> dict[str, Member]:
    """Store the first agencies, teams and members, open the audit chain with that act, and return the members by name.

    The first agency also gets the member in whose name the command line acts.

    Raises:
        Refused: where there are members already (from then on an administrator adds them), or for an unknown role.
    """
    if Member.objects.exists():
        raise Refused(_("This instance has members already. Sign in as an administrator to add more."))
    with whole():
        homes = {one.key: _agency(one) for one in agencies}
        system = NewMember(SYSTEM, "Tabara", agencies[0].key, roles=("data_team",))
        stored = {one.username: _member(one, homes) for one in (*members, system)}
        now = at or timezone.now()
        audit.append([AuditEvent(event=sealing.event(), at=now, operation="access.found", outcome="done")])
    return stored


def demand_good_password(new: NewMember) -> None:
    """Refuse a first password that would not hold.

    Raises:
        Refused: with the reason.
    """
    passwords.demand_good(new.password, Member(username=new.username, name=new.name, roles=list(new.roles)))


def _agency(new: NewAgency) -> tuple[Agency, dict[str, Team]]:
    row = Agency.objects.create(
        key=new.key, name=new.name, kind=new.kind, deciding_kind=new.deciding_kind, in_network=new.in_network
    )
    return row, {name: Team.objects.create(agency=row, name=name) for name in new.teams}


def _member(new: NewMember, homes: dict[str, tuple[Agency, dict[str, Team]]]) -> Member:
    unknown = [role for role in new.roles if role not in ROLES]
    if unknown:
        raise Refused(_("There is no role “%(role)s”. Choose one from the list.") % {"role": unknown[0]}, "roles")
    agency, teams = homes[new.agency]
    return Member.objects.create(
        username=new.username,
        name=new.name,
        agency=agency,
        team=teams.get(new.team),
        roles=list(new.roles),
        language=new.language,
        password=make_password(new.password or None),
    )
