"""What members read of courses, trainings and registers: who is due again, and which share was trained."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Sum

from tabara.access.models import Member
from tabara.prevention.models import Attendance, Course, Register, Trainee, Training
from tabara.prevention.queries.reached import one_of, visible

MOST = 200


@dataclass(frozen=True)
class Due:
    """Somebody whose knowledge of a course is to be refreshed, by the place on the last list."""

    trainee: Trainee
    course: Course
    on: dt.date


@dataclass(frozen=True)
class Share:
    """How many of a profile's register were trained: persons where lists were kept, and attendances in any case."""

    register: Register
    persons: int
    attendances: int

    @property
    def percent(self) -> int:
        """Return the share of persons, rounded down: a hundred means everybody."""
        return min(100, self.persons * 100 // self.register.number)


def courses(*, by: Member) -> list[Course]:
    """List the courses of every agency: whoever trains may use them."""
    visible(by, Training.objects.none())
    return list(Course.objects.select_related("agency")[:MOST])


def course(*, by: Member, number: uuid.UUID) -> Course | None:
    """Give a course, or nothing where there is none."""
    visible(by, Training.objects.none())
    return Course.objects.filter(pk=number).first()


def trainings(*, by: Member, course: Course | None = None) -> list[Training]:
    """List the trainings that the member sees, the newest first."""
    rows = visible(by, Training.objects.select_related("agency", "course")).prefetch_related("attendances")
    return list((rows.filter(course=course) if course else rows)[:MOST])


def training(*, by: Member, number: uuid.UUID) -> Training:
    """Give a training.

    Raises:
        NotFound: there is none that the member's role reaches.
    """
    return one_of(by, Training.objects.select_related("agency", "course"), number)


def trainee(*, by: Member, training: Training, number: uuid.UUID) -> Trainee | None:
    """Give a place on the list of a training, or nothing where there is none."""
    one_of(by, Training.objects.all(), training.pk)
    return training.trainees.select_related("training").filter(pk=number).first()


def due(*, by: Member, on: dt.date) -> list[Due]:
    """List whose last training of a course is to be refreshed by a day, the longest due first."""
    seen = visible(by, Training.objects.filter(struck_at=None)).values("pk")
    rows = Trainee.objects.filter(training__struck_at=None, training__course__isnull=False)
    rows = rows.select_related("training__course", "training__agency").order_by("training__held_on", "pk")
    last = {(row.token, row.training.course_id): row for row in rows.iterator(chunk_size=2000)}
    mine = {one["pk"] for one in seen}
    late = [row for row in last.values() if row.refresh_on and row.refresh_on <= on and row.training_id in mine]
    late.sort(key=lambda row: (row.refresh_on, row.pk))
    return [Due(row, row.training.course, row.refresh_on) for row in late if row.training.course and row.refresh_on]


def shares(*, by: Member, on: dt.date) -> list[Share]:
    """Return of each profile's register in force on a day how many were trained: one person once, of all agencies."""
    visible(by, Training.objects.none())
    latest: dict[str, Register] = {}
    for row in Register.objects.filter(as_of__lte=on).order_by("profile", "-as_of"):
        latest.setdefault(row.profile, row)
    return [_share(row, on) for row in latest.values()]


def _share(row: Register, on: dt.date) -> Share:
    held = {"training__struck_at": None, "training__held_on__lte": on, "profile": row.profile}
    persons = Trainee.objects.filter(**held).order_by().values("token").distinct().count()
    came = Attendance.objects.filter(**held).aggregate(all=Sum("attended"))["all"]
    return Share(row, persons, came or 0)


def sealed_apart() -> set[uuid.UUID]:
    """Return the trainings whose lists are sealed under keys of their own: numbers, for the check of the databases."""
    return set(Trainee.objects.order_by().values_list("training", flat=True).distinct())
