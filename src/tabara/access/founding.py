"""The first accounts of an instance, made by whoever installs it, before anybody can be asked."""

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from tabara import sealing
from tabara.access import audit
from tabara.access.errors import Refused
from tabara.access.models import Agency, AuditEvent, Member, Team
from tabara.access.unit import whole


def found(
    agencies: Sequence[Agency], teams: Sequence[Team], members: Sequence[Member], *, at: dt.datetime | None = None
) -> None:
    """Store the first agencies, teams and members, and open the audit chain with that act.

    Raises:
        Refused: where the instance has members already; from then on an administrator adds them.
    """
    if Member.objects.exists():
        raise Refused("This instance has members already; sign in as an administrator to add more.")
    with whole():
        for row in (*agencies, *teams, *members):
            row.save(force_insert=True)
        audit.append(
            [AuditEvent(event=sealing.event(), at=at or timezone.now(), operation="access.found", outcome="done")]
        )
