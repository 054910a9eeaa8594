"""What a member has besides a password: passkeys, an app that shows codes, and recovery codes on paper.

The proofs are django-allauth's; its pages are not used. A one-time code counts once: the step of time it belongs to is
kept with it, so that no other process takes it again.
"""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import constant_time_compare

from tabara.access.models import Member

Kind = Authenticator.Type
MOST_PASSKEYS = 10


def held(member: Member) -> list[Authenticator]:
    """Return the passkeys and the app of a member; recovery codes are a way back, not a factor to sign in with."""
    rows = Authenticator.objects.filter(user_id=member.pk).exclude(type=Kind.RECOVERY_CODES)
    return list(rows.order_by("created_at"))


def passkeys(member: Member) -> list[Authenticator]:
    """Return the member's passkeys."""
    return [one for one in held(member) if one.type == Kind.WEBAUTHN]


def has_app(member: Member) -> bool:
    """Return whether the member has an app that shows codes."""
    return any(one.type == Kind.TOTP for one in held(member))


def codes_left(member: Member) -> int:
    """Return how many recovery codes the member has not used yet."""
    row = Authenticator.objects.filter(user_id=member.pk, type=Kind.RECOVERY_CODES).first()
    return len(RecoveryCodes(row).get_unused_codes()) if row else 0


def asked_of_a_new_passkey(member: Member) -> dict[str, Any]:
    """Return what the browser needs to make a passkey that asks for a finger, a face or a PIN."""
    return _plain(webauthn.begin_registration(member, passwordless=True))


def made(answer: str) -> dict[str, Any] | None:
    """Return the passkey that the browser made; `None` where it is not what was asked for."""
    credential = _read(answer)
    if credential is None:
        return None
    try:
        webauthn.parse_registration_response(credential)
        proof = webauthn.complete_registration(credential)
    except (ValidationError, ValueError, KeyError, TypeError):
        return None
    return credential if proof.is_user_verified() else None


def asked_of_a_passkey(member: Member | None) -> dict[str, Any]:
    """Return what the browser needs to answer with a passkey; of nobody in particular where no member is named yet."""
    return _plain(webauthn.begin_authentication(member))


def answered(answer: str, member: Member | None = None) -> Member | None:
    """Return the active member whose passkey gave this answer just now; `None` for every other answer."""
    credential = _read(answer)
    if credential is None:
        return None
    try:
        webauthn.parse_authentication_response(credential)
        owner = webauthn.extract_user_from_response(credential) if member is None else member
        factor = webauthn.complete_authentication(owner, credential)
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError):
        return None
    if not isinstance(owner, Member) or not owner.is_active:
        return None
    factor.record_usage()
    return owner


def new_app_secret() -> str:
    """Return a secret for an app that shows codes."""
    return str(totp.generate_totp_secret())


def step_of(secret: str, code: str, *, after: int = 0) -> int | None:
    """Return the step of time whose code this is, if it is later than `after`; `None` for a wrong code."""
    typed = "".join(code.split())
    steps = [step for step in totp.yield_hotp_counters_from_time() if step > after]
    right = (one for one in steps if constant_time_compare(totp.format_hotp_value(totp.hotp_value(secret, one)), typed))
    return next(right, None)


def showed(member: Member, code: str) -> str:
    """Return which kind of code this is of the member's: of the app, or of the recovery codes; empty where of none."""
    with transaction.atomic():
        rows = Authenticator.objects.select_for_update().filter(user_id=member.pk)
        for row in rows.exclude(type=Kind.WEBAUTHN):
            if _is_of(row, code):
                row.record_usage()
                return str(row.type)
    return ""


def _is_of(row: Authenticator, code: str) -> bool:
    if row.type == Kind.RECOVERY_CODES:
        return bool(RecoveryCodes(row).validate_code(code.replace("-", "").replace(" ", "")))
    step = step_of(decrypt(row.data["secret"]), code, after=row.data.get("step", 0))
    if step is None:
        return False
    row.data["step"] = step
    row.save(update_fields=["data"])
    return True


def _read(answer: str) -> dict[str, Any] | None:
    try:
        found = json.loads(answer)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _plain(options: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(options, default=dict))
    return found
