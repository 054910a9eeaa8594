"""The way in: a password and then a factor, or a passkey alone; each answer, right or wrong, is remembered.

Whoever may not come in gets the same answer in the same time, whether there is such an account or not.
"""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from tabara.access import audit
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operations.starting import NoSuchStart, start, start_is_right
from tabara.access.signin import factors, passwords, sessions, throttle

HALFWAY = "halfway"
PATIENCE = dt.timedelta(minutes=15)  # between the password and the second factor


class Unproved(Refused):
    """What was shown does not show who somebody is."""


def by_password(*, username: str, password: str, address: str) -> Member:
    """Return the member with this name and password.

    Raises:
        Unproved: where there is none, in the same words and the same time for every reason.
        TooMany: where it is too early to try again.
        Busy: where too many come at once.
    """
    guess = throttle.Guess(username, address)
    named = Member.objects.select_related("agency").filter(username=username).first()
    if not passwords.knows(named, password):
        noted(named, "access.sign_in", "denied", "password")
        raise Unproved(_("This sign-in name and password do not belong together. Check both and try again."))
    assert named is not None  # noqa: S101 - for the type alone: nobody's password is ever known
    guess.was_right()
    return named


def demand_password(member: Member, password: str, *, address: str) -> None:
    """Refuse unless this is the password of a member who is already in; guesses are slowed down as at the door.

    Raises:
        Unproved: where it is not.
        TooMany: where it is too early to try again.
        Busy: where too many come at once.
    """
    guess = throttle.Guess(member.username, address)
    if not passwords.knows(member, password):
        noted(member, "access.change_password", "denied", "password")
        raise Unproved(_("This is not your present password. Write it again, or ask your administrator for a code."))
    guess.was_right()


def by_passkey(answer: str) -> Member:
    """Return the member whose passkey gave this answer: no name is asked, and nothing is slowed down.

    Raises:
        Unproved: where it is nobody's, or the account is closed.
    """
    found = factors.answered(answer)
    if found is None:
        noted(None, "access.sign_in", "denied", "passkey")
        raise Unproved(_("This passkey opens no account here. Sign in with name and password instead."))
    return found


def by_start_code(
    *, username: str, code: str, password: str, address: str, event: uuid.UUID, at: dt.datetime
) -> Member:
    """Return the member who has just chosen a password with the code of the administrator.

    Raises:
        NoSuchStart: where name and code do not belong together, in the same words for every reason.
        Refused: where the password is not good enough; the code is still good.
    """
    guess = throttle.Guess(username, address)
    named = Member.objects.select_related("agency").filter(username=username).first()
    with transaction.atomic():
        right = named if start_is_right(named, code) else None
    if right is None:
        noted(named, "access.start", "denied", "start_code")
        raise NoSuchStart
    guess.was_right()
    return start(by=right, event=event, at=at, code=code, password=password)


def second_factor(member: Member, *, code: str = "", passkey: str = "") -> str:
    """Return which factor of the member this is: a passkey, a code of the app, or a recovery code.

    Raises:
        Unproved: where it is none.
        TooMany: where too many wrong codes were tried; a passkey is always looked at.
    """
    if passkey:
        kind = str(factors.Kind.WEBAUTHN) if factors.answered(passkey, member) else ""
    else:
        guess = throttle.CodeGuess(member.pk)
        kind = factors.showed(member, code)
        if kind:
            guess.was_right()
    if not kind:
        noted(member, "access.second_factor", "denied", "passkey" if passkey else "code")
        raise Unproved(
            _("This passkey is not one of this account.")
            if passkey
            else _("This code is not right, or was used before.")
        )
    return kind


def needs_a_factor() -> bool:
    """Return whether a password alone is not enough: everywhere but among invented people."""
    return not settings.DEMO


def waiting_for_a_factor(request: HttpRequest, member: Member) -> None:
    """Remember in the browser's session who has shown a password; nothing is open yet."""
    request.session.flush()
    request.session[HALFWAY] = {
        "member": str(member.pk),
        "bound": member.get_session_auth_hash(),
        "at": timezone.now().isoformat(),
    }


def halfway(request: HttpRequest) -> Member | None:
    """Return who has shown a password in this browser and nothing else yet; nobody after a while."""
    kept = request.session.get(HALFWAY)
    if not kept or dt.datetime.fromisoformat(kept["at"]) < timezone.now() - PATIENCE:
        return None
    member = Member.objects.select_related("agency").filter(pk=kept["member"], is_active=True).first()
    same = member is not None and constant_time_compare(kept["bound"], member.get_session_auth_hash())
    return member if same else None


def let_in(request: HttpRequest, member: Member, how: str, *, device: str) -> None:
    """Open a session with a new key; the member's oldest ends where there are too many."""
    looked = member.last_login
    request.session.flush()
    login(request, member, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.update({"looked": looked.isoformat() if looked else "", sessions.DEVICE: device})
    just_proved(request)
    noted(member, "access.sign_in", "done", how)
    if sessions.hold_to_the_most(member, request.session):
        noted(member, "access.end_session", "done", "too_many")
    throttle.forget()


def just_proved(request: HttpRequest) -> None:
    """Note in the session that the member showed just now who they are."""
    request.session[sessions.PROVED] = timezone.now().isoformat()


def noted(member: Member | None, operation: str, outcome: str, reason: str, **more: Any) -> None:
    """Append to the memory of acts what no operation appends."""
    with transaction.atomic():
        audit.note(by=member, operation=operation, outcome=outcome, reason=reason, **more)
