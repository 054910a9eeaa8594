"""What stands in prevention, prosecution and partnership in the world that every page is visited in."""

import datetime as dt
from typing import Any

from django.utils import timezone

from tabara.access.models import Member
from tabara.partnership import operations as partnership
from tabara.prevention import operations as prevention


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


def furnish_prevention(keeper: Member) -> dict[str, Any]:
    """Return a campaign, a session in it with what people asked, and a training with somebody on its list."""
    at, today = timezone.now(), timezone.localdate()
    told = {"by": keeper, "at": at}
    since = {"since": today - dt.timedelta(days=90)}
    campaign = prevention.open_campaign(**told, title="Where is my brother?", theme="false_offers", **since)
    more = prevention.Told(channel="market", counting="rows", groups=(("female", "adult", 20),))
    session = prevention.record_awareness(**told, on=today, leader="agency", reached=40, campaign=campaign, told=more)
    prevention.add_question(**told, session=session, topic="work_abroad", words="Who checks an agency?")
    course = prevention.add_course(**told, title="Judging", topic="judging", hours=12, refresher_months=24)
    training = prevention.record_training(**told, on=today, attended={"magistrate": 3}, course=course)
    who = prevention.Who("Kanaridomo Zebedayo", "MAT-0042")
    trainee = prevention.add_trainee(**told, training=training, who=who, profile="magistrate", sex="female", after=80)
    prevention.set_register(**told, profile="magistrate", number=54, as_of=today, source="Ministry of Justice")
    return {"campaign": campaign, "awareness": session, "training": training, "trainee": trainee}
