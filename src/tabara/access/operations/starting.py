"""How a member begins, and chooses a password: nobody else ever does."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access import queries
from tabara.access.enums import Permission, Scope
from tabara.access.errors import NotAllowed, Refused
from tabara.access.founding import SYSTEM
from tabara.access.fresh import demand_fresh
from tabara.access.models import Member, StartCode
from tabara.access.operation import operation
from tabara.access.signin import passwords, sessions
from tabara.access.unit import write

LIFE = dt.timedelta(days=7)
PARTS, LENGTH = 3, 4  # letters and digits in groups: 31**12, about 60 bits, cannot be guessed in a week


class NoSuchStart(Refused):
    """There is no such account, it has no such code, or the code was used or is too old: all look the same."""

    def __init__(self) -> None:
        super().__init__(
            _("This sign-in name and start code do not belong together, or the code has ended. Ask for a new one.")
        )


def give_start_code(member: Member) -> None:
    """Give a member a new code inside an operation; the old one ends. It stands on the instance, and nowhere else."""
    member.start_code = "-".join(sealing.code(LENGTH) for _part in range(PARTS))
    StartCode.objects.filter(member=member).delete()
    write(StartCode(member=member, digest=_digest(member.start_code), until=timezone.now() + LIFE))


def _digest(code: str) -> str:
    return sealing.fingerprint("".join(code.upper().replace("-", " ").split()).encode())


@operation("access.new_start_code", needs=Permission.MEMBER_MANAGE)
def new_start_code(*, by: Member, event: uuid.UUID, at: dt.datetime, member: Member) -> Member:
    """Hand a member a code to choose a new password with; what else the member shows to sign in stays as it is."""
    if by.reach(Permission.MEMBER_MANAGE) is not Scope.ALL and member.agency_id != by.agency_id:
        raise NotAllowed
    if not member.is_active:
        raise Refused(_("This account is closed. Open a new one."))
    give_start_code(member)
    return member


@operation("access.start", needs=Permission.ACCOUNT_KEEP)
def start(*, by: Member, event: uuid.UUID, at: dt.datetime, code: str, password: str) -> Member:
    """Choose a password with the code that the administrator handed over; it works once, and ends every session."""
    if not start_is_right(by, code):
        raise NoSuchStart
    passwords.demand_good(password, by)
    StartCode.objects.filter(member=by).delete()
    _set_password(by, password)
    return by


def start_is_right(member: Member | None, code: str) -> bool:
    """Return whether this is the code of the active member, in the same time whether there is one or not."""
    rows = StartCode.objects.select_for_update().filter(member=member, until__gt=timezone.now())
    row = rows.first()
    right = constant_time_compare(row.digest if row else "0" * 64, _digest(code))
    return bool(row and right and member and member.is_active)


@operation("access.change_password", needs=Permission.ACCOUNT_KEEP)
def change_password(*, by: Member, event: uuid.UUID, at: dt.datetime, password: str) -> Member:
    """Choose another password, having just shown who one is; every session ends, and a door opens a new one."""
    demand_fresh(by)
    passwords.demand_good(password, by)
    _set_password(by, password)
    return by


@operation("access.tidy_door", needs=Permission.RETENTION_RUN)
def tidy_door(*, by: Member, event: uuid.UUID, at: dt.datetime, before: dt.datetime) -> None:
    """Forget the sessions, start codes and attempts to sign in that ended before an instant."""
    if by.username != SYSTEM:
        raise NotAllowed
    for rows in queries.ended_at_door(before=before):
        rows.delete()


def _set_password(member: Member, password: str) -> None:
    row = Member.objects.get(pk=member.pk)  # a door hands over its visitor, who is not yet read from the database
    row.set_password(password)
    write(row, "password")
    member.password = row.password
    sessions.end(member)
