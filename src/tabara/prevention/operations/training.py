"""Record courses and trainings; strike out what was wrong; say how many people of a profile there are."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write, write_many
from tabara.prevention import queries
from tabara.prevention.models import Attendance, Course, Register, Training
from tabara.prevention.operations.checks import refuse, refuse_many, refuse_struck, short, titled
from tabara.protection.cases.operations import checks

MOST_HOURS, MOST_MONTHS, MOST_SESSIONS, FULL = 2000, 120, 200, 100
LONGEST_TRAINING = dt.timedelta(days=366)


@operation("prevention.add_course", needs=Permission.PREVENTION_RECORD)
def add_course(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    title: str,
    topic: str,
    hours: int,
    profiles: Iterable[str] = (),
    refresher_months: int | None = None,
    certificate_share: int | None = None,
    certificate_test: bool = False,
) -> Course:
    """Add a course: its subject, how long it takes, for whom, when it is refreshed, and who gets its certificate."""
    row = Course(id=event, agency=by.agency, title=titled(title, "title"), hours=hours, recorded_by=by, recorded_at=at)
    today = timezone.localdate(at)
    row.topic = checks.known("training_subject", topic, "topic", on=today)
    row.profiles = checks.all_known("training_profile", profiles, "profiles", on=today)
    if not 0 < hours <= MOST_HOURS:
        raise Refused(_("Write between 1 and %(most)s hours.") % {"most": MOST_HOURS}, "hours")
    if refresher_months is not None and not 0 < refresher_months <= MOST_MONTHS:
        raise Refused(_("Write between 1 and %(most)s months.") % {"most": MOST_MONTHS}, "refresher_months")
    row.refresher_months = refresher_months
    _rule(row, certificate_share, tested=certificate_test)
    write(row)
    return row


@operation("prevention.record_training", needs=Permission.PREVENTION_RECORD)
def record_training(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    on: dt.date,
    attended: Mapping[str, int],
    register: Mapping[str, int] | None = None,
    place: str = "",
    place_version: str = "",
    course: Course | None = None,
    until: dt.date | None = None,
    trainer: str = "",
    sessions: int = 1,
) -> Training:
    """Record a training and how many of each profile attended; `register` says how many such people there are."""
    checks.all_known("training_profile", attended, "attended", on=on)
    refuse(on, at, place, place_version, attended)
    row = Training(id=event, agency=by.agency, held_on=on, place=place, place_version=place_version, course=course)
    row.ended_on, row.trainer = _end(on, until, at), short(trainer, "trainer", 120)
    if not 0 < sessions <= MOST_SESSIONS:
        raise Refused(_("Write between 1 and %(most)s sessions.") % {"most": MOST_SESSIONS}, "sessions")
    row.sessions, row.recorded_by, row.recorded_at = sessions, by, at
    write(row)
    known = register or {}
    write_many(
        [
            Attendance(training=row, profile=profile, attended=number, register=known.get(profile))
            for profile, number in attended.items()
        ]
    )
    return row


@operation("prevention.strike_training", needs=Permission.PREVENTION_RECORD)
def strike_training(*, by: Member, event: uuid.UUID, at: dt.datetime, training: Training, reason: str) -> Training:
    """Strike out a training that was recorded by mistake: it stays readable and counts no more."""
    latest(training)
    queries.demand(by, training)
    refuse_struck(training)
    training.struck_for, training.struck_at = titled(reason, "reason", 200), at
    write(training, "struck_for", "struck_at")
    return training


@operation("prevention.set_register", needs=Permission.PREVENTION_RECORD)
def set_register(
    *, by: Member, event: uuid.UUID, at: dt.datetime, profile: str, number: int, as_of: dt.date, source: str
) -> Register:
    """Say how many people of a profile there are from a day on, and who says so."""
    checks.not_after(as_of, timezone.localdate(at), "as_of", _("today"))
    row = Register(id=event, agency=by.agency, as_of=as_of, source=titled(source, "source"), number=number)
    row.profile = checks.known("training_profile", profile, "profile", on=as_of)
    if number <= 0:
        raise Refused(_("Write how many people it was, a number above zero."), "number")
    refuse_many(number, "number")
    if Register.objects.filter(profile=profile, as_of=as_of).exists():
        raise Refused(_("There is a number of this profile from that day already. Choose another day."), "as_of")
    row.recorded_by, row.recorded_at = by, at
    write(row)
    return row


def _rule(row: Course, share: int | None, *, tested: bool) -> None:
    """Keep who gets the certificate of a course; refuse a test for one that gives none."""
    if share is None:
        if tested:
            raise Refused(_("Say first to how much of the course somebody must come."), "certificate_share")
        return
    if not 0 < share <= FULL:
        raise Refused(_("Write between 1 and 100 percent."), "certificate_share")
    row.certificate_share, row.certificate_test = share, tested


def _end(on: dt.date, until: dt.date | None, at: dt.datetime) -> dt.date | None:
    if until is None:
        return None
    checks.not_before(until, on, "until", _("its first day"))
    checks.not_after(until, min(timezone.localdate(at), on + LONGEST_TRAINING), "until", _("the last day possible"))
    return until
