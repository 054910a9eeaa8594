"""A large file is imported by a worker, in the name of whoever asked: once, whole, and not by who may no more."""

import pytest
from django.utils import translation

from tabara import jobs
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import AuditEvent, Member
from tabara.prevention import operations
from tabara.prevention.models import ContextFile, ContextValue
from tabara.prevention.operations.context.bringing import bring
from tests.factories import NOW, make_member
from tests.prevention.context.filed import csv, sent, stands

pytestmark = pytest.mark.django_db(databases="__all__")
ROWS = [f"ZZ10{commune},,,,2025-01-{day:02},,{day}" for commune in (1, 2) for day in range(1, 29)]


@pytest.fixture
def keeper():
    return make_member("coordinator")


def asked(keeper, *rows):
    return operations.ask_context(by=keeper, at=NOW, file=sent(keeper, csv(*rows)))


def state(file):
    return jobs.state(operations.import_key(file))


def test_asking_imports_nothing_and_the_worker_everything(keeper):
    file = asked(keeper, *ROWS, "XX1,,,,soon,,-1")
    assert (state(file).status, stands()) == (jobs.Status.WAITING, [])
    assert jobs.work_off() == 1
    file.refresh_from_db()
    assert (file.state, file.brought, file.done_by, file.done_at) == ("imported", 56, keeper, NOW)
    assert len(stands()) == 56
    assert (state(file).status, state(file).value) == (jobs.Status.DONE, 56)
    done = AuditEvent.objects.filter(member=keeper.pk, outcome="done").values_list("operation", flat=True)
    assert {"prevention.ask_context", "prevention.import_context"} <= set(done)


def test_a_worker_says_how_far_it_is(keeper, monkeypatch):
    told = []
    file = asked(keeper, *ROWS)
    monkeypatch.setattr("tabara.jobs.pulse.Quiet.tell", lambda _self, percent, _text: told.append(percent))
    jobs.work_off()
    assert told == [0, 99]
    assert state(file).percent == 100


def test_asking_twice_is_asking_once(keeper):
    file = asked(keeper, *ROWS)
    operations.ask_context(by=keeper, at=NOW, file=file)
    assert jobs.work_off() == 1
    assert len(stands()) == 56
    with pytest.raises(Refused, match="imported or dropped already"):
        operations.ask_context(by=keeper, at=NOW, file=file)


def test_a_worker_that_died_after_it_had_imported_imports_nothing_twice(keeper):
    file = asked(keeper, *ROWS)
    jobs.work_off()
    again = {"member": str(keeper.pk), "file": str(file.pk), "at": NOW.isoformat(), "language": "en"}
    assert bring.call(**again) == 56
    assert ContextValue.objects.count() == 56


def test_a_file_that_is_dropped_while_it_waits_is_not_imported(keeper):
    file = asked(keeper, *ROWS)
    operations.drop_context(by=keeper, at=NOW, file=ContextFile.objects.get(pk=file.pk))
    jobs.work_off()
    assert stands() == []
    assert state(file).sentence == "This file was imported or dropped already. Send another one."


def test_what_cannot_be_imported_is_said_in_the_language_of_whoever_asked_and_asked_for_again(keeper):
    with translation.override("fr"):
        file = asked(keeper, "XX1,,,,soon,,-1")
    jobs.work_off()
    file.refresh_from_db()
    assert (file.state, state(file).status) == ("read", jobs.Status.FAILED)
    assert state(file).sentence.startswith("Aucune ligne de ce fichier")
    operations.ask_context(by=keeper, at=NOW, file=file)
    assert state(file).status is jobs.Status.WAITING


def test_whoever_may_no_more_when_the_worker_comes_imports_nothing(keeper):
    file = asked(keeper, *ROWS)
    Member.objects.filter(pk=keeper.pk).update(is_active=False)
    jobs.work_off()
    assert stands() == []
    assert "no open account any more" in state(file).sentence


@pytest.mark.parametrize("role", ["focal_point", "supervisor"])
def test_whoever_does_not_keep_the_context_asks_for_nothing(keeper, role):
    with pytest.raises(NotAllowed):
        operations.ask_context(by=make_member(role), at=NOW, file=sent(keeper, csv(*ROWS)))
