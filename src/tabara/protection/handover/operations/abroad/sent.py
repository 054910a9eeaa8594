"""Envelopes that went: remembered as they are made, taken back with the person's agreement, read when they answer."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from tabara.access.enums import Permission, Reason
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations.consent import follows_consent
from tabara.protection.cases.operations.consent.notices import agreed_of
from tabara.protection.cases.operations.listing import touch
from tabara.protection.handover.enums import ENVELOPE_STEPS, EnvelopeState
from tabara.protection.handover.models import Envelope
from tabara.protection.handover.operations.abroad.due import ANSWERED, follow_sent
from tabara.sealing.keys import Purpose, seal, unseal, unseal_bytes


def file_of(row: Envelope) -> bytes | None:
    """Return the file of an envelope as it goes; nothing where what was told has been erased."""
    return unseal_bytes(row.case_id, Purpose.NARRATIVE, f"envelope.{row.pk}.file", row.file) if row.file else None


def keep(row: Envelope, file: bytes) -> None:
    """Remember an envelope with its file, within the act that makes it."""
    row.file = seal(row.case_id, Purpose.NARRATIVE, f"envelope.{row.pk}.file", file)
    write(row)
    follow_sent(row.case, row)
    touch(row.case, row.made_at)


def step(row: Envelope, to: EnvelopeState) -> None:
    """Put an envelope into another state, where a step leads there.

    Raises:
        Refused: where none does.
    """
    if to not in ENVELOPE_STEPS[EnvelopeState(row.state)]:
        raise Refused(_("This envelope has another standing by now. Look at it again."))
    row.state = to


@operation("handover.take_back_envelope", needs=Permission.REFERRAL_SEND, on="case")
def take_back_envelope(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, envelope: uuid.UUID) -> Envelope:
    """Take an envelope back: the partner may no longer use it, and is told by a notice that somebody carries there."""
    row = of_case(case, envelope)
    if EnvelopeState.TAKEN_BACK not in ENVELOPE_STEPS[EnvelopeState(row.state)]:
        raise Refused(_("This envelope was declined or taken back already."))
    _take_back(case, row, at)
    touch(case, at)
    return row


@operation("handover.read_envelope", needs=Permission.CASE_EDIT, on="case")
def read_envelope(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, envelope: uuid.UUID) -> Envelope:
    """Say that what came back was read."""
    row = of_case(case, envelope)
    if row.state not in ANSWERED:
        raise Refused(_("Nothing has come back for this envelope yet."))
    if row.read_at is not None:
        raise Refused(_("Somebody has read this answer already."))
    row.read_by, row.read_at = by, at
    write(row, "read_by", "read_at")
    follow_sent(case, row)
    return row


@follows_consent
def take_unagreed_back(by: Member, case: Case, at: dt.datetime) -> None:
    """Take back every envelope that told what the person no longer agrees to have told there.

    What merely ran out by its own day was agreed to until then, and is no withdrawal.
    """
    allowed = agreed_of(case.consents.all())
    for row in case.envelopes.select_related("partner__agency"):
        if EnvelopeState.TAKEN_BACK not in ENVELOPE_STEPS[EnvelopeState(row.state)]:
            continue
        if set(row.groups) - allowed.get(row.partner.agency_id, frozenset()):
            _take_back(case, row, at)


def _take_back(case: Case, row: Envelope, at: dt.datetime) -> None:
    row.state, row.back_at, row.file = EnvelopeState.TAKEN_BACK, at, None
    write(row, "state", "back_at", "file")
    follow_sent(case, row)


def of_case(case: Case, envelope: uuid.UUID) -> Envelope:
    """Return one envelope of a case.

    Raises:
        NotFound: where there is none.
    """
    row = case.envelopes.select_related("partner__agency", "case").filter(pk=envelope).first()
    if row is None:
        raise NotFound
    return row


@operation("handover.open_note", needs=Permission.NARRATIVE_OPEN, on="case")
def open_note(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, envelope: uuid.UUID, reason: str
) -> tuple[str]:
    """Return what the partner wrote with the outcome of an envelope."""
    if reason not in tuple(Reason):
        raise Refused(_("Say why you need to read this. Choose one of the reasons."), "reason")
    row = of_case(case, envelope)
    return (unseal(case.pk, Purpose.NARRATIVE, f"envelope.{row.pk}.note", row.note) or "",)
