"""How a member adds and removes what shows who they are, and what happens when it is lost."""

import datetime as dt
import uuid
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.utils.translation import gettext as _

from tabara.access import second
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.fresh import demand_fresh
from tabara.access.models import Member, StartCode
from tabara.access.operation import operation
from tabara.access.signin import factors, sessions
from tabara.access.signin.factors import Kind
from tabara.access.unit import write

LONGEST_NAME = 40


@operation("access.add_passkey", needs=Permission.ACCOUNT_KEEP)
def add_passkey(*, by: Member, event: uuid.UUID, at: dt.datetime, name: str, credential: dict[str, Any]) -> Member:
    """Take in a passkey that the member's browser has just made and that was checked (`signin.factors.made`)."""
    _demand_fresh_for_another(by)
    if len(factors.passkeys(by)) >= factors.MOST_PASSKEYS:
        raise Refused(_("There are as many passkeys as an account can have. Remove one first."))
    WebAuthn.add(by, name.strip()[:LONGEST_NAME] or _("Passkey"), credential)
    _changed(by)
    return by


@operation("access.add_app", needs=Permission.ACCOUNT_KEEP)
def add_app(*, by: Member, event: uuid.UUID, at: dt.datetime, secret: str, code: str) -> Member:
    """Take in an app that shows codes, once it has shown one."""
    _demand_fresh_for_another(by)
    step = factors.step_of(secret, code)
    if step is None:
        raise Refused(
            _("This is not the code that the app shows now. Check the clock of your phone, and try the next code."),
            "code",
        )
    Authenticator.objects.filter(user_id=by.pk, type=Kind.TOTP).delete()
    row = TOTP.activate(by, secret).instance
    row.data["step"] = step
    write(row, "data")
    _changed(by)
    return by


@operation("access.remove_factor", needs=Permission.ACCOUNT_KEEP)
def remove_factor(*, by: Member, event: uuid.UUID, at: dt.datetime, number: int) -> Member:
    """Remove a passkey or the app; the last one stays, for without one nobody signs in."""
    demand_fresh(by)
    held = factors.held(by)
    row = next((one for one in held if one.pk == number), None)
    if row is None:
        raise NotFound
    if len(held) == 1:
        raise Refused(_("This is the only one left. Add another one first."))
    row.delete()
    sessions.end(by)
    return by


@operation("access.new_recovery_codes", needs=Permission.ACCOUNT_KEEP)
def new_recovery_codes(*, by: Member, event: uuid.UUID, at: dt.datetime) -> Member:
    """Make new recovery codes; the old ones end. They stand on the instance, to be shown once."""
    demand_fresh(by)
    _make_codes(by)
    sessions.end(by)
    return by


def _refuse_reset(*, by: Member, member: Member, **_given: Any) -> None:
    if member.id == by.id:
        raise Refused(_("You cannot do this for your own account. Ask another administrator."))
    if not member.is_active:
        raise Refused(_("This account is closed. Open a new one."))


def _in_words(told: second.Told) -> str:
    member = Member.objects.select_related("agency").filter(pk=told["member"]["number"]).first()
    if member is None:
        raise NotFound
    return _(
        "Let %(name)s of %(agency)s begin anew: the password, the passkeys, the app and the recovery codes end, and so "
        "does every session. A new start code is handed over in person."
    ) % {"name": member.name, "agency": member.agency.name}


RESET = second.TwoPersons(words=_in_words, refuses=_refuse_reset)


@operation("access.reset_factors", needs=Permission.MEMBER_MANAGE, on="member", two_persons=RESET)
def reset_factors(*, by: Member, event: uuid.UUID, at: dt.datetime, member: Member) -> Member:
    """Let a member who lost everything begin anew: nothing opens the account until a new start code is handed over."""
    demand_fresh(by)
    _refuse_reset(by=by, member=member)
    forget_factors(member)
    return member


def forget_factors(member: Member) -> None:
    """Take away all that opens an account, start codes too, and end its sessions. Within an operation."""
    Authenticator.objects.filter(user_id=member.pk).delete()
    StartCode.objects.filter(member=member).delete()
    member.set_unusable_password()
    write(member, "password")
    sessions.end(member)


def _demand_fresh_for_another(member: Member) -> None:
    """Demand proof before a factor joins others; the first one follows the password directly."""
    if factors.held(member):
        demand_fresh(member)


def _changed(member: Member) -> None:
    """End every session, and see that there are recovery codes; new ones stand on the instance, to be shown once."""
    if not Authenticator.objects.filter(user_id=member.pk, type=Kind.RECOVERY_CODES).exists():
        _make_codes(member)
    sessions.end(member)


def _make_codes(member: Member) -> None:
    Authenticator.objects.filter(user_id=member.pk, type=Kind.RECOVERY_CODES).delete()
    member.recovery_codes = tuple(RecoveryCodes.activate(member).generate_codes())
