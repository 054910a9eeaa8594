"""Certificates: for whoever met the rule of the course, and their names opened to be printed on them."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists, sealing
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.prevention import queries
from tabara.prevention.models import Certificate, Trainee, Training
from tabara.prevention.operations.checks import refuse_struck
from tabara.prevention.operations.trainees import Who, refuse_sessions, who_is


@operation("prevention.count_sessions", needs=Permission.PREVENTION_RECORD)
def count_sessions(*, by: Member, event: uuid.UUID, at: dt.datetime, trainee: Trainee, came: int) -> Trainee:
    """Say to how many of the sessions somebody on the list came."""
    latest(trainee)
    _own(by, trainee.training)
    refuse_sessions(trainee.training, came)
    if Certificate.objects.filter(trainee=trainee).exists():
        raise Refused(_("The certificate has been made already. Strike the training out if it is wrong."), "came")
    trainee.came = came
    write(trainee, "came")
    return trainee


@operation("prevention.certify", needs=Permission.PREVENTION_RECORD)
def certify(
    *, by: Member, event: uuid.UUID, at: dt.datetime, training: Training, trainee: uuid.UUID, language: str
) -> Certificate:
    """Make the certificate of one person on the list, who met the rule of the course."""
    _own(by, training)
    row = training.trainees.filter(pk=trainee).first()
    if row is None:
        raise NotFound
    known = Certificate.objects.filter(trainee=row).first()
    if known is not None:
        raise Refused(_("This certificate has been made already. Print it again from the list."))
    queries.refuse_unearned(training, row)
    return _made(event, row, _language(language), by, at)


@operation("prevention.certify_all", needs=Permission.PREVENTION_RECORD)
def certify_all(*, by: Member, event: uuid.UUID, at: dt.datetime, training: Training, language: str) -> Training:
    """Make the certificates of everybody on the list who met the rule of the course and has none yet."""
    _own(by, training)
    rows = [row for row in training.trainees.filter(certificate=None) if not queries.unearned(training, row)]
    if not rows:
        raise Refused(_("Nobody on this list meets the rule of the course and is without a certificate."))
    for row in rows:
        _made(sealing.event(), row, _language(language), by, at)
    return training


@operation("prevention.print_certificates", needs=Permission.PREVENTION_RECORD)
def print_certificates(
    *, by: Member, event: uuid.UUID, at: dt.datetime, training: Training, numbers: Sequence[uuid.UUID] = ()
) -> list[tuple[Certificate, Who]]:
    """Return certificates with the names to be printed on them: of those numbers, or of the whole list."""
    _own(by, training)
    rows = Certificate.objects.filter(trainee__training=training).select_related("trainee__training")
    found = list((rows.filter(pk__in=numbers) if numbers else rows).order_by("trainee__number"))
    if not found:
        raise Refused(_("There is no certificate of this training yet. Make one first."))
    return [(one, who_is(one.trainee)) for one in found]


def _own(by: Member, training: Training) -> None:
    """Refuse a training that is another agency's, or was struck out."""
    latest(training)
    queries.demand(by, training)
    if training.agency_id != by.agency_id:
        raise NotAllowed
    refuse_struck(training)


def _made(number: uuid.UUID, row: Trainee, language: str, by: Member, at: dt.datetime) -> Certificate:
    while Certificate.objects.filter(code=(code := f"C{sealing.code(8)}")).exists():
        continue
    made = Certificate(id=number, trainee=row, code=code, language=language, issued_on=timezone.localdate(at))
    made.issued_by = by
    write(made)
    return made


def _language(language: str) -> str:
    if language not in codelists.pack().languages:
        raise Refused(_("Choose one of the languages that are offered."), "language")
    return language
