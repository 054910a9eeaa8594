"""Take a file in that came from a partner: an envelope, its receipt, its outcome, or a notice that it is taken back."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.protected import Whole
from tabara.access.speaking import for_everybody
from tabara.access.unit import latest, wait_for, write
from tabara.exchange.handover import htcds
from tabara.exchange.handover.letter import Kind, Letter, read
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.handover.enums import ArrivalState, EnvelopeState
from tabara.protection.handover.models import Arrival, Envelope, Partner
from tabara.protection.handover.operations.abroad import arrived, sent
from tabara.protection.handover.operations.abroad.due import follow_arrived, follow_sent
from tabara.protection.handover.queries.envelopes import signed_with
from tabara.sealing.keys import Purpose, seal

AHEAD = dt.timedelta(days=1)  # how far the sender's clock may be ahead of ours
OTHER = "other"  # what an unknown reason or outcome is kept as, with its own words beside it


@operation("exchange.take_in", needs=Permission.REFERRAL_ANSWER)
def take_in(*, by: Member, event: uuid.UUID, at: dt.datetime, file: bytes) -> Arrival | Envelope:
    """Open a file from a partner, check all of it, and put what it says where it belongs. The same file again is one.

    Raises:
        Refused: for a file that is not for us, altered, of nobody we know, over, or about nothing here.
    """
    letter = read(file)
    partner = _sender(letter)
    _refuse_clock(letter, at)
    takers: Mapping[Kind, Callable[[Member, uuid.UUID, dt.datetime, Letter, Partner], Arrival | Envelope]] = {
        Kind.ENVELOPE: _envelope,
        Kind.NOTICE: _notice,
        Kind.RECEIPT: _receipt,
        Kind.OUTCOME: _outcome,
    }
    with for_everybody():  # it may be about a colleague's case; nothing of that is shown by taking it in
        return takers[letter.kind](by, event, at, letter, partner)


def _sender(letter: Letter) -> Partner:
    partner = signed_with(letter.sender.signs_with)
    if partner is None:
        raise Refused(
            _(
                "This file was signed by an instance that is no partner of this one. Ask a national administrator to "
                "compare keys with it first."
            ),
            "file",
        )
    if not partner.in_use:
        raise Refused(
            _(
                "This file comes from %(agency)s, whose keys two persons here have not agreed on, or which was struck "
                "off. Ask a national administrator."
            )
            % {"agency": partner.agency.name},
            "file",
        )
    return partner


def _refuse_clock(letter: Letter, at: dt.datetime) -> None:
    if letter.issued_at > at + AHEAD:
        raise Refused(_("This file says that it was made in the future. One of the two clocks is wrong."), "file")


def _envelope(by: Member, event: uuid.UUID, at: dt.datetime, letter: Letter, partner: Partner) -> Arrival:
    wait_for(letter.number)  # two colleagues may take in the same file in the same moment
    known = Arrival.objects.visible_to(by).filter(number=letter.number, agency=by.agency_id).first()
    if known is not None:
        return known
    if _came_before(letter):
        raise Refused(_("Another agency of this instance has taken this envelope in already."), "file")
    until = _refuse_terms(letter, at)
    row = Arrival(
        id=event,
        number=letter.number,
        partner=partner,
        agency=by.agency,
        purpose=letter.told["purpose"],
        groups=sorted(letter.told["terms"]["groups"]),
        agreed_until=until,
        issued_at=letter.issued_at,
        expires_at=letter.expires_at,
        taken_in_by=by,
        taken_in_at=at,
    )
    sender = {"instance": letter.sender.instance, "country": letter.sender.country, "agency": letter.sender.agency}
    arrived.keep(row, {**letter.told, "sender": sender})
    return row


def _came_before(letter: Letter) -> bool:
    """Return whether an envelope of this number came before, whichever agency took it in."""
    return Arrival.objects.everything(Whole.UNIQUE).filter(number=letter.number).exists()


def _refuse_terms(letter: Letter, at: dt.datetime) -> dt.date:
    """Refuse an envelope that is over, or that holds more than its own terms; return until when it may be used."""
    if letter.expires_at is None or letter.expires_at <= at:
        raise Refused(_("The time of this envelope is over. Ask its sender to make a new one."), "file")
    until = _day(letter.told["terms"]["until"])
    if until < timezone.localdate(at):
        raise Refused(_("What the person agreed to ended on %(day)s.") % {"day": checks.written(until)}, "file")
    if htcds.beyond_terms(letter.told["groups"], letter.told["terms"]["groups"]):
        raise Refused(
            _("This envelope holds more than the person agreed to, by its own terms. Tell its sender, and drop it."),
            "file",
        )
    return until


def _notice(by: Member, event: uuid.UUID, at: dt.datetime, letter: Letter, partner: Partner) -> Arrival:
    row = Arrival.objects.visible_to(by).filter(number=letter.about, agency=by.agency_id, partner=partner).first()
    if row is None:
        raise Refused(
            _("This notice is about an envelope that your agency has not taken in. There is nothing to do."), "file"
        )
    if row.case is not None:
        latest(row.case)
    latest(row)
    if row.state in (ArrivalState.TAKEN_BACK, ArrivalState.DECLINED, ArrivalState.EXPIRED):
        return row
    if row.case is None:
        arrived.empty(row)
    arrived.step(row, ArrivalState.TAKEN_BACK)
    row.back_at = at
    write(row, "state", "back_at", "content")
    if row.case is not None:
        follow_arrived(row.case, row)
        touch(row.case, at)
    return row


def _of_ours(by: Member, letter: Letter, partner: Partner) -> Envelope:
    """Return the envelope that a letter answers, held with its case."""
    rows = Envelope.objects.sent_by_agency(by).filter(pk=letter.about, partner=partner).select_related("case")
    row = rows.first()
    if row is None:
        raise Refused(
            _("This answers an envelope that your agency has not sent to this partner. Give it to the right agency."),
            "file",
        )
    latest(row.case)
    latest(row)
    return row


def _receipt(by: Member, event: uuid.UUID, at: dt.datetime, letter: Letter, partner: Partner) -> Envelope:
    row, told = _of_ours(by, letter, partner), letter.told
    if row.answered_at is not None or row.state == EnvelopeState.TAKEN_BACK:
        return row
    _day(told["on"])
    sent.step(row, EnvelopeState.ACCEPTED if told["accepted"] else EnvelopeState.DECLINED)
    row.answered_at, row.their_code = at, told["code"]
    row.decline_reason = "" if told["accepted"] else _known("decline_reason", told["reason"])
    write(row, "state", "answered_at", "their_code", "decline_reason")
    follow_sent(row.case, row)
    touch(row.case, at)
    return row


def _outcome(by: Member, event: uuid.UUID, at: dt.datetime, letter: Letter, partner: Partner) -> Envelope:
    row, told = _of_ours(by, letter, partner), letter.told
    if row.state in (EnvelopeState.DONE, EnvelopeState.TAKEN_BACK):
        return row
    if row.state == EnvelopeState.MADE:
        raise Refused(_("The receipt of this envelope has not come yet. Take that in first, then the outcome."), "file")
    row.outcome_on = _day(told["on"])
    sent.step(row, EnvelopeState.DONE)
    row.outcome, row.read_by, row.read_at = _known("handover_outcome", told["outcome"]), None, None
    if told["note"]:
        row.note = seal(row.case_id, Purpose.NARRATIVE, f"envelope.{row.pk}.note", told["note"])
    write(row, "state", "outcome", "outcome_on", "read_by", "read_at", "note")
    follow_sent(row.case, row)
    touch(row.case, at)
    return row


def _known(codelist: str, code: str) -> str:
    return code if code in codelists.pack().codelist(codelist) else OTHER


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Refused(
            _("This file does not have the shape of its version. Ask the sender to make it again."), "file"
        ) from None
