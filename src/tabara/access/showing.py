"""Which role sees which groups of a record's fields, and for which reasons: one table, role by group by reason.

How far a role reaches stands with the role (`access.roles`); what it may see there, and what for, stands here.
"""

import uuid
from collections.abc import Mapping
from itertools import combinations

from tabara.access.enums import FieldGroup, Permission, Reason, Scope
from tabara.access.models import Member
from tabara.access.roles import ROLES
from tabara.access.shares import OPENED_BY, Share

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
    "researcher": {},
    "linkage_officer": {},
    "secretariat": {},
    "justice": {},
    "administrator": {},
    "national_administrator": {},
}


def shown_under(by: Member, principal: uuid.UUID) -> frozenset[FieldGroup]:
    """Return the groups that a member may see of what is shared with a number: the member's, a team's, an agency's."""
    return frozenset(group for group in could_see(by, None) if principal in by.principals(NEEDS[group]))


def opens(share: Share, by: Member, needs: Permission) -> bool:
    """Return whether a share opens something to a member; to look at a record, there has to be something to see."""
    if not (share.groups & OPENED_BY[needs] and share.reaches(by, needs)):
        return False
    return needs is not Permission.CASE_READ or bool(share.groups & shown_under(by, share.principal))


def unseen_under(by: Member, principal: uuid.UUID) -> list[list[str]]:
    """Return every set of groups of which a member sees nothing when it is shared with a number: each is no share."""
    hidden = sorted(set(FieldGroup) - shown_under(by, principal))
    return [list(some) for size in range(1, len(hidden) + 1) for some in combinations(hidden, size)]


def could_see(by: Member, reason: str | None) -> dict[FieldGroup, list[Scope]]:
    """Return what the member's roles may see somewhere, each group with how far each role carries it."""
    found: dict[FieldGroup, list[Scope]] = {}
    for role in by.roles:
        for group, reasons in POLICY.get(role, {}).items():
            scope = ROLES[role].permissions.get(NEEDS[group])
            if scope is not None and (reason is None or reason in reasons):
                found.setdefault(group, []).append(scope)
    return found
