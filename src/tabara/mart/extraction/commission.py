"""What the Commission and its groups met about and decided: no person is in it, and no word."""

from collections.abc import Iterator

import pyarrow as pa
from django.db.models import Count, Q

from tabara.mart.extraction.reading import AT_ONCE, Reading, Row, Source, month
from tabara.partnership.enums import TOOK_PART, DecisionState
from tabara.partnership.models import Decision, Meeting

NO, CODE, YES = pa.int32(), pa.string(), pa.bool_()


def meetings(reading: Reading) -> Iterator[Row]:
    """Give the meetings: in which month, how many organisations took part, whether they were enough to decide."""
    took_part = Count("presences", filter=Q(presences__way__in=TOOK_PART))
    grouped = Meeting.objects.values("id", "group", "held_on", "state", "quorum").annotate(took_part=took_part)
    query = grouped.order_by("held_on", "id").values_list("group", "held_on", "state", "took_part", "quorum")
    for group, day, state, came, needed in query.iterator(chunk_size=AT_ONCE):
        yield group, month(day), state, came, needed is not None and came >= needed > 0


def decisions(reading: Reading) -> Iterator[Row]:
    """Give the decisions: in which month they were taken and due, where they stand, whether they were done in time."""
    query = Decision.objects.order_by("due_on", "id").values_list(
        "meeting__group", "meeting__held_on", "due_on", "state", "settled_on"
    )
    for group, taken, due, state, settled in query.iterator(chunk_size=AT_ONCE):
        in_time = state == DecisionState.DONE and settled <= due
        yield group, month(taken), month(due), state, in_time, state == DecisionState.OPEN and due < reading.until


SOURCES = (
    Source(
        "commission_meetings",
        pa.schema([("working_group", CODE), ("m", NO), ("meeting_state", CODE), ("took_part", NO), ("quorate", YES)]),
        meetings,
    ),
    Source(
        "commission_decisions",
        pa.schema(
            [
                ("working_group", CODE),
                ("m", NO),
                ("due_m", NO),
                ("decision_state", CODE),
                ("in_time", YES),
                ("late", YES),
            ]
        ),
        decisions,
    ),
)
