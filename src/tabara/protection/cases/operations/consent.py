"""What a person agrees to, refuses and takes back. The newest answer counts, and taking back always wins."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases.enums import ConsentPurpose, SharingPurpose
from tabara.protection.cases.models import Case, Consent
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.cases.queries import sharing_purpose

Follower = Callable[[Member, Case, dt.datetime], None]
_followers: list[Follower] = []


def follows_consent(follower: Follower) -> Follower:
    """Have a function end, within the same act, what a person no longer agrees to."""
    _followers.append(follower)
    return follower


@operation("cases.record_consent", needs=Permission.CASE_EDIT, on="case")
def record_consent(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    purpose: str,
    given: bool,
    asked_on: dt.date,
    language: str,
    by_guardian: bool = False,
) -> Consent:
    """Store the answer to one question; the newest answer counts."""
    if purpose not in tuple(ConsentPurpose):
        raise Refused(_("Choose what the person was asked about."), "purpose")
    _refuse_answer(asked_on, language, at)
    consent = Consent(
        id=event, case=case, purpose=purpose, given=given, asked_on=asked_on, language=language, by_guardian=by_guardian
    )
    return _store(by, case, consent, at)


@operation("cases.agree_to_share", needs=Permission.CASE_EDIT, on="case")
def agree_to_share(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    recipient: Agency,
    groups: Iterable[str],
    given: bool,
    asked_on: dt.date,
    language: str,
    until: dt.date | None = None,
    asked_apart: bool = False,
    by_guardian: bool = False,
) -> Consent:
    """Store whether these groups of fields may be shared with this agency, until a day; without an answer it is no.

    An authority (the pack says which kinds of agency are) has to be asked about apart, and has a record of its own.
    """
    _refuse_answer(asked_on, language, at)
    purpose, chosen = sharing_purpose(recipient=recipient), sorted(set(groups)) if given else []
    if recipient.pk == case.agency_id:
        raise Refused(_("This agency holds the case. Choose another one."), "recipient")
    if given and (not chosen or set(chosen) - set(FieldGroup)):
        raise Refused(_("Choose what the person agrees to share."), "groups")
    if purpose == SharingPurpose.AUTHORITY and given and not asked_apart:
        raise Refused(
            _("This is an authority. Ask the person about it by itself, and say here that you did."), "asked_apart"
        )
    last = until or asked_on + dt.timedelta(days=int(codelists.pack().parameters["consent_days"]))
    checks.not_before(last, timezone.localdate(at), "until", _("today"))
    consent = Consent(
        id=event,
        case=case,
        purpose=purpose,
        recipient=recipient,
        groups=chosen,
        given=given,
        until=last,
        asked_on=asked_on,
        language=language,
        by_guardian=by_guardian,
    )
    return _store(by, case, consent, at)


@operation("cases.withdraw_consent", needs=Permission.CASE_EDIT, on="case")
def withdraw_consent(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, purpose: str, recipient: Agency | None = None
) -> Case:
    """Take back what the person agreed to; it counts from this moment, whatever else arrives later.

    What was shared on the ground of it ends at once. Whoever no longer agrees to be registered agrees to no sharing.
    """
    rows = case.consents.filter(given=True, withdrawn_on=None)
    if recipient is not None:
        rows = rows.filter(purpose=purpose, recipient=recipient)
    elif purpose == ConsentPurpose.REGISTRATION:
        rows = rows.filter(purpose__in=(purpose, *SharingPurpose))
    else:
        rows = rows.filter(purpose=purpose)
    for row in rows:
        row.withdrawn_on = timezone.localdate(at)
        write(row, "withdrawn_on")
    _follow(by, case, at)
    touch(case, at)
    return case


def _store(by: Member, case: Case, consent: Consent, at: dt.datetime) -> Consent:
    write(consent)
    _follow(by, case, at)
    touch(case, at)
    return consent


def _follow(by: Member, case: Case, at: dt.datetime) -> None:
    for follower in _followers:
        follower(by, case, at)


def _refuse_answer(asked_on: dt.date, language: str, at: dt.datetime) -> None:
    checks.not_after(asked_on, timezone.localdate(at), "asked_on", _("today"))
    checks.known("language", language, "language", on=asked_on)
