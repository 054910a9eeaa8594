"""Who can see a case at this moment, and why: read from the very table that decides it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from tabara.access import fields
from tabara.access.enums import FieldGroup, Permission
from tabara.access.models import Member
from tabara.access.models.account import EVERYBODY, NETWORK
from tabara.access.shares import still_valid
from tabara.protection.cases.enums import Rule, Why
from tabara.protection.cases.models import Case, CaseAccess


@dataclass(frozen=True)
class Seer:
    """A member who can see a case, by which rules, until when where it ends, and which groups of fields."""

    member: Member
    rules: tuple[tuple[Rule, dt.datetime | None], ...]
    groups: frozenset[FieldGroup]


def seers(*, by: Member, case: Case) -> tuple[Seer, ...]:
    """Return who can see a case, the holder's own people first."""
    rows = list(case.listed.filter(still_valid()))
    members = Member.objects.select_related("agency").filter(is_active=True).order_by("agency__name", "name")
    found = [
        Seer(one, rules, fields.seen(one, case))
        for one in members
        if one.may_act and one.may(Permission.CASE_READ) and (rules := _rules(case, one, rows))
    ]
    return tuple(sorted(found, key=lambda seer: (seer.member.agency_id != case.agency_id, seer.rules[0][0])))


def _rules(case: Case, one: Member, rows: list[CaseAccess]) -> tuple[tuple[Rule, dt.datetime | None], ...]:
    numbers = one.principals()
    found = {(_rule(case, row.principal, row.why), row.until) for row in rows if row.principal in numbers}
    return tuple(sorted(found, key=lambda rule: rule[0]))


def _rule(case: Case, principal: uuid.UUID, why: str) -> Rule:
    if why != Why.HOLDER:
        return Rule.REFERRAL if why == Why.REFERRAL else Rule.BREAK_GLASS
    if principal in (NETWORK, EVERYBODY):
        return Rule.MECHANISM
    if principal == case.owner_id:
        return Rule.OWNER
    return Rule.TEAM if principal == case.team_id else Rule.AGENCY
