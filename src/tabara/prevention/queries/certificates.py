"""Who has earned the certificate of a course, and which certificate there is of a number."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Member
from tabara.prevention.models import Certificate, Trainee, Training
from tabara.prevention.queries.reached import one_of

FULL = 100


@dataclass(frozen=True)
class Known:
    """What whoever looks a certificate up is told: never whose it is, which stands on the paper."""

    code: str
    course: str
    held_on: dt.date
    ended_on: dt.date | None
    agency: str
    issued_on: dt.date


@dataclass(frozen=True)
class Listed:
    """A place on a list: who it is stays sealed; the certificate there is, or why there can be none."""

    row: Trainee
    certificate: Certificate | None
    why_not: str

    @property
    def may(self) -> bool:
        """Return whether a certificate can be made now."""
        return self.certificate is None and not self.why_not


def listed(*, by: Member, training: Training) -> list[Listed]:
    """List the places on the list of a training that the member sees, each with its certificate."""
    one_of(by, Training.objects.all(), training.pk)
    made = {one.trainee_id: one for one in Certificate.objects.filter(trainee__training=training)}
    rows = training.trainees.all()
    return [Listed(row, made.get(row.pk), "" if row.pk in made else unearned(training, row)) for row in rows]


def unearned(training: Training, row: Trainee) -> str:
    """Return why somebody on the list gets no certificate, in one sentence; nothing where the rule is met."""
    course = training.course
    if course is None or course.certificate_share is None:
        return _("This training is of no course that gives certificates. Add a course with a rule, and name it.")
    came = training.sessions if row.came is None else row.came
    if came * FULL < course.certificate_share * training.sessions:
        told = {"came": came, "all": training.sessions, "share": course.certificate_share}
        return _("Came to %(came)s of %(all)s sessions; the course asks for %(share)s percent.") % told
    if course.certificate_test and not row.passed:
        mark = int(codelists.pack().parameters["training_pass_mark"])
        return _("The test of this course is not passed: %(mark)s of 100 are needed.") % {"mark": mark}
    return ""


def refuse_unearned(training: Training, row: Trainee) -> None:
    """Refuse a certificate to whoever does not meet the rule of the course."""
    if why := unearned(training, row):
        raise Refused(why)


def look_up(*, by: Member, code: str) -> Known | None:
    """Give the certificate of a number to whoever is signed in; nothing where none is known or stands any more."""
    if not by.may_act:
        raise NotAllowed
    rows = Certificate.objects.filter(code=code.strip().upper().replace(" ", ""), trainee__training__struck_at=None)
    found = rows.select_related("trainee__training__course", "trainee__training__agency").first()
    if found is None or found.trainee.training.course is None:
        return None
    held = found.trainee.training
    named = (found.code, held.course.title, held.held_on, held.ended_on, held.agency.name, found.issued_on)
    return Known(*named)
