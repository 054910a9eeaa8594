"""What a member may do is changed by two persons: one asks, another of another role approves."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tabara.access import second
from tabara.access.enums import Permission, Scope
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member, Team
from tabara.access.operation import operation
from tabara.access.roles import ROLES, WITHIN_AN_AGENCY, LinkageOfficer, in_words
from tabara.access.unit import write


def refuse_roles(*, by: Member, roles: Sequence[str], team: Team | None, agency: uuid.UUID) -> None:
    """Refuse roles that do not exist or that the member cannot give, and a team of another agency."""
    if team is not None and team.agency_id != agency:
        raise Refused(_("Choose a team of the same agency."), "belongs")
    if not roles or set(roles) - set(ROLES):
        raise Refused(_("Choose at least one role from the list."), "roles")
    if LinkageOfficer.key in roles and len(set(roles)) > 1:
        said = _("Whoever links lists opens many names, and sees no case and no figure: this role stands alone.")
        raise Refused(said, "roles")
    if by.reach(Permission.MEMBER_MANAGE) is not Scope.ALL and set(roles) - set(WITHIN_AN_AGENCY):
        raise Refused(_("This role reaches beyond the agency. Only the national administrator gives it."), "roles")


def _refuse_change(*, by: Member, member: Member, roles: Sequence[str], team: Team | None, **_given: Any) -> None:
    if member.pk == by.pk:
        raise Refused(_("You cannot change your own roles. Ask another administrator."), "roles")
    if not member.is_active:
        raise Refused(_("This account is closed. Open a new one."), "roles")
    refuse_roles(by=by, roles=roles, team=team, agency=member.agency_id)
    if (set(member.roles), member.team_id) == (set(roles), team.pk if team else None):
        raise Refused(_("These are the roles and the team that the account has already."), "roles")


def _in_words(told: second.Told) -> str:
    member = Member.objects.select_related("agency", "team").filter(pk=told["member"]["number"]).first()
    if member is None:
        raise NotFound
    team = Team.objects.filter(pk=told["team"]["number"]).first() if told["team"] else None
    return _(
        "Give %(name)s of %(agency)s these roles: %(roles)s (team: %(team)s). "
        "Until now the roles are: %(before)s (team: %(team_before)s)."
    ) % {
        "name": member.name,
        "agency": member.agency.name,
        "roles": in_words(told["roles"]),
        "team": team.name if team else _("none"),
        "before": in_words(member.roles) or _("none"),
        "team_before": member.team.name if member.team else _("none"),
    }


@operation(
    "access.change_roles",
    needs=Permission.MEMBER_MANAGE,
    on="member",
    two_persons=second.TwoPersons(words=_in_words, refuses=_refuse_change),
)
def change_roles(
    *, by: Member, event: uuid.UUID, at: dt.datetime, member: Member, roles: Sequence[str], team: Team | None = None
) -> Member:
    """Give an account these roles and this team, in place of those it has."""
    _refuse_change(by=by, member=member, roles=roles, team=team)
    member.roles, member.team = sorted(set(roles)), team
    write(member, "roles", "team")
    return member
