"""Record trainings."""

import datetime as dt
import uuid
from collections.abc import Mapping

from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write, write_many
from tabara.prevention.models import Attendance, Training
from tabara.prevention.operations.checks import refuse
from tabara.protection.cases.operations import checks


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
    refuse(on, at, place, place_version, attended)
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
