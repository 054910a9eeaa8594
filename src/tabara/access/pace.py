"""How many people somebody may look up within an hour: beyond a number they show anew who they are, then they wait.

Whoever's screen was left open, or whose password was stolen, is stopped before a whole agency has been read.
"""

import datetime as dt
import uuid
from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access import audit
from tabara.access.enums import Permission
from tabara.access.errors import Denied
from tabara.access.fresh import demand_fresh
from tabara.access.models import Member
from tabara.access.operation import permitted

HOUR = dt.timedelta(hours=1)
RELEASE = "access.release_pace"  # the operation after which counting begins anew


class TooMany(Denied):
    """Somebody looks up more people than work asks for; another person has to let them go on."""

    def __init__(self, many: int) -> None:
        super().__init__(
            _(
                "You have opened more than %(many)s names within an hour. Ask your supervisor or data protection "
                "officer to let you go on."
            )
            % {"many": many}
        )


def keep_pace(by: Member, subject: uuid.UUID, *, acts: Collection[str], often: int) -> None:
    """Let a member open one more record by one of these acts, if the last hour allows it.

    Raises:
        FreshNeeded: from `often` other records on, unless the member has just shown who they are.
        TooMany: from twice as many on, until somebody else releases the member.
    """
    seen = audit.opened(member=by.pk, acts=acts, since=timezone.now() - HOUR, after=RELEASE) - {subject}
    if len(seen) >= 2 * often:
        raise TooMany(2 * often)
    if len(seen) >= often:
        demand_fresh(by)


class AskedTooOften(Denied):
    """Somebody asks after people faster than work does."""

    def __init__(self, many: int) -> None:
        super().__init__(
            _("You have asked the other agencies %(many)s times within an hour. Go on in an hour, or telephone them.")
            % {"many": many}
        )


def ask_sparingly(by: Member, *, act: str, most: int) -> None:
    """Let a member do this act once more, unless it was done `most` times within the hour.

    Raises:
        AskedTooOften: where it was.
    """
    if audit.often(member=by.pk, act=act, since=timezone.now() - HOUR) >= most:
        raise AskedTooOften(most)


def stopped(*, by: Member, acts: Collection[str], often: int) -> list[Member]:
    """Return the colleagues whom the asking member may let go on, because they opened too many names."""
    since = timezone.now() - HOUR
    rows = Member.objects.filter(agency=by.agency_id, is_active=True).exclude(pk=by.pk).order_by("name")
    able = [one for one in rows if permitted(by, Permission.ACCESS_REVIEW, one)]
    many = {one.pk: audit.opened(member=one.pk, acts=acts, since=since, after=RELEASE) for one in able}
    return [one for one in able if len(many[one.pk]) >= 2 * often]
