"""What is done once a day: the first worker that sees a new day hands it over; the key of a job is its name and day."""

import datetime as dt
from typing import Any

from django.utils import timezone
from django_tasks.base import Task

from tabara.jobs import queue

_tasks: dict[str, Task[..., Any]] = {}


def every_day(key: str, task: Task[..., Any]) -> None:
    """Have a task done once each day. Called as the process starts, by the package that the task belongs to."""
    _tasks[key] = task


def hand_over(at: dt.datetime) -> None:
    """Hand over what has not been handed over on this day by any worker: the same key twice is one job.

    Each task is told the instant, written as ISO 8601.
    """
    for key, task in _tasks.items():
        queue.enqueue(task, key=f"{key} {timezone.localdate(at)}", at=at.isoformat())
