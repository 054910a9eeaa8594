"""The loop that does the jobs: a thread or a process beside the web server, as many as one likes."""

import datetime as dt
import logging
import os
import socket
import traceback
import uuid

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone
from django_tasks.utils import normalize_json

from tabara.jobs import daily, queue
from tabara.jobs.pulse import LeaseLost, Pulse, Quiet, running
from tabara.jobs.stopping import Stopper

log = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between two looks at an empty queue
PATIENCE = 5.0  # seconds between two tries to reach the database


def work(*, stop: Stopper, lease: dt.timedelta = queue.LEASE, pause: float = PAUSE, days: bool = False) -> None:
    """Do jobs until `stop` is set; the job in hand is finished first. An unreachable database is waited for.

    With `days`, each new day begins with what is done every day.
    """
    holder = new_holder()
    seen: dt.date | None = None
    while not stop.is_set():
        try:
            close_old_connections()
            queue.reap(at=timezone.now())
            seen = _begin_day(seen) if days else None
            held = queue.claim(holder, at=timezone.now(), lease=lease)
            if held is not None:
                do(held, Pulse(held, lease))
        except DatabaseError as error:
            log.warning("The database cannot be reached (%s); the worker waits", place_of(error))
            connections.close_all()
            stop.wait(PATIENCE)
            continue
        if held is None:
            stop.wait(pause)
    connections.close_all()


def _begin_day(seen: dt.date | None) -> dt.date:
    """Hand over what is done every day where the day is a new one; return the day."""
    today = timezone.localdate()
    if today != seen:
        daily.hand_over(timezone.now())
    return today


def work_off() -> int:
    """Do the jobs that wait, here and now, until none is left; return how many. For commands and tests."""
    done = 0
    while held := queue.claim(new_holder(), at=timezone.now()):
        do(held, Quiet(held))
        done += 1
    return done


def do(held: queue.Claim, pulse: Pulse | Quiet) -> None:
    """Do one job, and write down how it ended."""
    before = running.set(pulse)
    pulse.start()
    try:
        value = normalize_json(held.task.task.call(**held.task.args_kwargs["kwargs"]))
    except LeaseLost:
        log.warning("The job %s was taken over by another worker", held.key)
    except Exception as error:  # noqa: BLE001 - whatever a job raises, the worker lives on
        pulse.stop()
        log.warning("The job %s failed at attempt %s: %s", held.key, held.attempt, place_of(error))
        queue.fail(held, error, at=timezone.now())
    else:
        pulse.stop()
        if not queue.finish(held, value):
            log.warning("The job %s was done, but another worker had taken it over", held.key)
    finally:
        pulse.stop()
        running.reset(before)


def place_of(error: BaseException) -> str:
    """Return an error's kind and the line it came from. Its text stays out of the log: it may quote a record."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f" at {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__qualname__}{where}"


def new_holder() -> str:
    """Return a name for a worker that no other has: the machine, the process, and a number."""
    return f"{socket.gethostname()[:24]}.{os.getpid()}.{uuid.uuid4().hex[:12]}"
