"""Record what was done to prevent trafficking."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write, write_many
from tabara.prevention.models import Attendance, Awareness, Training
from tabara.protection.cases.operations import checks


@operation("prevention.record_awareness", needs=Permission.PREVENTION_RECORD)
def record_awareness(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    on: dt.date,
    leader: str,
    reached: int,
    place: str = "",
    place_version: str = "",
) -> Awareness:
    """Record a session and how many people it reached."""
    checks.known("awareness_leader", leader, "leader", on=on)
    _refuse(on, at, place, place_version, {"reached": reached})
    row = Awareness(
        id=event, agency=by.agency, held_on=on, leader=leader, reached=reached, place=place, place_version=place_version
    )
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
) -> Training:
    """Record a training and how many of each profile attended; `register` says how many such people there are."""
    checks.all_known("training_profile", attended, "attended", on=on)
    _refuse(on, at, place, place_version, attended)
    row = Training(id=event, agency=by.agency, held_on=on, place=place, place_version=place_version)
    write(row)
    known = register or {}
    write_many(
        [
            Attendance(training=row, profile=profile, attended=number, register=known.get(profile))
            for profile, number in attended.items()
        ]
    )
    return row


def _refuse(on: dt.date, at: dt.datetime, place: str, version: str, numbers: Mapping[str, int]) -> None:
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    if place:
        checks.known_place(place, version, "place")
    for field, number in numbers.items():
        if number <= 0:
            raise Refused(_("Write how many people it was, a number above zero."), field)
