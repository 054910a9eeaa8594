"""How victims take part in proceedings, and what protects them: each with the victim's own agreement."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.prosecution.models import CourtFile, Participant, Protection
from tabara.prosecution.operations.files import refuse_ended
from tabara.protection.cases.operations import checks

NOT_AT_ALL = "none"  # of the list "court_part"
MOST = 500


@operation("prosecution.add_victim", needs=Permission.COURT_RECORD, on="file")
def add_victim(
    *, by: Member, event: uuid.UUID, at: dt.datetime, file: CourtFile, part: str, agreed: bool, on: dt.date
) -> Participant:
    """Write down a victim as a number, how she takes part, and that she was asked whether she wants to."""
    refuse_ended(file)
    checks.known("court_part", part, "part", on=on)
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    if not agreed and part != NOT_AT_ALL:
        raise Refused(_("Nobody takes part who does not want to. Choose that she does not take part."), "part")
    number = file.participants.count() + 1
    if number > MOST:
        raise Refused(_("A file has at most %(most)s victims. Open another one.") % {"most": MOST})
    row = Participant(id=event, file=file, number=number, part=part, agreed=agreed, asked_on=on)
    write(row)
    return row


@operation("prosecution.protect_victim", needs=Permission.COURT_RECORD, on="file")
def protect_victim(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    file: CourtFile,
    victim: uuid.UUID,
    measure: str,
    agreed: bool,
    on: dt.date,
) -> Protection:
    """Write down what protects a victim from a day on, which she agreed to herself."""
    person = file.participants.filter(pk=victim).first()
    if person is None:
        raise NotFound
    refuse_ended(file)
    checks.known("court_protection", measure, "measure", on=on)
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, file.complained_on, "on", _("the day of the complaint"))
    if not agreed:
        raise Refused(_("Nobody is protected against her will. Ask her first, and propose another measure."), "agreed")
    if person.protections.filter(measure=measure, until=None).exists():
        raise Refused(_("This measure already protects her."), "measure")
    row = Protection(id=event, participant=person, measure=measure, since=on)
    write(row)
    return row


@operation("prosecution.end_protection", needs=Permission.COURT_RECORD, on="file")
def end_protection(
    *, by: Member, event: uuid.UUID, at: dt.datetime, file: CourtFile, protection: uuid.UUID, on: dt.date
) -> Protection:
    """Write down the day from which a measure protects a victim no more."""
    row = Protection.objects.filter(pk=protection, participant__file=file).first()
    if row is None:
        raise NotFound
    if row.until is not None:
        raise Refused(_("This measure has ended already."), "on")
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, row.since, "on", _("the day on which it began"))
    row.until = on
    write(row, "until")
    return row
