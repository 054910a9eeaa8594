"""A conversation about consent as the tests hold it, and the rules of contact of one person."""

import datetime as dt
from typing import Any

from tabara.access.models import Member
from tabara.protection.cases.models import Asking, Case, ContactRule
from tabara.protection.cases.operations import Rule, Told, record_asking, set_contact_rule
from tests.protection.sharing.sharers import now, registered, today

SEVEN = ("interview", "purpose", "use", "research", "access", "storage", "withdrawal")
YES = dict.fromkeys(SEVEN, True)


def told(**facts: Any) -> Told:
    """Return a conversation with an adult who agreed to everything and signed."""
    usual = {"asked_on": today(), "language": "rn", "capacity": "able", "answers": YES, "how": "signature"}
    return Told(**{**usual, **({"child": False} if "child" not in facts else {}), **facts})


def asked(by: Member, case: Case, *, at: dt.datetime | None = None, **facts: Any) -> Asking:
    """Record it."""
    return record_asking(by=by, at=at or now(), case=case, told=told(**facts))


def child_of(by: Member, age: int = 12, **facts: Any) -> Case:
    """Register a child."""
    return registered(by, birth_year=today().year - age, by_guardian=True, **facts)


def ruled(by: Member, case: Case, channel: str, leave: str = "allowed", **facts: Any) -> ContactRule:
    """Write a rule of contact down."""
    return set_contact_rule(by=by, at=now(), case=case, rule=Rule(channel, leave, **facts))
