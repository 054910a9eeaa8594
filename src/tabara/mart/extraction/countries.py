"""The work with other countries: agreements, encounters, what was promised; no person is in it, and no word."""

from collections.abc import Iterator

import pyarrow as pa

from tabara.mart.extraction.reading import AT_ONCE, Reading, Row, Source, month
from tabara.partnership.enums import FollowUpState
from tabara.partnership.models import Agreement, Encounter, FollowUp

NO, CODE, DAY, YES = pa.int32(), pa.string(), pa.date32(), pa.bool_()


def agreements(reading: Reading) -> Iterator[Row]:
    """Give the agreements that came into force, from which day and until which."""
    query = Agreement.objects.exclude(in_force_on=None).order_by("in_force_on", "id")
    columns = ("kind", "in_force_on", "expires_on", "ended_on")
    for kind, since, *ends in query.values_list(*columns).iterator(chunk_size=AT_ONCE):
        yield kind, since, min((end for end in ends if end), default=None)


def encounters(reading: Reading) -> Iterator[Row]:
    """Give the dialogues, visits and joint actions that count."""
    query = Encounter.objects.filter(struck_at=None).order_by("held_on", "id").values_list("kind", "held_on")
    for kind, day in query.iterator(chunk_size=AT_ONCE):
        yield kind, month(day)


def follow_ups(reading: Reading) -> Iterator[Row]:
    """Give what was promised: in which month it is due, where it stands, whether it was done in time or is late."""
    query = FollowUp.objects.filter(encounter__struck_at=None).order_by("due_on", "id")
    columns = ("encounter__kind", "due_on", "state", "settled_on")
    for kind, due, state, settled in query.values_list(*columns).iterator(chunk_size=AT_ONCE):
        in_time = state == FollowUpState.DONE and settled <= due
        yield kind, month(due), state, in_time, state == FollowUpState.OPEN and due < reading.until


def table(**columns: pa.DataType) -> pa.Schema:
    """Return the columns of a table."""
    return pa.schema(list(columns.items()))


PROMISED = {"encounter_kind": CODE, "due_m": NO, "follow_up_state": CODE, "in_time": YES, "late": YES}
SOURCES = (
    Source("agreements", table(agreement_kind=CODE, since=DAY, until=DAY), agreements),
    Source("encounters", table(encounter_kind=CODE, m=NO), encounters),
    Source("follow_ups", table(**PROMISED), follow_ups),
)
