"""What may follow what, and the memory of it."""

import datetime as dt

from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.unit import write
from tabara.protection.community.enums import STEPS, AlertState
from tabara.protection.community.models import Alert, AlertStep


def step(alert: Alert, *, by: Member, at: dt.datetime) -> None:
    """Remember where an alert stands now, and who brought it there."""
    write(
        AlertStep(
            alert=alert,
            state=alert.state,
            agency=alert.agency,
            priority=alert.priority,
            assigned=alert.assigned,
            done_by=by,
            done_at=at,
        )
    )


def refuse_step(alert: Alert, to: AlertState) -> None:
    """Refuse a step that does not follow from where the alert stands, and say what would."""
    state = AlertState(alert.state)
    if to in STEPS[state]:
        return
    said = {
        AlertState.NEW: _("Nobody has weighed this alert yet. Decide first how much it presses."),
        AlertState.PASSED_ON: _("Nobody of your agency has weighed this alert yet. Decide first how much it presses."),
        AlertState.TRIAGED: _("This alert waits for its next step. Read it again."),
        AlertState.TAKEN: _("This alert has led to a case already. Go on there."),
        AlertState.CLOSED: _("This alert is closed. Take it up again first."),
    }
    raise Refused(said[state])
