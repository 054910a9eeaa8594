"""What stands in prevention, prosecution and partnership in the world that every page is visited in."""

import datetime as dt
from typing import Any

from django.utils import timezone

from tabara.access.models import Member
from tabara.partnership import operations as partnership


def furnish_partnership(keeper: Member) -> dict[str, Any]:
    """Return a meeting of the Commission under way: its member, a point of its own, a decision."""
    at, today = timezone.now(), timezone.localdate()
    told = {"by": keeper, "at": at}
    since = {"since": today - dt.timedelta(days=90)}
    member = partnership.join(**told, group="commission", organisation="Kanaridomo Foundation", kind="ngo", **since)
    meeting = partnership.call_meeting(**told, group="commission", on=today, venue="Room 3")
    point = partnership.add_item(**told, meeting=meeting, kind="plan", title="Shelters", owner=member)
    partnership.record_presence(**told, meeting=meeting, ways={str(member.pk): "present"})
    due = {"due_on": today + dt.timedelta(days=30)}
    decision = partnership.decide(**told, meeting=meeting, words="Open two shelters.", owner=member, **due)
    return {"meeting": meeting, "point": point, "commission_decision": decision, "membership": member}
