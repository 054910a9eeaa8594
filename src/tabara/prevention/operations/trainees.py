"""Put somebody on the list of a training, sealed, and open who it is with a reason."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import latest, write
from tabara.prevention import queries
from tabara.prevention.models import Trainee, Training
from tabara.prevention.operations.checks import refuse_struck, titled
from tabara.protection.cases.operations import checks
from tabara.sealing.instance import ITSELF
from tabara.sealing.keys import Purpose, create_key, has_key, seal, unseal
from tabara.sealing.tokens import tokens

LONGEST_NAME, LONGEST_NUMBER, SHORTEST_NUMBER, FULL = 80, 40, 4, 100


@dataclass(frozen=True)
class Who:
    """Who a trainee is."""

    name: str
    number: str  # of the service or of the telephone: what tells two people of one name apart


@operation("prevention.add_trainee", needs=Permission.PREVENTION_RECORD)
def add_trainee(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    training: Training,
    who: Who,
    profile: str,
    sex: str,
    before: int | None = None,
    after: int | None = None,
    came: int | None = None,
) -> Trainee:
    """Put somebody on the list of a training of the own agency, with the marks of both tests where there were any."""
    latest(training)
    queries.demand(by, training)
    refuse_struck(training)
    if training.agency_id != by.agency_id:
        raise NotAllowed
    row = Trainee(id=event, training=training, token=token_of(who.number), before=before, after=after, came=came)
    row.profile = checks.known("training_profile", profile, "profile", on=training.held_on)
    row.sex = checks.known("sex", sex, "sex", on=training.held_on)
    for name, mark in (("before", before), ("after", after)):
        if mark is not None and not 0 <= mark <= FULL:
            raise Refused(_("A mark is a number from 0 to 100."), name)
    refuse_sessions(training, came)
    row.passed = None if after is None else after >= int(codelists.pack().parameters["training_pass_mark"])
    _number(row)
    row.refresh_on = refreshed_on(training)
    row.sealed = _sealed(row, who)
    write(row)
    _count(row)
    return row


@operation("prevention.open_trainee", needs=Permission.PREVENTION_RECORD, about="trainee")
def open_trainee(*, by: Member, event: uuid.UUID, at: dt.datetime, trainee: Trainee, reason: str) -> Who:
    """Return who is on the list. The reason stands in the audit chain."""
    queries.demand(by, trainee.training)
    if trainee.training.agency_id != by.agency_id:
        raise NotAllowed
    checks.for_reason(reason, _("Say why you need to read it. Choose one of the reasons."))
    return who_is(trainee)


def who_is(trainee: Trainee) -> Who:
    """Return who is on the list. Called by an operation, which remembers why."""
    if not has_key(trainee.training_id, Purpose.NARRATIVE):
        raise Refused(_("Who this was has been erased."))
    return Who(**unseal(trainee.training_id, Purpose.NARRATIVE, f"trainee.{trainee.pk}", bytes(trainee.sealed or b"")))


def token_of(number: str) -> int:
    """Return the keyed token of somebody's number: the same in every agency, and nothing to whoever lacks the key."""
    bare = "".join(letter for letter in number.casefold() if letter.isalnum())
    if len(bare) < SHORTEST_NUMBER:
        raise Refused(
            _("Write the number by which the person is known at work, or a telephone: at least 4 letters or digits."),
            "number",
        )
    if len(number) > LONGEST_NUMBER:
        raise Refused(_("Write at most %(most)s letters.") % {"most": LONGEST_NUMBER}, "number")
    return tokens(ITSELF, [f"trainee {bare}"])[0]


def refuse_sessions(training: Training, came: int | None) -> None:
    """Refuse that somebody came to none of the sessions, or to more than there were."""
    if came is not None and not 0 < came <= training.sessions:
        raise Refused(_("Write between 1 and %(most)s sessions.") % {"most": training.sessions}, "came")


def refreshed_on(training: Training) -> dt.date | None:
    """Return when what was learned at a training is to be refreshed; `None` where its course never is."""
    months = training.course.refresher_months if training.course else None
    if not months:
        return None
    day = training.ended_on or training.held_on
    after = day.year * 12 + day.month - 1 + months
    return dt.date(after // 12, after % 12 + 1, min(day.day, 28))


def _number(row: Trainee) -> None:
    listed = list(row.training.trainees.values_list("number", "token"))
    if row.token in {token for _number, token in listed}:
        raise Refused(_("This number is on the list already. Each person stands there once."), "number")
    row.number = max((number for number, _token in listed), default=0) + 1


def _sealed(row: Trainee, who: Who) -> bytes:
    name = titled(who.name, "name", LONGEST_NAME)
    if not has_key(row.training_id, Purpose.NARRATIVE):
        create_key(row.training_id, row.training.agency_id, Purpose.NARRATIVE)
    told = {"name": name, "number": who.number.strip()}
    return seal(row.training_id, Purpose.NARRATIVE, f"trainee.{row.pk}", told)


def _count(row: Trainee) -> None:
    """Let the attendance be no less than the list: whoever is on it was there."""
    listed = row.training.trainees.filter(profile=row.profile).count()
    known = row.training.attendances.filter(profile=row.profile).first()
    if known is None:
        write(row.training.attendances.model(training=row.training, profile=row.profile, attended=listed))
    elif known.attended < listed:
        known.attended = listed
        write(known, "attended")
