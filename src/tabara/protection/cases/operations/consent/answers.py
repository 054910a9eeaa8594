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
from tabara.protection.cases.operations.consent.asking import refuse_for_child
from tabara.protection.cases.operations.consent.notices import agreed_of, tell_recipients
from tabara.protection.cases.operations.consent.renewing import REFUSAL, keep_renewals
from tabara.protection.cases.operations.listing import touch
from tabara.protection.cases.operations.tasks import expect, met
from tabara.protection.cases.queries import as_child, childhood, last_asking, reflecting, sharing_purpose, unable

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
    _refuse_unable(case, given=given)
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
    assents: bool | None = None,
    guardian: str = "",
    best_interests: str = "",
    own_wish: bool = False,
) -> Consent:
    """Store whether these groups of fields may be shared with this agency, until a day; without an answer it is no.

    An authority (the pack says which kinds of agency are) has to be asked about apart, and has a record of its own.
    While the person has time to recover and reflect, that has to be her own wish. For a child a guardian agrees, too,
    or it is said why nobody could be asked; and what the child itself does not want waits for a supervisor's answer.
    """
    _refuse_answer(asked_on, language, at)
    chosen, purpose = sorted(set(groups)) if given else [], sharing_purpose(recipient=recipient)
    _refuse_sharing(case, recipient, chosen, given=given, asked_apart=asked_apart)
    _refuse_pressed(case, purpose, at, given=given, own_wish=own_wish)
    child = _refuse_child(
        case, asked_on, given, assents, guardian or ("guardian" if by_guardian else ""), best_interests
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
        by_guardian=by_guardian or bool(guardian),
        asking=last_asking(case=case),
        assents=assents if child else None,
        guardian=guardian,
        best_interests=best_interests,
        own_wish=given and own_wish,
    )
    return _store(by, case, consent, at)


@operation("cases.withdraw_consent", needs=Permission.CASE_EDIT, on="case")
def withdraw_consent(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, purpose: str, recipient: Agency | None = None
) -> Case:
    """Take back what the person agreed to; it counts from this moment, whatever else arrives later.

    What was shared on the ground of it ends at once, and every agency that received something is told. Whoever no
    longer agrees to be registered agrees to no sharing.
    """
    answers = list(case.consents.all())
    was = agreed_of(answers)
    purposes = {purpose, *SharingPurpose} if purpose == ConsentPurpose.REGISTRATION else {purpose}
    for row in answers:
        if not row.given or row.withdrawn_on is not None or row.purpose not in purposes:
            continue
        if recipient is None or row.recipient_id == recipient.pk:
            row.withdrawn_on = timezone.localdate(at)
            write(row, "withdrawn_on")
            met(kind=REFUSAL, about=row.pk)
    tell_recipients(case=case, was=was, now=agreed_of(answers), at=at)
    _follow(by, case, at)
    keep_renewals(case)
    touch(case, at)
    return case


def _store(by: Member, case: Case, consent: Consent, at: dt.datetime) -> Consent:
    earlier = list(case.consents.exclude(recipient=None)) if consent.recipient_id else []
    write(consent)
    if consent.recipient_id:
        tell_recipients(case=case, was=agreed_of(earlier), now=agreed_of([*earlier, consent]), at=at)
        for one in earlier:
            if one.recipient_id == consent.recipient_id:
                met(kind=REFUSAL, about=one.pk)  # whoever was asked again has said something newer
    if consent.refused_by_child:
        expect(case=case, kind=REFUSAL, about=consent.pk, due_on=consent.asked_on)
    _follow(by, case, at)
    keep_renewals(case, changed=consent)
    touch(case, at)
    return consent


def _follow(by: Member, case: Case, at: dt.datetime) -> None:
    for follower in _followers:
        follower(by, case, at)


def _refuse_answer(asked_on: dt.date, language: str, at: dt.datetime) -> None:
    checks.not_after(asked_on, timezone.localdate(at), "asked_on", _("today"))
    checks.known("language", language, "language", on=asked_on)


def _refuse_sharing(case: Case, recipient: Agency, chosen: list[str], *, given: bool, asked_apart: bool) -> None:
    if recipient.pk == case.agency_id:
        raise Refused(_("This agency holds the case. Choose another one."), "recipient")
    if given and (not chosen or set(chosen) - set(FieldGroup)):
        raise Refused(_("Choose what the person agrees to share."), "groups")
    if sharing_purpose(recipient=recipient) == SharingPurpose.AUTHORITY and given and not asked_apart:
        raise Refused(
            _("This is an authority. Ask the person about it by itself, and say here that you did."), "asked_apart"
        )
    _refuse_unable(case, given=given)


def _refuse_pressed(case: Case, purpose: str, at: dt.datetime, *, given: bool, own_wish: bool) -> None:
    """Refuse to share with an authority while the person recovers and reflects, unless it is her own wish."""
    asked = given and not own_wish and purpose == SharingPurpose.AUTHORITY
    if asked and reflecting(case=case, on=timezone.localdate(at)):
        said = _(
            "The person recovers and reflects: nobody presses her to go to an authority. Wait, or say it is her wish."
        )
        raise Refused(said, "own_wish")


def _refuse_unable(case: Case, *, given: bool) -> None:
    """Refuse a yes of somebody who could not decide when she was asked last; a no always counts."""
    last = unable(case=case) if given else None
    if last is not None:
        said = _("On %(day)s the person was not able to decide. Read the information out and ask again first.")
        raise Refused(said % {"day": checks.written(last.asked_on)}, "answer")


def _refuse_child(
    case: Case, on: dt.date, given: bool, assents: bool | None, guardian: str, best_interests: str
) -> bool:
    child = as_child(case=case, on=on)
    if not child and (guardian or best_interests):
        child = childhood(person=case.person, on=on) is None  # of unknown age, with a guardian: a child
    refuse_for_child(child, given, guardian, best_interests)
    if child and given and assents is None:
        raise Refused(_("Say what the child itself says. Ask it, in words that fit its age."), "assents")
    return child
