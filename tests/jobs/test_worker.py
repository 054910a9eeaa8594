"""Workers as they run: a thread, and processes that die in the middle of a job."""

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, connections

from tabara import jobs
from tabara.jobs import queue
from tabara.jobs.pulse import LeaseLost, Pulse
from tests.jobs import chores

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds: a loaded machine is slow, and a test that waits for nothing must end

pytestmark = pytest.mark.django_db(transaction=True)


def wait_for(condition):
    """Wait until something is so."""
    pause = threading.Event()
    for _ in range(int(PATIENCE / 0.05)):
        if condition():
            return
        pause.wait(0.05)
    pytest.fail(f"waited {PATIENCE:.0f} seconds in vain")


@pytest.fixture
def worker():
    """Start workers as processes; none outlives the test."""
    running = []

    def start(lease=1.0, name=None):
        name = name or str(connection.settings_dict["NAME"])
        command = [sys.executable, "-m", "tests.jobs.process", name, str(lease)]
        running.append(subprocess.Popen(command, cwd=ROOT, env=os.environ.copy(), stderr=subprocess.PIPE, text=True))  # noqa: S603 - our own worker
        return running[-1]

    yield start
    for one in running:
        one.kill()
        one.wait()
        one.stderr.close()


def lines(folder):
    diary = folder / "diary"
    return diary.read_text().splitlines() if diary.exists() else []


def test_a_job_whose_worker_is_killed_is_done_by_another_and_counted_once(tmp_path, worker):
    jobs.enqueue(chores.count_unless_first, key="one", folder=str(tmp_path))
    first = worker()
    wait_for(lambda: lines(tmp_path))
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert jobs.state("one").status is jobs.Status.RUNNING
    queue.FIRST_WAIT, before = dt.timedelta(0), queue.FIRST_WAIT
    try:
        wait_for(lambda: queue.reap(at=dt.datetime.now(dt.UTC)))
    finally:
        queue.FIRST_WAIT = before
    second = worker()
    wait_for(lambda: jobs.state("one").ended)
    assert (jobs.state("one").status, jobs.state("one").attempts) == ("done", 2)
    assert lines(tmp_path) == [f"started by {first.pid}", f"started by {second.pid}", "counted"]


def test_many_jobs_and_two_workers_are_each_job_once(tmp_path, worker):
    for number in range(30):
        jobs.enqueue(chores.count, key=f"job {number}", folder=str(tmp_path))
    for _ in range(2):
        worker()
    wait_for(lambda: all(jobs.state(f"job {number}").ended for number in range(30)))
    assert lines(tmp_path) == ["counted"] * 30


def test_a_worker_that_is_told_to_stop_finishes_and_ends_well(tmp_path, worker):
    jobs.enqueue(chores.count, key="one", folder=str(tmp_path))
    one = worker()
    wait_for(lambda: jobs.state("one").ended)
    one.terminate()
    assert one.wait(PATIENCE) == 0


def test_a_worker_waits_for_a_database_that_cannot_be_used(tmp_path, worker):
    one = worker(name=str(tmp_path / "none") if connection.vendor == "sqlite" else "no_such_database")
    assert "The database cannot be reached" in one.stderr.readline()
    assert one.poll() is None
    one.terminate()
    assert one.wait(PATIENCE) == 0


def test_a_worker_is_a_thread_too(tmp_path):
    stop = threading.Event()
    thread = threading.Thread(target=jobs.work, kwargs={"stop": stop, "pause": 0.01})
    thread.start()
    jobs.enqueue(chores.count, key="one", folder=str(tmp_path))
    wait_for(lambda: jobs.state("one").ended)
    stop.set()
    thread.join()
    assert lines(tmp_path) == ["counted"]


def test_a_pulse_renews_the_lease_and_writes_progress_outside_the_jobs_transaction(tmp_path):
    jobs.enqueue(chores.count, key="one", folder=str(tmp_path))
    begun = dt.datetime.now(dt.UTC)
    held = queue.claim("me", at=begun - dt.timedelta(hours=1))
    pulse = Pulse(held, dt.timedelta(seconds=0.2))
    pulse.start()
    pulse.tell(40, "counting")
    wait_for(lambda: jobs.state("one").percent == 40)
    pulse.stop()
    assert queue.reap(at=begun) == 0


def test_a_job_that_was_taken_over_is_stopped_at_its_next_word(tmp_path):
    jobs.enqueue(chores.count, key="one", folder=str(tmp_path))
    held = queue.claim("slow", at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    queue.reap(at=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
    pulse = Pulse(held, dt.timedelta(seconds=0.1))
    pulse.start()
    wait_for(lambda: pulse.lost)
    with pytest.raises(LeaseLost):
        pulse.tell(50, "too late")
    pulse.stop()


def test_threads_of_workers_leave_no_connection_behind():
    stop = threading.Event()
    stop.set()
    open_before = len(connections.all(initialized_only=True))
    thread = threading.Thread(target=jobs.work, kwargs={"stop": stop})
    thread.start()
    thread.join()
    assert len(connections.all(initialized_only=True)) == open_before


def test_a_stop_said_by_a_signal_while_one_waits_ends_the_wait():
    stop = jobs.StopWord()
    before = signal.signal(signal.SIGALRM, lambda *_: stop.set())
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.05)
        assert stop.wait(PATIENCE) is True
    finally:
        signal.signal(signal.SIGALRM, before)
    assert jobs.StopWord().wait(0.01) is False
