"""What the queue does not know of a job: its name, its lease, how far it is, and why it was given up."""

from django.db import models
from django_tasks_db.models import DBTaskResult


class Job(models.Model):
    """One job under its key; the row of the queue that runs it may be replaced when it is asked for again."""

    key = models.CharField(max_length=120, primary_key=True)
    task = models.OneToOneField(DBTaskResult, on_delete=models.CASCADE, null=True, related_name="job")
    holder = models.CharField(max_length=64, blank=True)  # the worker that vouches for it …
    lease_until = models.DateTimeField(null=True, db_index=True)  # … until this instant
    attempts = models.PositiveSmallIntegerField(default=0)
    percent = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=200, blank=True)
    problem = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=400, blank=True)
