"""What is done once a day is handed over once, however many workers see the day begin."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connections
from django_tasks_db.models import DBTaskResult

from tabara import jobs
from tabara.access.models import AuditEvent
from tabara.jobs import daily
from tabara.jobs.models import Job
from tabara.jobs.stopping import StopWord
from tests.factories import NOW, make_member, register

pytestmark = pytest.mark.django_db(databases="__all__", transaction=True)
TODAY = dt.date(2026, 3, 2)
KEY = "intake.keep_terms 2026-03-02"
EVERY_DAY = (
    *("cases.forget_changes", "handover.drop_expired", "handover.end_packets", "intake.forget_linkages"),
    *("intake.keep_terms", "intake.look_for_duplicates", "referral.expire_referrals"),
)


def test_workers_that_see_a_new_day_together_hand_it_over_once() -> None:
    def alone(_: int) -> None:
        try:
            daily.hand_over(NOW)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(alone, range(4)))
    keys = sorted(Job.objects.values_list("key", flat=True))
    assert keys == [f"{one} 2026-03-02" for one in EVERY_DAY]
    assert DBTaskResult.objects.count() == len(keys)


def test_a_worker_begins_each_day_with_it_and_only_where_it_is_told_to() -> None:
    with time_machine.travel(NOW, tick=False):
        for days in (False, True):
            jobs.work(stop=AfterThree(), pause=0, days=days)
            assert Job.objects.filter(key=KEY).exists() is days
    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        jobs.work(stop=AfterThree(), pause=0, days=True)
    assert Job.objects.filter(key="intake.keep_terms 2026-03-03").exists()


class AfterThree(StopWord):
    """Stops a worker after three looks."""

    looks = 0

    def is_set(self) -> bool:
        self.looks += 1
        return self.looks > 3


def test_the_job_of_the_day_erases_in_the_name_of_the_instance(ledger) -> None:
    system, supervisor = make_member("data_team", username="system"), make_member("supervisor")
    from tabara.protection.cases.operations import close_case
    from tabara.vault.models import Identity

    case = register(supervisor, birth_year=1990)
    close_case(by=supervisor, at=NOW, case=case, on=TODAY, reason="goals_met")
    daily.hand_over(dt.datetime(2028, 3, 2, 6, tzinfo=dt.UTC))
    jobs.work_off()
    assert Identity._base_manager.count() == 0
    row = AuditEvent.objects.get(operation="intake.erase_by_schedule")
    assert (row.member, row.subject, row.reason) == (system.pk, case.pk, "closed_case")


@pytest.fixture
def ledger(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("TABARA_ERASURE_LEDGER", str(tmp_path / "ledger" / "erased"))


def test_an_instance_without_an_account_of_its_own_erases_nothing() -> None:
    daily.hand_over(NOW)
    jobs.work_off()
    assert jobs.state(KEY).value == {}
