"""What was done to prevent: additive counts of nobody, and of the trained as many numbers as there are people."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pyarrow as pa
from django.db.models import QuerySet

from tabara.mart.extraction.reading import AT_ONCE, Reading, Row, Source, month, month_or_none
from tabara.prevention.models import Attendance, Awareness, Certificate, Question, Reach, Register, Trainee, Training

NO, CODE, DAY, YES = pa.int32(), pa.string(), pa.date32(), pa.bool_()
UNKNOWN = "unknown"


def sessions() -> QuerySet[Awareness]:
    """Return the sessions that count, in the order that numbers them."""
    return Awareness.objects.filter(struck_at=None).order_by("held_on", "id")


def held() -> QuerySet[Training]:
    """Return the trainings that count, in the order that numbers them."""
    return Training.objects.filter(struck_at=None).order_by("held_on", "id")


def places_in_time(rows: QuerySet[Any]) -> dict[Any, int]:
    """Number records by their place in time."""
    return {pk: nth for nth, pk in enumerate(rows.values_list("pk", flat=True), 1)}


def awareness(reading: Reading) -> Iterator[Row]:
    """Give the sessions; who listened somewhere stands apart from who was there."""
    query = sessions().values_list(
        *("agency__key", "held_on", "leader", "reached", "place", "place_version"),
        *("theme", "channel", "language", "counting", "heard", "alerts", "campaign"),
    )
    for nth, row in enumerate(query.iterator(chunk_size=AT_ONCE), 1):
        agency, day, leader, reached, place, version, *rest, campaign = row
        yield nth, agency, month(day), leader, reached, *reading.place(place, version), *rest, campaign is not None


def awareness_groups(reading: Reading) -> Iterator[Row]:
    """Give whom the sessions reached by sex and age group; what no group was told of is unknown."""
    order = places_in_time(sessions())
    rest = dict(sessions().values_list("pk", "reached"))
    query = Reach.objects.order_by("session__held_on", "session", "sex", "age_group")
    for session, sex, age, reached in query.values_list("session", "sex", "age_group", "reached"):
        if session in order:
            rest[session] -= reached
            yield order[session], sex, age, reached
    for session, number in rest.items():
        if number > 0 and session in order:
            yield order[session], UNKNOWN, UNKNOWN, number


def awareness_questions(reading: Reading) -> Iterator[Row]:
    """Give what people asked at the sessions, as topics."""
    order = places_in_time(sessions())
    query = Question.objects.order_by("session__held_on", "id").values_list("session", "topic")
    for session, topic in query.iterator(chunk_size=AT_ONCE):
        if session in order:
            yield order[session], topic


def trainings(reading: Reading) -> Iterator[Row]:
    """Give the trainings."""
    query = held().values_list("agency__key", "held_on", "place", "place_version", "course__topic", "course__hours")
    for nth, (agency, day, place, version, *course) in enumerate(query.iterator(chunk_size=AT_ONCE), 1):
        yield nth, agency, month(day), *reading.place(place, version), *course


def attendance(reading: Reading) -> Iterator[Row]:
    """Give who attended the trainings: how many of each profile, and how many of them the register holds."""
    order = places_in_time(held())
    query = Attendance.objects.order_by("training__held_on", "training", "profile").values_list(
        "training", "profile", "attended", "register"
    )
    for training, profile, attended, register in query.iterator(chunk_size=AT_ONCE):
        if training in order:
            yield order[training], profile, attended, register


def trainees(reading: Reading) -> Iterator[Row]:
    """Give the places on the lists of trainings: the same person has one number in all of them."""
    numbers: dict[int, int] = {}
    query = Trainee.objects.filter(training__struck_at=None).order_by("training__held_on", "id")
    columns = ("token", "training__course", "training__course__topic", "training__agency__key")
    columns += ("training__held_on", "profile", "sex", "after", "passed", "refresh_on")
    found = list(query.values_list(*columns))
    last = {(row[0], row[1]): nth for nth, row in enumerate(found)}
    for nth, (token, course, subject, agency, day, profile, sex, after, passed, refresh) in enumerate(found):
        number = numbers.setdefault(token, len(numbers) + 1)
        late = refresh is not None and refresh < reading.until and last[token, course] == nth
        tested = after is not None
        yield number, subject, agency, month(day), profile, sex, tested, passed, month_or_none(refresh), late


def certificates(reading: Reading) -> Iterator[Row]:
    """Give the certificates of trainings that count."""
    query = Certificate.objects.filter(trainee__training__struck_at=None).order_by("issued_on", "id")
    columns = ("issued_on", "trainee__training__course__topic", "trainee__training__agency__key")
    for day, *rest in query.values_list(*columns, "trainee__profile", "trainee__sex").iterator(chunk_size=AT_ONCE):
        yield month(day), *rest


def registers(reading: Reading) -> Iterator[Row]:
    """Give how many people of a profile there are, from a day on until the next number."""
    query = Register.objects.order_by("profile", "as_of").values_list("profile", "number", "as_of")
    rows = list(query)
    after = {(one[0], one[2]): two[2] for one, two in pairwise(rows) if one[0] == two[0]}
    for profile, number, since in rows:
        yield profile, number, since, after.get((profile, since))


def table(**columns: pa.DataType) -> pa.Schema:
    """Return the columns of a table."""
    return pa.schema(list(columns.items()))


WHERE = {"place": CODE, "place_version": CODE}
SESSION = {"nth": NO, "agency": CODE, "m": NO, "leader": CODE, "reached": NO, **WHERE}
HOW = {"awareness_theme": CODE, "awareness_channel": CODE, "language": CODE, "counting_method": CODE}
TOLD = {"heard": pa.int64(), "alerts": NO, "in_campaign": YES}
LISTED = {"trainee": NO, "training_subject": CODE, "agency": CODE, "m": NO, "profile": CODE, "sex": CODE}
LEARNED = {"tested": YES, "passed": YES, "refresh_m": NO, "refresh_late": YES}
SOURCES = (
    Source("awareness", table(**SESSION, **HOW, **TOLD), awareness),
    Source("awareness_groups", table(nth=NO, sex=CODE, age_group=CODE, reached=NO), awareness_groups),
    Source("awareness_questions", table(nth=NO, question_topic=CODE), awareness_questions),
    Source("attendance", table(nth=NO, profile=CODE, attended=NO, register=NO), attendance),
    Source("trainings", table(nth=NO, agency=CODE, m=NO, **WHERE, training_subject=CODE, hours=NO), trainings),
    Source("trainees", table(**LISTED, **LEARNED), trainees),
    Source("certificates", table(m=NO, training_subject=CODE, agency=CODE, profile=CODE, sex=CODE), certificates),
    Source("registers", table(profile=CODE, on_register=NO, since=DAY, until=DAY), registers),
)
