"""Make an envelope of what a person agreed to have told to one partner, look at it before, and carry it there."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import FieldGroup, Permission, Reason
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Member
from tabara.access.operation import operation, permitted
from tabara.access.unit import write
from tabara.exchange.handover import htcds
from tabara.exchange.handover.letter import Kind
from tabara.exchange.handover.operations.files import LetterFile, letter, named
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case, Consent
from tabara.protection.cases.operations import checks
from tabara.protection.handover.enums import EnvelopeState
from tabara.protection.handover.models import Envelope, Partner
from tabara.protection.handover.operations.abroad import sent
from tabara.protection.handover.operations.abroad.due import days, follow_sent
from tabara.protection.handover.queries.content import content
from tabara.protection.intake.operations import Names, open_identity

WHO = (FieldGroup.IDENTITY, FieldGroup.CONTACT)
Told = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """What is to be told, and what for."""

    purpose: str
    groups: tuple[str, ...]
    message: str = ""


@operation("exchange.preview_envelope", needs=Permission.REFERRAL_SEND, on="case")
def preview_envelope(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, partner: Partner, asked: Asked
) -> Told:
    """Return exactly what an envelope would hold, to be read before it is made."""
    return _told(by, at, case, partner, asked)


@operation("exchange.make_envelope", needs=Permission.REFERRAL_SEND, on="case")
def make_envelope(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, partner: Partner, asked: Asked
) -> Envelope:
    """Write what the person agreed to into one file, signed by this instance and sealed to the partner's."""
    told = _told(by, at, case, partner, asked)
    row = Envelope(
        id=event,
        case=case,
        partner=partner,
        purpose=asked.purpose,
        groups=sorted(asked.groups),
        agreed_until=dt.date.fromisoformat(told["terms"]["until"]),
        made_by=by,
        made_at=at,
        expires_at=at + days("envelope_days"),
        receipt_by=at + days("envelope_receipt_days"),
    )
    given = {"by": case.agency, "to": partner, "at": at, "told": told, "expires_at": row.expires_at}
    sent.keep(row, letter(Kind.ENVELOPE, number=row.pk, **given).content)
    return row


def _told(by: Member, at: dt.datetime, case: Case, partner: Partner, asked: Asked) -> dict[str, Any]:
    purpose = _refuse(by, case, partner, asked)
    consent = _agreed(case, partner, asked, at)
    names = open_identity(by=by, at=at, case=case, reason=Reason.ASSISTANCE) if set(asked.groups) & set(WHO) else None
    names = names or Names()
    told = content(by=by, case=case, groups=list(asked.groups), names=names, message=asked.message)
    return {
        "purpose": asked.purpose,
        "standard": "HTCDS 2.0",
        "terms": {
            "groups": sorted(asked.groups),
            "agreed_on": consent.asked_on.isoformat(),
            "until": str(consent.until),
            "language": consent.language,
            "by_guardian": consent.by_guardian,
        },
        "htcds": {
            "con_Consent": True,
            "cas_ReferringOrganisation": case.agency.name,
            "cas_ReferredOrganisation": partner.agency.name,
            "cas_OutgoingReferralDate": timezone.localdate(at).isoformat(),
            "cas_ReasonForOutgoingReferral": purpose.maps.get(htcds.STANDARD, htcds.OTHER),
        },
        "groups": htcds.written(told),
    }


def _refuse(by: Member, case: Case, partner: Partner, asked: Asked) -> codelists.Code:
    if not partner.in_use:
        raise Refused(_("Nothing can be sent to this partner. Choose one whose keys two persons have compared."))
    if case.closed_on is not None:
        raise Refused(_("This case is closed. Open it again before you refer the person."))
    checks.known("handover_purpose", asked.purpose, "purpose")
    if set(asked.groups) & set(WHO) and not permitted(by, Permission.IDENTITY_OPEN, case, shared=False):
        raise NotAllowed
    if asked.message and FieldGroup.NARRATIVE not in asked.groups:
        raise Refused(
            _("A message is part of what was told, which does not go along. Leave it empty, or share that too."),
            "message",
        )
    purpose = codelists.pack().codelist("handover_purpose").require(asked.purpose)
    needed = purpose.more.get("consent")
    if needed and needed not in cases.agreed(answers=cases.consents(case=case)):
        raise Refused(
            _("The person has not agreed to “%(purpose)s”. Ask about that first, under “Consent”.")
            % {"purpose": codelists.pack().codelist("consent_purpose").require(needed).text(_language())},
            "purpose",
        )
    return purpose


def _language() -> str:
    from django.utils.translation import get_language

    return get_language() or "en"


def _agreed(case: Case, partner: Partner, asked: Asked, at: dt.datetime) -> Consent:
    consent = cases.agreed_to_share(case=case, recipient=partner.agency, on=timezone.localdate(at))
    if consent is None:
        raise Refused(_("The person does not agree, or no longer, to share anything with this agency."))
    if not asked.groups or set(asked.groups) - set(consent.groups):
        raise Refused(_("Choose only what the person agreed to share with this agency."), "groups")
    return consent


@operation("exchange.fetch_envelope", needs=Permission.REFERRAL_SEND, on="case")
def fetch_envelope(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, envelope: uuid.UUID) -> LetterFile:
    """Return the file of an envelope, to be carried to the partner."""
    row = sent.of_case(case, envelope)
    file = sent.file_of(row) if row.state != EnvelopeState.TAKEN_BACK else None
    if file is None:
        raise Refused(_("This envelope was taken back, or what was told has been erased. Make a new one."))
    if row.state == EnvelopeState.MADE and row.expires_at <= at:
        raise Refused(_("The time of this envelope is over. Take it back and make a new one."))
    row.taken_at = row.taken_at or at
    write(row, "taken_at")
    return LetterFile(named(Kind.ENVELOPE, row.pk), file)


@operation("exchange.fetch_notice", needs=Permission.REFERRAL_SEND, on="case")
def fetch_notice(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, envelope: uuid.UUID) -> LetterFile:
    """Return the notice that the partner may no longer use an envelope, to be carried there."""
    row = sent.of_case(case, envelope)
    if row.state != EnvelopeState.TAKEN_BACK or row.back_at is None:
        raise Refused(_("This envelope was not taken back. Take it back first."))
    row.told_at = row.told_at or at
    write(row, "told_at")
    follow_sent(case, row)
    told, number = {"on": timezone.localdate(row.back_at).isoformat()}, uuid.uuid5(row.pk, Kind.NOTICE)
    return letter(Kind.NOTICE, number=number, by=case.agency, to=row.partner, at=at, told=told, about=row.pk)
