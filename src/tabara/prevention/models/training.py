"""Training: courses, the trainings held of them, who attended, and registers of all who should."""

from typing import ClassVar

from django.db import models

from tabara import sealing
from tabara.access.models import Agency, Member


class Course(models.Model):
    """What is taught: one subject, to some professions, and after how many months it is refreshed."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    topic = models.CharField(max_length=40)
    hours = models.PositiveSmallIntegerField()
    profiles = models.JSONField(default=list)
    refresher_months = models.PositiveSmallIntegerField(null=True)
    certificate_share = models.PositiveSmallIntegerField(null=True)  # percent of the sessions; no certificate if empty
    certificate_test = models.BooleanField(default=False)  # whether the test must be passed, too
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["title", "id"]


class Training(models.Model):
    """One training, of a course or of none."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, null=True, related_name="trainings")
    held_on = models.DateField()
    ended_on = models.DateField(null=True)  # where it took more than a day
    sessions = models.PositiveSmallIntegerField(default=1)  # into how many it was divided
    trainer = models.CharField(max_length=120, blank=True)  # the organisation
    place = models.CharField(max_length=20, blank=True)
    place_version = models.CharField(max_length=8, blank=True)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(null=True)
    struck_at = models.DateTimeField(null=True)  # recorded by mistake: it counts no more
    struck_for = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-held_on", "-id"]


class Attendance(models.Model):
    """How many people of one profile attended a training, and how many such people the register holds, where known."""

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="attendances")
    profile = models.CharField(max_length=40)
    attended = models.PositiveIntegerField()
    register = models.PositiveIntegerField(null=True)


class Trainee(models.Model):
    """Somebody on the list of a training: who it is, is sealed; a keyed token tells that the same person came again."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="trainees")
    number = models.PositiveSmallIntegerField()  # within the training: what is shown of it in clear
    profile = models.CharField(max_length=40)
    sex = models.CharField(max_length=40)
    token = models.BigIntegerField()
    sealed = models.BinaryField(null=True)  # name, and the number by which the person is known at work
    came = models.PositiveSmallIntegerField(null=True)  # to how many of the sessions; to all of them if empty
    before = models.PositiveSmallIntegerField(null=True)  # of 100, before the training
    after = models.PositiveSmallIntegerField(null=True)
    passed = models.BooleanField(null=True)  # by the mark that held on that day
    refresh_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["training", "token"], name="one_place_on_a_list"),
            models.UniqueConstraint(fields=["training", "number"], name="one_number_on_a_list"),
        ]
        indexes: ClassVar = [models.Index(fields=["token"], name="trainee_by_token")]


class Certificate(models.Model):
    """That somebody on a list met the rule of the course: a number that a reader can look up, and no name."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    trainee = models.OneToOneField(Trainee, on_delete=models.PROTECT, related_name="certificate")
    code = models.CharField(max_length=12, unique=True)
    language = models.CharField(max_length=8)
    issued_on = models.DateField()
    issued_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["issued_on", "id"]


class Register(models.Model):
    """How many people of one profile there are, from a day on: what “all of them” means."""

    id = models.UUIDField(primary_key=True, default=sealing.event, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    profile = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    as_of = models.DateField()
    source = models.CharField(max_length=120)
    recorded_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["profile", "-as_of"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["profile", "as_of"], name="one_register_of_a_day")]
