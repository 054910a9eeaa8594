"""Let somebody go on who looked up many people within an hour."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.pace import RELEASE


@operation(RELEASE, needs=Permission.ACCESS_REVIEW, on="member")
def release_pace(*, by: Member, event: uuid.UUID, at: dt.datetime, member: Member) -> Member:
    """Let a colleague open names again before the hour is over, after having asked why there were so many."""
    if member.pk == by.pk:
        raise Refused(_("You cannot release yourself. Ask a colleague who may."))
    return member
