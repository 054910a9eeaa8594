"""Writes of accounts."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission, Scope
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Agency, Member, Team
from tabara.access.operation import operation
from tabara.access.operations.factors import forget_factors
from tabara.access.operations.grants import refuse_roles
from tabara.access.operations.starting import give_start_code
from tabara.access.queries import approvers
from tabara.access.roles import WITHIN_AN_AGENCY, reach
from tabara.access.unit import write, write_many


@operation("access.add_agency", needs=Permission.MEMBER_MANAGE)
def add_agency(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    name: str,
    kind: str,
    deciding_kind: str = "other",
    in_network: bool = True,
    teams: Sequence[str] = (),
) -> Agency:
    """Take an agency in, with its first teams. `deciding_kind` is what its determinations are counted under (HTCDS)."""
    if by.reach(Permission.MEMBER_MANAGE) is not Scope.ALL:
        raise NotAllowed
    for codelist, code in (("agency_kind", kind), ("deciding_organisation", deciding_kind)):
        if code not in codelists.pack().codelist(codelist):
            raise Refused(_("Choose a kind from the list."), "kind")
    if not name.strip():
        raise Refused(_("Write the agency's name."), "name")
    if Agency.objects.filter(name__iexact=name.strip()).exists():
        raise Refused(_("There is an agency of this name already."), "name")
    agency = Agency(
        id=event, key=event.hex, name=name.strip(), kind=kind, deciding_kind=deciding_kind, in_network=in_network
    )
    write(agency)
    write_many([Team(agency=agency, name=team) for team in dict.fromkeys(filter(None, map(str.strip, teams)))])
    return agency


@operation("access.add_member", needs=Permission.MEMBER_MANAGE)
def add_member(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    username: str,
    name: str,
    agency: Agency,
    roles: list[str],
    team: Team | None = None,
    language: str = "fr",
) -> Member:
    """Open an account for somebody of the administrator's agency; it carries the start code to hand over."""
    if by.reach(Permission.MEMBER_MANAGE) is not Scope.ALL and agency.id != by.agency_id:
        raise NotAllowed
    refuse_roles(by=by, roles=roles, team=team, agency=agency.pk)
    _refuse_alone(by, agency, roles)
    if Member.objects.filter(username=username).exists():
        raise Refused(_("This sign-in name is taken. Choose another one."), "username")
    member = Member(
        id=event,
        username=username,
        name=name,
        agency=agency,
        team=team,
        roles=roles,
        language=language,
        last_login=None,
    )
    member.set_unusable_password()  # the member chooses one, with the code
    write(member)
    give_start_code(member)
    return member


def _refuse_alone(by: Member, agency: Agency, roles: Sequence[str]) -> None:
    """Refuse that one person gives what takes two: a role beyond an agency, or one that approves what others ask.

    The first colleague who can approve is opened by one: where nobody else could, there is nobody to ask.
    """
    beyond, approving = set(roles) - set(WITHIN_AN_AGENCY), reach(list(roles), Permission.APPROVE) is not None
    others = approvers(by=by, agency=agency.pk)
    if beyond and not others:
        raise Refused(
            _(
                "This role takes two persons, and nobody else could approve it yet. Open an account for a data "
                "protection officer or a supervisor first; then that person can approve this role."
            ),
            "roles",
        )
    if beyond or (approving and others):
        raise Refused(
            _(
                "This role takes two persons. Open the account with another role first, then ask for this one under "
                "“Change the roles”."
            ),
            "roles",
        )


@operation("access.close_member", needs=Permission.MEMBER_MANAGE)
def close_member(*, by: Member, event: uuid.UUID, at: dt.datetime, member: Member) -> Member:
    """Close an account: nothing is left that could open it, and every session ends; what its owner did stays."""
    if by.reach(Permission.MEMBER_MANAGE) is not Scope.ALL and member.agency_id != by.agency_id:
        raise NotAllowed
    if member.id == by.id:
        raise Refused(_("You cannot close your own account. Ask another administrator."))
    member.is_active = False
    write(member, "is_active")
    forget_factors(member)
    return member
