"""Write an alert down, and weigh it."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission, Scope
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.protection.cases.operations import checks
from tabara.protection.community import queries
from tabara.protection.community.enums import AlertState, Priority
from tabara.protection.community.models import Alert, FocalPoint
from tabara.protection.community.operations.points import was_active
from tabara.protection.community.operations.steps import refuse_step, step
from tabara.sealing.keys import Purpose, create_key, seal

COMMUNE = 2
MOST = 999  # people; what is above is a slip
EARLIEST = dt.timedelta(days=365)


@dataclass(frozen=True)
class Heard:
    """What an agency heard; nothing of it is a name in the clear."""

    source: str
    channel: str
    received_at: dt.datetime
    point: FocalPoint | None = None
    place: str = ""
    place_version: str = ""
    people: int | None = None
    age_groups: tuple[str, ...] = ()
    sexes: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    told: str = ""
    reach: str = ""
    spot: str = ""


@operation("community.record_alert", needs=Permission.ALERT_RECORD)
def record_alert(*, by: Member, event: uuid.UUID, at: dt.datetime, heard: Heard) -> Alert:
    """Write down that somebody may be in danger; the member's own agency has to weigh it before the clock ends."""
    _refuse(by, heard, at)
    known = _coded(heard, timezone.localdate(at))
    point = _point_of(by, heard, at)
    priority, _risks = queries.suggested(risks=known["risks"], needs=known["needs"], age_groups=known["age_groups"])
    row = Alert(
        id=event,
        agency=by.agency,
        recorded_by=by,
        recorded_at=at,
        received_at=heard.received_at,
        point=point,
        people=heard.people,
        priority=priority,
        due_at=queries.due_for_triage(priority=priority, since=heard.received_at),
        **known,
    )
    create_key(row.pk, row.agency_id, Purpose.NARRATIVE)
    for name in ("told", "reach", "spot"):
        if text := getattr(heard, name).strip():
            setattr(row, name, seal(row.pk, Purpose.NARRATIVE, f"alert.{row.pk}.{name}", text))
    write(row)
    step(row, by=by, at=at)
    if point is not None:
        latest(point)
        was_active(point, timezone.localdate(heard.received_at))
    return row


@operation("community.triage_alert", needs=Permission.ALERT_TRIAGE, on="alert")
def triage_alert(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    alert: Alert,
    priority: str,
    assigned: Member | None = None,
) -> Alert:
    """Weigh an alert: how much it presses, and who looks after it until it has led somewhere.

    Weighed again, it keeps its clock unless it presses more. One that was closed by mistake is taken up again.
    """
    refuse_step(alert, AlertState.TRIAGED)
    if alert.erased_on:
        raise Refused(_("What was told in this alert has been erased. Write a new one."))
    if priority not in set(Priority):
        raise Refused(_("Choose how much this alert presses."), "priority")
    carries = assigned or by
    if carries.agency_id != by.agency_id or not carries.is_active or not carries.may(Permission.ALERT_TRIAGE):
        raise Refused(_("This colleague cannot look after an alert. Choose another."), "assigned")
    due_at = queries.due_after(priority=priority, since=at)
    if alert.state == AlertState.TRIAGED and alert.due_at is not None:
        due_at = min(due_at, alert.due_at)
    alert.state, alert.priority, alert.assigned, alert.due_at = AlertState.TRIAGED, priority, carries, due_at
    alert.ended_at, alert.close_reason = None, ""
    write(alert, "state", "priority", "assigned", "due_at", "ended_at", "close_reason")
    step(alert, by=by, at=at)
    return alert


def _coded(heard: Heard, on: dt.date) -> dict[str, Any]:
    """Return the codes of an alert, each of them one of its list."""
    return {
        "source": checks.known("alert_source", heard.source, "source", on=on),
        "channel": checks.known("alert_channel", heard.channel, "channel", on=on),
        "place": checks.known_place(heard.place, heard.place_version, "place") if heard.place else "",
        "place_version": heard.place_version if heard.place else "",
        "age_groups": checks.all_known("age_group", heard.age_groups, "age_groups", on=on),
        "sexes": checks.all_known("sex", heard.sexes, "sexes", on=on),
        "risks": checks.all_known("immediate_risk", heard.risks, "risks", on=on),
        "needs": checks.all_known("urgent_need", heard.needs, "needs", on=on),
    }


def _refuse(by: Member, heard: Heard, at: dt.datetime) -> None:
    if heard.received_at > at:
        raise Refused(_("An alert cannot come in later than now. Correct the day or the time."), "received_on")
    if heard.received_at < at - EARLIEST:
        raise Refused(_("This was more than a year ago. Correct the day."), "received_on")
    if heard.people is not None and not 1 <= heard.people <= MOST:
        raise Refused(_("Write how many people it is about, from 1 to %(most)s.") % {"most": MOST}, "people")
    if not heard.told.strip():
        raise Refused(_("Write in a few words what you heard."), "told")
    if heard.place and _level(heard) > COMMUNE:
        raise Refused(_("Choose the commune. Write a finer place below, where it is sealed."), "place")


def _level(heard: Heard) -> int:
    checks.known_place(heard.place, heard.place_version, "place")
    return codelists.pack().places.place(heard.place, heard.place_version).level


def _point_of(by: Member, heard: Heard, at: dt.datetime) -> FocalPoint | None:
    """Return the focal point from whom it came: her own, where a focal point writes, or one of the agency."""
    able = queries.own_points(by=by, on=timezone.localdate(at))
    if by.reach(Permission.ALERT_RECORD) == Scope.OWN:
        return able[0] if able else None
    if heard.point is None:
        return None
    if heard.point.pk not in {one.pk for one in able}:
        raise Refused(_("Your agency does not support this focal point. Choose another, or none."), "point")
    return heard.point
