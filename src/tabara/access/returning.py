"""An instance that comes back from a backup: two of its own officers prove themselves, and everybody is signed out."""

import datetime as dt
import uuid
from importlib import import_module

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access import audit
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import AuditEvent, Member
from tabara.access.unit import whole

ACT = "access.restore"


def proved(username: str, password: str) -> Member:
    """Return the officer with this name and password. Nothing else can be asked for while no server runs.

    Raises:
        Refused: where there is none; an unknown name, a wrong password and a role without the right look the same.
    """
    found = Member.objects.select_related("agency").filter(username=username, is_active=True).first()
    if found is None:
        make_password(password)  # as slow as a name that is known
    elif check_password(password, found.password) and found.may(Permission.APPROVE):
        return found
    raise Refused(_("This is not the name and password of an active member who may approve."))


def able() -> list[Member]:
    """Return the members who could prove themselves."""
    rows = Member.objects.filter(is_active=True).order_by("username")
    return [one for one in rows if one.has_usable_password() and one.may(Permission.APPROVE)]


def enough(officers: list[Member]) -> bool:
    """Return whether these are two different people of different roles."""
    return len({one.pk for one in officers}) == 2 and len({tuple(sorted(one.roles)) for one in officers}) == 2


def needed() -> int:
    """Return how many officers have to prove themselves: two, or as many as the instance has; the record says which."""
    there = able()
    return 2 if any(enough([one, other]) for one in there for other in there) else min(len(there), 1)


def bring_back(officers: list[Member], *, at: dt.datetime) -> uuid.UUID:
    """End every session, and put on record who brought the instance back; return the number of that act.

    Raises:
        Refused: where fewer came than are needed, or twice the same, or two of the same roles.
    """
    wanted = needed()
    if len(officers) < wanted or (wanted == 2 and not enough(officers)):
        raise Refused(_("Two different people of different roles have to bring an instance back."))
    number = sealing.event()
    first, second = [*(one.pk for one in officers), None, None][:2]
    event = AuditEvent(event=number, at=at, member=first, operation=ACT, outcome="done")
    event.reason = f"with:{second.hex}" if second else "alone" if first else "nobody"
    with whole():
        import_module(settings.SESSION_ENGINE).SessionStore.get_model_class().objects.all().delete()
        audit.append([event])
    return number
