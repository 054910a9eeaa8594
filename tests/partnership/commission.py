"""A commission of some organisations, and a meeting of it."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from tabara.access.models import Member
from tabara.partnership import operations
from tabara.partnership.models import Decision, Meeting, Membership
from tests.factories import NOW, TODAY

LONG_AGO = TODAY - dt.timedelta(days=400)


def called(by: Member, **facts: Any) -> Meeting:
    """Return a meeting of the Commission, today unless told otherwise."""
    return operations.call_meeting(by=by, **{"at": NOW, "group": "commission", "on": TODAY, **facts})


def groups(by: Member, number: int, *, first: int = 1) -> list[Membership]:
    """Let so many organisations be members of the Commission."""
    usual = {"group": "commission", "kind": "ngo", "since": LONG_AGO}
    names = (f"Organisation {nth}" for nth in range(first, first + number))
    return [operations.join(by=by, at=NOW, organisation=name, **usual) for name in names]


def presence(by: Member, meeting: Meeting, members: Sequence[Membership], ways: Sequence[str], at: Any = NOW) -> None:
    """Write down how each took part, in order."""
    told = {str(one.pk): way for one, way in zip(members, ways, strict=False)}
    operations.record_presence(by=by, at=at, meeting=meeting, ways=told)


def decided(by: Member, meeting: Meeting, **facts: Any) -> Decision:
    """Let the meeting decide something, due in thirty days."""
    owner = Membership.objects.filter(group="commission", until=None).first()
    usual = {
        "at": NOW,
        "words": "Open a shelter in the north.",
        "owner": owner,
        "due_on": TODAY + dt.timedelta(days=30),
    }
    return operations.decide(by=by, meeting=meeting, **{**usual, **facts})
