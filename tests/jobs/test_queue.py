"""The queue: one key one job, handed over with the caller's work, tried again with patience, at last given up."""

import datetime as dt

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from tabara import jobs
from tabara.jobs import queue
from tests.jobs import chores

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
LATER = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


def diary(folder):
    return (folder / "diary").read_text().splitlines()


def due():
    """Let every waiting job's time come."""
    DBTaskResult.objects.update(run_after=NOW)


def test_a_job_is_done_and_its_answer_kept(tmp_path):
    jobs.enqueue(chores.count, key="one", folder=str(tmp_path))
    assert jobs.state("one").status is jobs.Status.WAITING
    assert jobs.work_off() == 1
    state = jobs.state("one")
    assert (state.status, state.percent, state.value, state.attempts, state.sentence) == ("done", 100, 1, 1, "")


def test_an_unknown_key_has_no_state():
    assert jobs.state("nothing") is None


def test_the_same_key_twice_is_one_job(tmp_path):
    for _ in range(2):
        jobs.enqueue(chores.count, key="one", folder=str(tmp_path))
    jobs.work_off()
    assert jobs.enqueue(chores.count, key="one", folder=str(tmp_path)).status is jobs.Status.DONE
    jobs.work_off()
    assert diary(tmp_path) == ["counted"]
    assert DBTaskResult.objects.count() == 1


def test_a_job_that_is_done_runs_again_only_when_asked(tmp_path):
    for _ in range(3):
        jobs.enqueue(chores.count, key="one", again=True, folder=str(tmp_path))
        jobs.work_off()
    assert diary(tmp_path) == ["counted"] * 3
    assert DBTaskResult.objects.count() == 1


def test_no_commit_no_job(tmp_path):
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012 - the transaction is what is tested
        jobs.enqueue(chores.count, key="one", folder=str(tmp_path))
        raise RuntimeError
    assert jobs.state("one") is None
    assert jobs.work_off() == 0


def test_a_failed_attempt_is_put_off_and_tried_again(tmp_path):
    jobs.enqueue(chores.fail, key="one", folder=str(tmp_path), times=1)
    jobs.work_off()
    state = jobs.state("one")
    assert (state.status, state.attempts, state.sentence) == ("waiting", 1, "")
    assert jobs.work_off() == 0
    due()
    jobs.work_off()
    assert (jobs.state("one").status, jobs.state("one").attempts) == ("done", 2)


def test_the_wait_doubles_up_to_ten_minutes():
    waits = [queue.wait_after(attempt).total_seconds() for attempt in (1, 2, 3, 6, 7, 30)]
    assert waits == [10, 20, 40, 320, 600, 600]


def test_a_job_that_always_fails_is_given_up_with_a_sentence(tmp_path):
    jobs.enqueue(chores.fail, key="one", folder=str(tmp_path), times=99)
    for _ in range(queue.ATTEMPTS + 2):
        jobs.work_off()
        due()
    state = jobs.state("one")
    assert (state.status, state.attempts) == ("failed", queue.ATTEMPTS)
    assert "5" in state.sentence
    assert len(diary(tmp_path)) == queue.ATTEMPTS


def test_a_failed_job_starts_anew_when_handed_over_again(tmp_path):
    jobs.enqueue(chores.refuse, key="one")
    jobs.work_off()
    jobs.enqueue(chores.count, key="one", folder=str(tmp_path))
    jobs.work_off()
    assert (jobs.state("one").status, jobs.state("one").attempts) == ("done", 1)


def test_a_job_can_say_that_trying_again_is_of_no_use():
    jobs.enqueue(chores.refuse, key="one")
    jobs.work_off()
    state = jobs.state("one")
    assert (state.status, state.attempts, state.sentence) == ("failed", 1, "There is no report of that name.")


def test_a_long_sentence_of_a_job_that_gives_up_is_cut():
    jobs.enqueue(chores.refuse_at_length, key="k")
    jobs.work_off()
    assert jobs.state("k").sentence == "x" * 400


def test_an_answer_that_cannot_be_stored_fails_the_job_not_the_worker():
    jobs.enqueue(chores.answer_with_an_object, key="one")
    jobs.work_off()
    assert jobs.state("one").status is jobs.Status.WAITING


def test_what_an_error_says_is_kept_nowhere(tmp_path, caplog):
    jobs.enqueue(chores.fail, key="one", folder=str(tmp_path), times=1)
    jobs.work_off()
    row = DBTaskResult.objects.get()
    assert row.exception_class_path == "builtins.ValueError"
    kept = caplog.text + row.traceback + jobs.state("one").reason
    assert "ValueError at" in caplog.text
    assert "Niyonzima" not in kept.replace('raise ValueError("Espérance Niyonzima")', "")


def test_a_page_reads_how_far_a_job_is(tmp_path):
    jobs.enqueue(chores.half_way, key="half", folder=str(tmp_path))
    jobs.work_off()
    assert diary(tmp_path) == ["50 counting running"]


def test_saying_how_far_one_is_outside_a_job_does_nothing():
    assert jobs.progress(10, "alone") is None


def test_a_job_is_taken_by_one_worker_only(tmp_path):
    jobs.enqueue(chores.count, key="one", folder=str(tmp_path))
    assert queue.claim("first", at=NOW).key == "one"
    assert queue.claim("second", at=NOW) is None


def test_a_lease_that_has_not_passed_is_respected(tmp_path):
    jobs.enqueue(chores.count, key="one", folder=str(tmp_path))
    queue.claim("first", at=NOW)
    assert queue.reap(at=NOW + queue.LEASE) == 0


def test_a_renewed_lease_is_respected(tmp_path):
    jobs.enqueue(chores.count, key="one", folder=str(tmp_path))
    held = queue.claim("first", at=NOW)
    assert queue.renew(held, NOW + 10 * MINUTE) is True
    assert queue.reap(at=NOW + 9 * MINUTE) == 0


def test_a_job_whose_lease_has_passed_goes_back_to_the_queue(tmp_path):
    jobs.enqueue(chores.count, key="one", folder=str(tmp_path))
    queue.claim("first", at=NOW)
    assert queue.reap(at=NOW + 2 * MINUTE) == 1
    assert (jobs.state("one").status, jobs.state("one").attempts) == ("waiting", 1)
    due()
    assert queue.claim("second", at=NOW).attempt == 2


def test_a_worker_that_lost_its_lease_changes_nothing_any_more(tmp_path):
    jobs.enqueue(chores.count, key="one", folder=str(tmp_path))
    slow = queue.claim("slow", at=NOW)
    queue.reap(at=NOW + 2 * MINUTE)
    due()
    quick = queue.claim("quick", at=NOW)
    assert (queue.renew(slow, LATER), queue.finish(slow, "old"), queue.fail(slow, ValueError(), at=NOW)) == (False,) * 3
    assert queue.finish(quick, "new") is True
    assert queue.finish(slow, "old") is False
    assert jobs.state("one").value == "new"


def test_a_job_that_kills_its_worker_again_and_again_is_given_up(tmp_path):
    jobs.enqueue(chores.count, key="one", folder=str(tmp_path))
    for _ in range(queue.ATTEMPTS):
        due()
        queue.claim("mortal", at=NOW)
        queue.reap(at=NOW + 2 * MINUTE)
    state = jobs.state("one")
    assert (state.status, state.attempts) == ("failed", queue.ATTEMPTS)
    assert "5" in state.sentence
    assert queue.claim("next", at=NOW) is None
