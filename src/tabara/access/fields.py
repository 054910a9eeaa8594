"""Which groups of a record's fields a member may see, and for which reasons: one table, role by group by reason.

How far a role reaches stands with the role (`access.roles`); what it may see there, and what for, stands here. Of a
record that is only shared, nobody sees more than the groups shared.
"""

from collections.abc import Iterable, Mapping

from tabara.access.enums import FieldGroup, Permission, Reason, Scope
from tabara.access.models import Member
from tabara.access.operation import Held, Shareable, within
from tabara.access.roles import ROLES

ALWAYS = frozenset(Reason)  # for each reason, and to whoever only reads without giving one
BUT_TO_VERIFY = ALWAYS - {Reason.VERIFICATION}

# The permission that opens a group: its scope says how far.
NEEDS: Mapping[FieldGroup, Permission] = {
    FieldGroup.COURSE: Permission.CASE_READ,
    FieldGroup.FINDINGS: Permission.CASE_READ,
    FieldGroup.SERVICES: Permission.CASE_READ,
    FieldGroup.PLAN: Permission.CASE_READ,
    FieldGroup.IDENTITY: Permission.IDENTITY_OPEN,
    FieldGroup.CONTACT: Permission.IDENTITY_OPEN,
    FieldGroup.NARRATIVE: Permission.NARRATIVE_OPEN,
}

_WORK = {
    FieldGroup.COURSE: ALWAYS,
    FieldGroup.FINDINGS: ALWAYS,
    FieldGroup.SERVICES: ALWAYS,
    FieldGroup.PLAN: ALWAYS,  # of those who help: who watches over others needs no plan of a person
    FieldGroup.IDENTITY: ALWAYS,
    FieldGroup.CONTACT: BUT_TO_VERIFY,  # whoever only verifies who it is needs no telephone and no relatives
    FieldGroup.NARRATIVE: ALWAYS,
}
_WATCH = {FieldGroup.COURSE: ALWAYS, FieldGroup.FINDINGS: ALWAYS, FieldGroup.SERVICES: ALWAYS}

# What is not written here, nobody of that role sees.
POLICY: Mapping[str, Mapping[FieldGroup, frozenset[Reason]]] = {
    "focal_point": {group: reasons for group, reasons in _WORK.items() if group is not FieldGroup.NARRATIVE},
    "caseworker": _WORK,
    "supervisor": _WORK,
    "coordinator": _WATCH,
    "data_protection_officer": _WATCH,
    "data_team": {},
    "secretariat": {},
    "justice": {},
    "administrator": {},
    "national_administrator": {},
}


def seen(by: Member, held: Held, *, reason: str | None = None) -> frozenset[FieldGroup]:
    """Return the groups of a record that a member may see, for a reason where one is given."""
    if not by.may_act:
        return frozenset()
    could = _could_see(by, reason)
    found = {group for group, scopes in could.items() if any(within(by, scope, held) for scope in scopes)}
    if found != set(could) and isinstance(held, Shareable):
        for share in held.shares():
            found |= {group for group in could if group in share.groups and share.reaches(by, NEEDS[group])}
    return frozenset(found)


def of_share(by: Member, groups: Iterable[str]) -> frozenset[FieldGroup]:
    """Return which of the groups shared a member's roles may see at all."""
    return frozenset(set(_could_see(by, None)) & set(groups))


def _could_see(by: Member, reason: str | None) -> dict[FieldGroup, list[Scope]]:
    """Return what the member's roles may see somewhere, each group with how far each role carries it."""
    found: dict[FieldGroup, list[Scope]] = {}
    for role in by.roles:
        for group, reasons in POLICY.get(role, {}).items():
            scope = ROLES[role].permissions.get(NEEDS[group])
            if scope is not None and (reason is None or reason in reasons):
                found.setdefault(group, []).append(scope)
    return found
