"""The sealer chains every event that commits, once, in whatever order they commit; on SQLite the link comes at once."""

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
import time_machine
from django.db import DatabaseError, connection, connections, transaction

from tabara.access import audit
from tabara.access.audit import sealer
from tabara.access.audit.sealer import Sealer
from tabara.access.models import AuditCheckpoint, AuditEvent, AuditLink
from tabara.protection.cases.models import Case
from tabara.sealing.keys import Purpose, subjects_with_key
from tests.factories import NOW, make_member, register

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
ROOT = Path(__file__).resolve().parents[2]
EACH, PROCESSES = 60, 4

on_server = pytest.mark.skipif(
    not os.environ.get("TABARA_TEST_DATABASE"), reason="SQLite lets in one writer at a time: nothing waits for a sealer"
)


def noted(number: int = 1) -> None:
    for _ in range(number):
        audit.note(by=None, operation="access.sign_in", outcome="denied")


def undone(number: int) -> None:
    """Note events in an act that is taken back."""
    with transaction.atomic():
        noted(number)
        transaction.set_rollback(True)


def chained() -> list[int]:
    """Return the numbers of the events in the order of their links."""
    return list(AuditLink.objects.order_by("seq").values_list("entry_id", flat=True))


def test_on_sqlite_an_event_is_chained_with_the_act_and_on_postgresql_it_waits_for_the_sealer() -> None:
    noted(2)
    assert AuditLink.objects.count() == (0 if connection.vendor == "postgresql" else 2)
    assert audit.seal() == (2 if connection.vendor == "postgresql" else 0)
    assert (audit.head()[0], audit.verify()) == (2, None)


def test_an_event_of_an_act_that_is_undone_never_was() -> None:
    undone(1)
    noted()
    audit.seal()
    assert (AuditEvent.objects.count(), AuditLink.objects.count(), audit.verify()) == (1, 1, None)


@on_server
def test_an_act_that_commits_after_later_ones_were_chained_is_not_passed_over() -> None:
    begun, end, keeper = Event(), Event(), Sealer()
    noted()
    assert keeper.round() == 1

    def slow_act() -> None:
        with transaction.atomic():
            noted()
            begun.set()
            end.wait(30)
        connections.close_all()

    slow = Thread(target=slow_act)
    slow.start()
    begun.wait(30)
    noted(2)
    assert keeper.round() == 2
    end.set()
    slow.join()
    assert keeper.round() == 1
    first, late, *between = sorted(chained())
    assert chained() == [first, *between, late]
    assert audit.verify() is None


@on_server
def test_an_act_that_was_under_way_when_the_sealer_began_is_not_passed_over() -> None:
    begun, end, keeper = Event(), Event(), Sealer()

    def slow_act() -> None:
        with transaction.atomic():
            noted()
            begun.set()
            end.wait(30)
        connections.close_all()

    slow = Thread(target=slow_act)
    slow.start()
    begun.wait(30)
    noted()
    assert keeper.round() == 1
    end.set()
    slow.join()
    assert keeper.round() == 1
    assert audit.verify() is None


@on_server
def test_numbers_that_an_undone_act_has_used_up_keep_nobody_waiting() -> None:
    keeper = Sealer()
    noted()
    keeper.round()
    undone(3)
    noted()
    assert (keeper.round(), keeper.round()) == (1, 0)
    assert audit.verify() is None


@on_server
def test_two_sealers_never_chain_the_same_event_nor_share_a_place() -> None:
    noted(300)

    def seal() -> None:
        audit.seal()
        connections.close_all()

    both = [Thread(target=seal) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(chained()) == list(AuditEvent.objects.order_by("pk").values_list("pk", flat=True))
    assert audit.verify() is None


def test_events_of_four_processes_at_once_are_all_chained_and_none_is_broken() -> None:
    stop = Event()
    keeper = Thread(target=audit.keep, args=(stop, 0.05))
    keeper.start()
    command = [sys.executable, "-m", "tests.access.noting", connection.settings_dict["NAME"], str(EACH)]
    writers = [subprocess.Popen(command, cwd=ROOT) for _ in range(PROCESSES)]  # noqa: S603 - our own words
    assert [one.wait(120) for one in writers] == [0] * PROCESSES
    stop.set()
    keeper.join()
    assert AuditEvent.objects.count() == PROCESSES * (EACH + -(-EACH // 3))
    assert sorted(chained()) == list(AuditEvent.objects.order_by("pk").values_list("pk", flat=True))
    assert audit.verify() is None


def test_a_checkpoint_is_signed_every_ten_minutes_in_which_something_happened() -> None:
    def kept() -> int:
        stop = Event()
        stop.set()
        audit.keep(stop)
        return AuditCheckpoint.objects.count()

    with time_machine.travel(NOW, tick=False) as clock:
        assert kept() == 0
        noted()
        assert kept() == 1
        noted()
        clock.shift(dt.timedelta(minutes=9))
        assert kept() == 1
        clock.shift(dt.timedelta(minutes=1))
        assert kept() == 2
        clock.shift(dt.timedelta(hours=1))
        assert kept() == 2
    assert audit.verify() is None


@pytest.mark.past_the_walls
def test_a_later_checkpoint_stands_for_the_same_tree_as_one_over_all_at_once() -> None:
    for number in (1, 4, 6):
        noted(number)
        audit.seal()
        audit.checkpoint(at=NOW)
    grown = audit.latest_checkpoint()
    AuditCheckpoint.objects.all().delete()
    at_once = audit.checkpoint(at=NOW)
    assert grown is not None
    assert at_once is not None
    assert (grown.seq, grown.root) == (at_once.seq, at_once.root)


def broken(act: Callable[[], object]) -> None:
    """Do something while no event can be stored."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE access_auditevent RENAME TO elsewhere")
    try:
        with pytest.raises(DatabaseError):
            act()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE elsewhere RENAME TO access_auditevent")


@pytest.mark.past_the_walls
def test_an_act_that_cannot_be_remembered_is_not_done() -> None:
    worker = make_member()
    register(worker)
    before = subjects_with_key(Purpose.NARRATIVE)
    cases = Case._base_manager.count()
    broken(lambda: register(worker))
    assert Case._base_manager.count() == cases
    assert subjects_with_key(Purpose.NARRATIVE) == before


def test_what_is_searched_for_is_stored_as_a_number_that_differs_between_members() -> None:
    one, two = make_member(), make_member()
    numbers = [audit.query_of(by, "odette niragira") for by in (one, one, two)]
    assert numbers[0] == numbers[1] != numbers[2]
    assert all(len(number) == 32 and set(number) <= set("0123456789abcdef") for number in numbers)
    assert audit.query_of(one, "") == ""


@pytest.mark.past_the_walls
def test_the_sealer_looks_at_everything_again_every_hour() -> None:
    assert sealer.SWEEP == 3600
    keeper = Sealer()
    keeper.round()
    noted()
    AuditLink.objects.all().delete()  # as if it had been passed over
    keeper._upto, keeper._missing = 10**9, set()
    assert keeper.round() == 0
    keeper._sweep_at = 0.0
    assert keeper.round() == 1
