"""Reads of alerts: what waits for an agency, what became of it, and what one reported oneself."""

import datetime as dt
import uuid

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotFound
from tabara.access.models import Agency, Member
from tabara.access.operation import permitted
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.community.enums import OPEN, STEPS, WAITING, AlertState
from tabara.protection.community.models import Alert, AlertCase, AlertStep

MOST_LISTED = 200


def waiting(*, by: Member) -> list[Alert]:
    """Return the alerts that the member's agency has not brought to an end, the one due first on top."""
    if not by.may(Permission.ALERT_TRIAGE):
        return []
    rows = Alert.objects.visible_to(by).filter(agency=by.agency_id, state__in=OPEN).order_by("due_at", "id")
    return list(rows.select_related("assigned", "recorded_by")[:MOST_LISTED])


def settled(*, by: Member) -> list[Alert]:
    """Return what the agency brought to an end, the last first."""
    if not by.may(Permission.ALERT_TRIAGE):
        return []
    rows = Alert.objects.visible_to(by).filter(agency=by.agency_id, ended_at__isnull=False).order_by("-ended_at")
    return list(rows.select_related("assigned")[:MOST_LISTED])


def elsewhere(*, by: Member) -> list[Alert]:
    """Return what the agency passed on to another, with what became of it there."""
    if not by.may(Permission.ALERT_TRIAGE):
        return []
    passed = AlertStep.objects.filter(agency=by.agency_id).values("alert")
    rows = Alert.objects.visible_to(by).filter(pk__in=passed).exclude(agency=by.agency_id)
    return list(rows.select_related("agency")[:MOST_LISTED])


def own(*, by: Member) -> list[Alert]:
    """Return the alerts that the member wrote down, the last first."""
    return list(Alert.objects.visible_to(by).filter(recorded_by=by.pk)[:MOST_LISTED])


def alert(*, by: Member, number: uuid.UUID) -> Alert:
    """Return one alert.

    Raises:
        NotFound: where there is none, or it is not for this member: the two look the same.
    """
    rows = Alert.objects.visible_to(by).select_related("agency", "assigned", "recorded_by", "point")
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def steps(*, alert: Alert) -> list[AlertStep]:
    """Return the steps of an alert that the caller may see, the first one first."""
    return list(alert.steps.select_related("agency", "done_by", "assigned"))


def around(*, by: Member, alert: Alert) -> list[Case]:
    """Return the cases that an alert led to, as far as the member may see them."""
    rows = AlertCase.objects.visible_to(by).filter(alert=alert).select_related("case")
    return [one.case for one in rows]


def of_case(*, by: Member, case: Case) -> list[AlertCase]:
    """Return the alerts that a case came from, where the member sees what was found in it."""
    if FieldGroup.FINDINGS not in cases.seen(by=by, case=case):
        return []
    return list(case.alerts.select_related("alert", "taken_by"))


def can_be_taken(*, by: Member, alert: Alert) -> bool:
    """Return whether the member may register a person because of this alert."""
    return AlertState.TAKEN in STEPS[AlertState(alert.state)] and permitted(by, Permission.ALERT_TRIAGE, alert)


def to_triage(*, by: Member, at: dt.datetime) -> tuple[int, int]:
    """Return how many alerts wait for somebody of the member's agency to weigh them, and how many are overdue."""
    if not by.may(Permission.ALERT_TRIAGE):
        return 0, 0
    rows = Alert.objects.visible_to(by).filter(agency=by.agency_id, state__in=OPEN).order_by()
    found = [*rows.values_list("state", "due_at")[: MOST_LISTED + 1]]
    return sum(state in WAITING for state, _ in found), sum(due_at is not None and due_at < at for _, due_at in found)


def triagers(*, by: Member) -> list[Member]:
    """Return the colleagues to whom an alert of the member's agency can be given, oneself first."""
    rows = Member.objects.filter(agency=by.agency_id, is_active=True).order_by("name")
    return sorted((one for one in rows if one.may(Permission.ALERT_TRIAGE)), key=lambda one: one.pk != by.pk)


def agencies_to_pass_to(*, by: Member) -> list[Agency]:
    """Return the other agencies in which somebody can weigh an alert."""
    rows = Member.objects.filter(is_active=True).exclude(agency=by.agency_id).select_related("agency")
    able = {one.agency for one in rows if one.may(Permission.ALERT_TRIAGE)}
    return sorted(able, key=lambda agency: agency.name)
