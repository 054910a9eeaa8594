"""Hand a job over, ask how it stands, take it, give it back: every step one short transaction."""

import datetime as dt
import traceback
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from tabara.jobs.models import Job
from tabara.jobs.standing import GiveUp, Problem, State, Status

LEASE = dt.timedelta(seconds=60)
ATTEMPTS = 5
LONGEST_REASON = 400  # letters
FIRST_WAIT, LONGEST_WAIT = dt.timedelta(seconds=10), dt.timedelta(minutes=10)

STATUS = {
    TaskResultStatus.READY: Status.WAITING,
    TaskResultStatus.RUNNING: Status.RUNNING,
    TaskResultStatus.SUCCESSFUL: Status.DONE,
    TaskResultStatus.FAILED: Status.FAILED,
}


@dataclass(frozen=True)
class Claim:
    """A job in the hands of one worker, at one attempt."""

    key: str
    holder: str
    task: DBTaskResult
    attempt: int


def enqueue(task: Task[..., Any], *, key: str, again: bool = False, **args: Any) -> State:
    """Hand a job over in the caller's transaction; return how it stands.

    A key that waits or runs is the same job. One that is done stays done, unless `again` asks for another run; one that
    failed starts anew.
    """
    with transaction.atomic():
        Job.objects.get_or_create(key=key)
        job = Job.objects.select_for_update().get(key=key)
        old = job.task
        if old is None or old.status == TaskResultStatus.FAILED or (again and old.finished_at is not None):
            row = DBTaskResult.objects.get(pk=task.enqueue(**args).id)
            Job(key=key, task=row).save(force_update=True)
            if old is not None:
                old.delete()
        else:
            row = old
    return _state(Job.objects.get(key=key), row)


def state(key: str) -> State | None:
    """Return how a job stands; `None` where there never was one under this key."""
    job = Job.objects.select_related("task").filter(key=key).first()
    return _state(job, job.task) if job and job.task else None


def _state(job: Job, row: DBTaskResult) -> State:
    status = STATUS[TaskResultStatus(row.status)]
    return State(
        key=job.key,
        status=status,
        percent=100 if status is Status.DONE else job.percent,
        text=job.text,
        attempts=job.attempts,
        problem=job.problem,
        reason=job.reason,
        value=row.return_value,
        enqueued_at=row.enqueued_at,
        finished_at=row.finished_at,
    )


def claim(holder: str, *, at: dt.datetime, lease: dt.timedelta = LEASE) -> Claim | None:
    """Take the next job whose time has come, with a lease, or return `None`."""
    waiting = DBTaskResult.objects.ready()
    if not waiting.exists():
        return None
    with transaction.atomic():
        row = waiting.get_locked()
        if row is None:
            return None
        row.claim(holder)
        job, _ = Job.objects.get_or_create(task=row, defaults={"key": f"task {row.pk}"})
        job.holder, job.lease_until, job.attempts = holder, at + lease, job.attempts + 1
        job.percent, job.text, job.problem, job.reason = 0, "", "", ""
        job.save()
    return Claim(job.key, holder, row, job.attempts)


def renew(held: Claim, until: dt.datetime, **progress: Any) -> bool:
    """Extend the lease, and store how far the job is; return whether it still belongs to this worker."""
    return Job.objects.filter(key=held.key, holder=held.holder).update(lease_until=until, **progress) == 1


def finish(held: Claim, value: Any) -> bool:
    """Mark a job as done; return whether it still belonged to this worker."""
    with transaction.atomic():
        if mine := _release(held):
            held.task.set_successful(value)
    return mine


def fail(held: Claim, error: BaseException, *, at: dt.datetime) -> bool:
    """Put a job off for another attempt, or give it up; return whether it still belonged to this worker.

    Of the error only its kind and place are kept: its text may quote a record.
    """
    given_up = isinstance(error, GiveUp)
    problem, reason = (Problem.REFUSED, str(error)[:LONGEST_REASON]) if given_up else (Problem.ERROR, "")
    with transaction.atomic():
        if mine := _release(held, problem=problem, reason=reason):
            row = held.task
            row.exception_class_path = f"{type(error).__module__}.{type(error).__qualname__}"
            row.traceback = "".join(traceback.format_tb(error.__traceback__))
            _put_off(row, at=at, attempts=ATTEMPTS if given_up else held.attempt)
    return mine


def reap(*, at: dt.datetime) -> int:
    """Return jobs whose lease has passed to the queue, and give up those that were lost too often; return how many."""
    late = Job.objects.filter(task__status=TaskResultStatus.RUNNING, lease_until__lt=at)
    if not late.exists():
        return 0
    with transaction.atomic():
        found = list(late.select_for_update(of=("self",), skip_locked=True))
        for job in found:
            job.holder, job.lease_until, job.problem = "", None, Problem.CRASHED
            job.save()
            _put_off(DBTaskResult.objects.get(pk=job.task_id), at=at, attempts=job.attempts)
    return len(found)


def backlog(*, at: dt.datetime) -> tuple[int, int]:
    """Return how many jobs have been due for five minutes and are not taken, and how many were given up."""
    due = DBTaskResult.objects.filter(status=TaskResultStatus.READY, enqueued_at__lt=at - dt.timedelta(minutes=5))
    overdue = due.exclude(run_after__gt=at - dt.timedelta(minutes=5), run_after__year__lt=9999).count()
    return overdue, DBTaskResult.objects.failed().count()


def _release(held: Claim, **said: str) -> bool:
    holds = Job.objects.filter(key=held.key, holder=held.holder, task=held.task)
    return holds.update(holder="", lease_until=None, **said) == 1


def _put_off(row: DBTaskResult, *, at: dt.datetime, attempts: int) -> None:
    if attempts >= ATTEMPTS:
        row.status, row.finished_at = TaskResultStatus.FAILED, timezone.now()
    else:
        row.status, row.run_after = TaskResultStatus.READY, at + wait_after(attempts)
    row.save(update_fields=["status", "finished_at", "run_after", "exception_class_path", "traceback"])


def wait_after(attempts: int) -> dt.timedelta:
    """Return how long to wait after so many attempts: 10 s, 20 s, 40 s … at most ten minutes."""
    return min(FIRST_WAIT * 2 ** (attempts - 1), LONGEST_WAIT)
