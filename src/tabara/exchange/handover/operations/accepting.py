"""Answer an envelope that came: it becomes a case of this agency, or is declined; what nobody answers is dropped."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.founding import SYSTEM
from tabara.access.models import Member
from tabara.access.operation import operation, permitted
from tabara.access.speaking import for_everybody
from tabara.access.unit import latest, write
from tabara.exchange.handover import htcds
from tabara.protection.cases.enums import BirthPrecision
from tabara.protection.cases.operations import Situation, checks
from tabara.protection.handover.enums import ArrivalState
from tabara.protection.handover.models import Arrival
from tabara.protection.handover.operations.abroad import arrived
from tabara.protection.handover.operations.abroad.due import follow_arrived
from tabara.protection.handover.queries.envelopes import over
from tabara.protection.intake.operations import Names, register_person

SOURCE = "abroad"  # who led to her, as a code of referral_source
GIVEN_UP = (BirthPrecision.DAY, BirthPrecision.YEAR, BirthPrecision.ESTIMATE)


@dataclass(frozen=True)
class Registering:
    """What whoever accepts says of the person, with what the envelope says before her eyes."""

    sex: str
    category: str
    given: str = ""
    surname: str = ""
    consented: bool = False  # that this agency keeps a record of her
    consent_language: str = ""
    statistics: bool = False


@operation("exchange.accept_arrival", needs=Permission.CASE_REGISTER)
def accept_arrival(
    *, by: Member, event: uuid.UUID, at: dt.datetime, arrival: Arrival, registering: Registering
) -> Arrival:
    """Register the person whom an envelope is about: what it tells stays as told by its sender, and decides nothing."""
    told = _held(by, arrival, ArrivalState.ACCEPTED)
    if arrival.expires_at <= at:
        raise Refused(_("The time of this envelope is over. Ask its sender to make a new one."))
    said = htcds.read(told["groups"])
    case = register_person(
        by=by, at=at, names=_names(registering, said), situation=_situation(registering, said, told, at)
    )
    arrived.become(arrival, case)
    arrived.step(arrival, ArrivalState.ACCEPTED)
    arrival.answered_by, arrival.answered_at = by, at
    write(arrival, "case", "code", "content", "state", "answered_by", "answered_at")
    follow_arrived(case, arrival)
    return arrival


@operation("exchange.decline_arrival", needs=Permission.REFERRAL_ANSWER)
def decline_arrival(*, by: Member, event: uuid.UUID, at: dt.datetime, arrival: Arrival, reason: str) -> Arrival:
    """Say no to an envelope, and why; what is in it is dropped, and the receipt tells its sender."""
    _held(by, arrival, ArrivalState.DECLINED)
    checks.known("decline_reason", reason, "reason", on=timezone.localdate(at))
    arrived.step(arrival, ArrivalState.DECLINED)
    arrived.empty(arrival)
    arrival.decline_reason, arrival.answered_by, arrival.answered_at = reason, by, at
    write(arrival, "state", "content", "decline_reason", "answered_by", "answered_at")
    return arrival


@operation("exchange.drop_expired", needs=Permission.RETENTION_RUN)
def _drop(*, by: Member, event: uuid.UUID, at: dt.datetime, arrival: Arrival) -> Arrival:
    """Drop what is in an envelope that nobody answered in time."""
    if by.username != SYSTEM:
        raise NotAllowed
    with for_everybody():  # whichever agency took it in
        latest(arrival)
        if arrival.state != ArrivalState.WAITING or arrival.expires_at > at:
            raise Refused(_("The time of this envelope is not over."))
        arrived.step(arrival, ArrivalState.EXPIRED)
        arrived.empty(arrival)
        write(arrival, "state", "content")
    return arrival


def drop_expired(*, by: Member, at: dt.datetime) -> int:
    """Drop every envelope that nobody answered in time, each by itself; return how many there were."""
    with for_everybody():
        found = over(at=at)
    for one in found:
        _drop(by=by, at=at, arrival=one)
    return len(found)


def _held(by: Member, arrival: Arrival, to: ArrivalState) -> Any:
    """Hold an envelope that this member answers for, and return what is in it."""
    latest(arrival)
    if not permitted(by, Permission.REFERRAL_ANSWER, arrival):
        raise NotAllowed
    arrived.step(arrival, to)
    arrival.state = ArrivalState.WAITING
    return arrived.told_in(arrival)


def _names(registering: Registering, said: Sequence[htcds.Said]) -> Names:
    phones = next((one.texts for one in said if one.name == "phones"), ())
    return Names(
        given=registering.given.strip(),
        surname=registering.surname.strip(),
        aliases=next((one.texts for one in said if one.name == "aliases"), ()),
        birth_date=htcds.one(said, "birth"),
        phones=phones,
        address=", ".join(filter(None, (htcds.one(said, "address"), htcds.one(said, "place")))),
        number=htcds.one(said, "number"),
        safe_contact=htcds.one(said, "safe_contact"),
    )


def _situation(registering: Registering, said: Sequence[htcds.Said], told: Any, at: dt.datetime) -> Situation:
    year, precision = htcds.one(said, "birth_year"), htcds.one(said, "birth_precision")
    return Situation(
        sex=registering.sex,
        category=registering.category,
        opened_on=timezone.localdate(at),
        birth_year=int(year) if year else None,
        birth_precision=precision if year and precision in GIVEN_UP else BirthPrecision.UNKNOWN,
        citizenship=htcds.one(said, "citizenship"),
        referral_source=SOURCE,
        marital_status=htcds.one(said, "marital_status"),
        education=htcds.one(said, "education"),
        consented=registering.consented,
        consent_language=registering.consent_language,
        by_guardian=bool(told["terms"]["by_guardian"]),
        statistics=registering.statistics,
    )
