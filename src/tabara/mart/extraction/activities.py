"""What was done to prevent, and who works together: additive counts of no person, and dates of organisations."""

from collections.abc import Iterator

import pyarrow as pa

from tabara.mart.extraction.reading import Reading, Row, Source, month
from tabara.partnership.models import Membership
from tabara.prevention.models import Attendance, Awareness, Training

NO, CODE, DAY = pa.int32(), pa.string(), pa.date32()
AT_ONCE = 10_000


def awareness(reading: Reading) -> Iterator[Row]:
    """Give the sessions."""
    query = Awareness.objects.order_by("held_on", "id").values_list(
        "agency__key", "held_on", "leader", "reached", "place", "place_version"
    )
    for nth, (agency, day, leader, reached, place, version) in enumerate(query.iterator(chunk_size=AT_ONCE), 1):
        yield nth, agency, month(day), leader, reached, *reading.place(place, version)


def trainings(reading: Reading) -> Iterator[Row]:
    """Give the trainings."""
    query = Training.objects.order_by("held_on", "id").values_list("agency__key", "held_on", "place", "place_version")
    for nth, (agency, day, place, version) in enumerate(query.iterator(chunk_size=AT_ONCE), 1):
        yield nth, agency, month(day), *reading.place(place, version)


def attendance(reading: Reading) -> Iterator[Row]:
    """Give who attended the trainings: how many of each profile, and how many of them the register holds."""
    order = {
        pk: nth for nth, pk in enumerate(Training.objects.order_by("held_on", "id").values_list("pk", flat=True), 1)
    }
    query = Attendance.objects.order_by("training__held_on", "training", "profile").values_list(
        "training", "profile", "attended", "register"
    )
    for training, profile, attended, register in query.iterator(chunk_size=AT_ONCE):
        if training in order:
            yield order[training], profile, attended, register


def membership(reading: Reading) -> Iterator[Row]:
    """Give the memberships; an organisation is a number, the same in every row of it."""
    numbers: dict[str, int] = {}
    query = Membership.objects.order_by("organisation", "since", "id").values_list(
        "organisation", "group", "kind", "since", "until"
    )
    for name, group, kind, since, until in query.iterator(chunk_size=AT_ONCE):
        number = numbers.setdefault(name.casefold(), len(numbers) + 1)
        yield number, group, kind, since, until


SOURCES = (
    Source(
        "awareness",
        pa.schema(
            [
                ("nth", NO),
                ("agency", CODE),
                ("m", NO),
                ("leader", CODE),
                ("reached", NO),
                ("place", CODE),
                ("place_version", CODE),
            ]
        ),
        awareness,
    ),
    Source("attendance", pa.schema([("nth", NO), ("profile", CODE), ("attended", NO), ("register", NO)]), attendance),
    Source(
        "trainings",
        pa.schema([("nth", NO), ("agency", CODE), ("m", NO), ("place", CODE), ("place_version", CODE)]),
        trainings,
    ),
    Source(
        "membership",
        pa.schema([("organisation", NO), ("working_group", CODE), ("kind", CODE), ("since", DAY), ("until", DAY)]),
        membership,
    ),
)
