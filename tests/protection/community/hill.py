"""Two agencies, a focal point on a hill, and what she heard: made through the operations that people use."""

import datetime as dt
from typing import Any

from tabara.access.models import Agency, Member
from tabara.protection.community.models import Alert, FocalPoint
from tabara.protection.community.operations import Heard, add_point, record_alert, triage_alert
from tests.factories import NOW, TODAY, make_agency, make_member

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
HILL, VERSION = "ZZA10101", "2024"
TOLD = "A girl of about twelve has not left the blue house for a week."


def worker(role: str = "caseworker", **facts: Any) -> Member:
    """Return a member of the agency that hears first."""
    return make_member(role, agency=make_agency("first"), **facts)


def other(role: str = "caseworker", **facts: Any) -> Member:
    """Return a member of the agency to which things are passed on."""
    return make_member(role, agency=make_agency("second"), **facts)


def named(by: Member | None = None, **facts: Any) -> FocalPoint:
    """Return a focal point, supported by the first agency unless the test says otherwise."""
    by = by or worker("supervisor")
    usual: dict[str, Any] = {
        "agency": facts.pop("agency", by.agency),
        "name": "Kanaripoint",
        "phone": "79999999",
        "place": HILL,
        "place_version": VERSION,
        "mandate": "women",
        "since": TODAY - 100 * DAY,
    }
    return add_point(by=by, at=facts.pop("at", NOW), **{**usual, **facts})


def heard(**facts: Any) -> Heard:
    """Return what was heard just now."""
    usual = {"source": "hotline", "channel": "telephone", "received_at": NOW, "told": TOLD}
    return Heard(**{**usual, **facts})


def alerted(by: Member | None = None, at: dt.datetime = NOW, **facts: Any) -> Alert:
    """Return an alert that somebody wrote down."""
    return record_alert(by=by or worker(), at=at, heard=heard(**{"received_at": at, **facts}))


def weighed(by: Member, alert: Alert, priority: str = "high", *, at: dt.datetime = NOW, **facts: Any) -> Alert:
    """Weigh an alert."""
    return triage_alert(by=by, at=at, alert=alert, priority=priority, **facts)


def agency(key: str) -> Agency:
    """Return an agency."""
    return make_agency(key)
