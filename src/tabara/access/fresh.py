"""Whether a member has just shown anew who they are: what the few acts that open or end most demand."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.access.models import Member

FRESH = dt.timedelta(minutes=5)


class FreshNeeded(Refused):
    """The act demands that the member shows anew who they are; a door leads there and back."""

    def __init__(self) -> None:
        super().__init__(_("Show once more that it is you, then go on."))


def demand_fresh(by: Member) -> None:
    """Refuse unless the member showed who they are within the last five minutes, by the clock of this server.

    The door that let the member in says when that was (`Member.proved_at`).

    Raises:
        FreshNeeded: where that was longer ago, or never.
    """
    proved = by.proved_at
    if proved is None or not timezone.now() - FRESH <= proved <= timezone.now():
        raise FreshNeeded
