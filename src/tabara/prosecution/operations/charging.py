"""Name suspects, sealed, and charge them under an article that was in force on the day of the offence."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.prosecution import queries
from tabara.prosecution.enums import BEFORE_CHARGE, Stage
from tabara.prosecution.models import Charge, CourtFile, Suspect
from tabara.prosecution.operations.files import moved, refuse_ended
from tabara.protection.cases.operations import checks
from tabara.sealing.keys import Purpose, seal, unseal

LONGEST_NAME, MOST = 200, 100


@operation("prosecution.name_suspect", needs=Permission.COURT_RECORD, on="file")
def name_suspect(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    file: CourtFile,
    sex: str,
    name: str = "",
    official: bool | None = None,
) -> Suspect:
    """Write down somebody who is suspected: a number within the file, and the name sealed, where it is known."""
    refuse_ended(file)
    checks.known("sex", sex, "sex", on=timezone.localdate(at))
    if len(name) > LONGEST_NAME:
        raise Refused(_("Write at most %(most)s letters.") % {"most": LONGEST_NAME}, "name")
    number = file.suspects.count() + 1
    if number > MOST:
        raise Refused(_("A file has at most %(most)s suspects. Open another one.") % {"most": MOST})
    row = Suspect(id=event, file=file, number=number, sex=sex, official=official)
    if name.strip():
        row.name = seal(file.pk, Purpose.NARRATIVE, queries.place_of_name(file, row.pk), name.strip())
    write(row)
    return row


@operation("prosecution.open_words", needs=Permission.COURT_READ, on="file")
def open_words(*, by: Member, event: uuid.UUID, at: dt.datetime, file: CourtFile, reason: str) -> dict[str, str]:
    """Return the names of the suspects by their numbers, and the words of the complaint; the reason is remembered."""
    checks.known("court_opening", reason, "reason", on=timezone.localdate(at))
    found = {
        str(one.number): str(
            unseal(file.pk, Purpose.NARRATIVE, queries.place_of_name(file, one.pk), bytes(one.name or b""))
        )
        for one in file.suspects.exclude(name=None)
    }
    if file.words:
        found["words"] = str(unseal(file.pk, Purpose.NARRATIVE, queries.place_of_words(file), bytes(file.words)))
    return found


@operation("prosecution.charge", needs=Permission.COURT_RECORD, on="file")
def charge(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    file: CourtFile,
    suspect: uuid.UUID,
    instrument: str,
    article: str,
    victim: str,
    offence_on: dt.date,
    on: dt.date,
) -> Charge:
    """Charge a suspect under an article that was in force on the day of the offence."""
    refuse_ended(file)
    if file.stage not in (*BEFORE_CHARGE, Stage.CHARGED):
        raise Refused(_("The charges are before the court already. Open another file for a new one."))
    person = file.suspects.filter(pk=suspect).first()
    if person is None:
        raise NotFound
    checks.known("charged_for", victim, "victim", on=offence_on)
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, file.complained_on, "on", _("the day of the complaint"))
    checks.not_after(offence_on, on, "offence_on", _("the day of the charge"))
    refuse_article(person, instrument, article, offence_on)
    row = Charge(id=event, file=file, suspect=person, instrument=instrument, article=article, victim=victim)
    row.offence_on, row.charged_on = offence_on, on
    write(row)
    moved(file, on)
    return row


def refuse_article(suspect: Suspect, instrument: str, article: str, on: dt.date, *, but: Charge | None = None) -> None:
    """Refuse an article that was not in force on that day, and one that stands in another charge of the suspect."""
    held = {(one.instrument, one.number) for one in codelists.pack().law.offences(on)}
    if (instrument, article) not in held:
        raise Refused(
            _("That article was not in force on %(day)s. Choose one that was.") % {"day": checks.written(on)}, "article"
        )
    others = suspect.charges.exclude(pk=but.pk) if but else suspect.charges
    if others.filter(instrument=instrument, article=article).exists():
        raise Refused(_("This suspect is charged under that article already."), "article")
