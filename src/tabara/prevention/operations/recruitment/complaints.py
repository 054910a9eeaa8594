"""Take a complaint about a recruitment agency down, pass it on, and write down what was answered."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.prevention.enums import COMPLAINT_STEPS, ComplaintState
from tabara.prevention.models import Complaint, Firm
from tabara.prevention.operations.checks import short
from tabara.protection.cases.operations import checks
from tabara.sealing.keys import Purpose, create_key, has_key, seal, unseal

LONGEST = 1000
FINDINGS = (ComplaintState.ANSWERED, ComplaintState.UPHELD, ComplaintState.NOT_UPHELD)


@dataclass(frozen=True)
class About:
    """What a complaint is about beyond its kind; none of it says who complains."""

    firm: Firm | None = None  # nothing where the agency stands on no list
    destination: str = ""
    place: str = ""
    place_version: str = ""
    words: str = ""  # sealed


@operation("prevention.record_complaint", needs=Permission.PREVENTION_RECORD)
def record_complaint(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    on: dt.date,
    kind: str,
    channel: str,
    about: About | None = None,
) -> Complaint:
    """Take down what somebody complains of. Who it is, is not asked; who takes it down, does not read it again."""
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    told = about or About()
    row = Complaint(id=event, agency=by.agency, received_on=on, firm=told.firm)
    row.kind = checks.known("complaint_kind", kind, "kind", on=on)
    row.channel = checks.known("alert_channel", channel, "channel", on=on)
    row.destination = checks.known("country", told.destination, "destination", on=on) if told.destination else ""
    if told.place:
        checks.known_place(told.place, told.place_version, "place")
    row.place, row.place_version = told.place, told.place_version
    if told.firm is None and not told.words.strip():
        raise Refused(_("Write the name of the agency, as it was said. It is sealed."), "words")
    row.words = _sealed(row, told.words)
    write(row)
    return row


@operation("prevention.pass_complaint_on", needs=Permission.RECRUITMENT_KEEP)
def pass_complaint_on(
    *, by: Member, event: uuid.UUID, at: dt.datetime, complaint: Complaint, to: str, on: dt.date
) -> Complaint:
    """Write down to which authority a complaint was passed on; from that day the time for its answer runs."""
    latest(complaint)
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, complaint.received_on, "on", _("the day on which it was received"))
    _step(complaint, ComplaintState.PASSED_ON)
    complaint.passed_to = checks.known("complaint_body", to, "to", on=on)
    complaint.passed_on = on
    complaint.due_on = on + dt.timedelta(days=int(codelists.pack().parameters["complaint_answer_days"]))
    write(complaint, "state", "passed_to", "passed_on", "due_on")
    return complaint


@operation("prevention.answer_complaint", needs=Permission.RECRUITMENT_KEEP)
def answer_complaint(
    *, by: Member, event: uuid.UUID, at: dt.datetime, complaint: Complaint, finding: str, on: dt.date
) -> Complaint:
    """Write down that the authority answered, and whether it found the complaint right where it says so."""
    latest(complaint)
    if finding not in {one.value for one in FINDINGS}:
        raise Refused(_("Choose what was answered."), "finding")
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    before = complaint.answered_on or complaint.passed_on or complaint.received_on
    checks.not_before(on, before, "on", _("the day of its last step"))
    _step(complaint, ComplaintState(finding))
    complaint.answered_on = complaint.answered_on or on
    complaint.settled_on = None if finding == ComplaintState.ANSWERED else on
    write(complaint, "state", "answered_on", "settled_on")
    return complaint


@operation("prevention.strike_complaint", needs=Permission.RECRUITMENT_KEEP)
def strike_complaint(*, by: Member, event: uuid.UUID, at: dt.datetime, complaint: Complaint) -> Complaint:
    """Strike out a complaint that was written down by mistake, before it is passed on: it counts no more."""
    latest(complaint)
    _step(complaint, ComplaintState.STRUCK)
    complaint.settled_on = timezone.localdate(at)
    write(complaint, "state", "settled_on")
    return complaint


@operation("prevention.open_complaint", needs=Permission.RECRUITMENT_KEEP, about="complaint")
def open_complaint(*, by: Member, event: uuid.UUID, at: dt.datetime, complaint: Complaint, reason: str) -> str:
    """Return what was said. The reason stands in the audit chain."""
    checks.for_reason(reason, _("Say why you need to read it. Choose one of the reasons."))
    if not complaint.words or not has_key(complaint.pk, Purpose.NARRATIVE):
        raise Refused(_("Nothing was written down beyond what you see."))
    return str(unseal(complaint.pk, Purpose.NARRATIVE, f"complaint.{complaint.pk}", bytes(complaint.words)))


def _step(complaint: Complaint, state: ComplaintState) -> None:
    if state not in COMPLAINT_STEPS[ComplaintState(complaint.state)]:
        raise Refused(_("This complaint cannot go there from where it stands."))
    complaint.state = state


def _sealed(row: Complaint, words: str) -> bytes | None:
    said = short(words, "words", LONGEST)
    if not said:
        return None
    create_key(row.pk, row.agency_id, Purpose.NARRATIVE)
    return seal(row.pk, Purpose.NARRATIVE, f"complaint.{row.pk}", said)
