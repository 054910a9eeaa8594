"""Where an alert leads: to a case, to another agency, to an end."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation, permitted
from tabara.access.unit import latest, write
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.community import queries
from tabara.protection.community.enums import AlertState
from tabara.protection.community.models import Alert, AlertCase
from tabara.protection.community.operations.steps import refuse_step, step
from tabara.sealing.keys import Purpose, hand_key


@operation("community.pass_alert_on", needs=Permission.ALERT_TRIAGE, on="alert")
def pass_alert_on(*, by: Member, event: uuid.UUID, at: dt.datetime, alert: Alert, to: Agency) -> Alert:
    """Give an alert to another agency: it is theirs to weigh and to open from now on, and ours to follow.

    Its key goes under the key of that agency; what was told is neither opened nor copied for it.
    """
    refuse_step(alert, AlertState.PASSED_ON)
    if to.pk == alert.agency_id:
        raise Refused(_("This agency has the alert already. Choose another."), "to")
    if to.pk not in {one.pk for one in queries.agencies_to_pass_to(by=by)}:
        raise Refused(_("Nobody of this agency can weigh an alert. Choose another agency, or telephone them."), "to")
    alert.state, alert.agency, alert.assigned = AlertState.PASSED_ON, to, None
    alert.due_at = queries.due_for_triage(priority=alert.priority, since=at)
    step(alert, by=by, at=at)
    write(alert, "state", "agency", "assigned", "due_at")
    hand_key(alert.pk, to.pk, Purpose.NARRATIVE)
    return alert


@operation("community.close_alert", needs=Permission.ALERT_TRIAGE, on="alert")
def close_alert(*, by: Member, event: uuid.UUID, at: dt.datetime, alert: Alert, reason: str) -> Alert:
    """End an alert that leads to no case, and say why; what was told in it goes by the schedule."""
    refuse_step(alert, AlertState.CLOSED)
    checks.known("alert_closure", reason, "reason", on=timezone.localdate(at))
    alert.state, alert.close_reason = AlertState.CLOSED, reason
    _end(alert, by=by, at=at, more=("close_reason",))
    return alert


@operation("community.take_alert", needs=Permission.ALERT_TRIAGE, on="alert")
def take_alert(*, by: Member, event: uuid.UUID, at: dt.datetime, alert: Alert, case: Case) -> AlertCase:
    """Lead an alert to the case of a person registered because of it. It is a part of that registration."""
    latest(alert)
    if not permitted(by, Permission.ALERT_TRIAGE, alert):  # it may have been passed on since it was read
        raise NotAllowed
    refuse_step(alert, AlertState.TAKEN)
    row = AlertCase(alert=alert, case=case, taken_by=by, taken_at=at)
    write(row)
    alert.state = AlertState.TAKEN
    _end(alert, by=by, at=at)
    return row


def _end(alert: Alert, *, by: Member, at: dt.datetime, more: tuple[str, ...] = ()) -> None:
    alert.due_at, alert.ended_at = None, alert.ended_at or at
    write(alert, "state", "due_at", "ended_at", *more)
    step(alert, by=by, at=at)
