"""Record awareness raising."""

import datetime as dt
import uuid

from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.prevention.models import Awareness
from tabara.prevention.operations.checks import refuse
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
    refuse(on, at, place, place_version, {"reached": reached})
    row = Awareness(
        id=event, agency=by.agency, held_on=on, leader=leader, reached=reached, place=place, place_version=place_version
    )
    write(row)
    return row
