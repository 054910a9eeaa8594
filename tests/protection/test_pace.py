"""Somebody who opens more names than work asks for proves anew who they are, and at twice as many waits for another."""

import pytest
import time_machine

from tabara import codelists
from tabara.access.errors import NotAllowed, Refused
from tabara.access.fresh import FreshNeeded
from tabara.access.models import AuditEvent, Member
from tabara.access.operations import release_pace
from tabara.access.pace import TooMany
from tabara.protection.cases.models import Case
from tabara.protection.intake.operations import open_identity
from tests.factories import NOW, fresh, make_agency, make_member, register

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(autouse=True)
def often(monkeypatch) -> None:
    monkeypatch.setitem(codelists.pack().parameters, "identities_per_hour", 2)


@pytest.fixture
def worker() -> Member:
    return make_member("caseworker")


def look(worker: Member, case: Case) -> None:
    open_identity(by=worker, at=NOW, case=case, reason="contact")


def test_the_pack_says_how_many_are_many() -> None:
    assert codelists.load_pack(codelists.pack().folder).parameters["identities_per_hour"] == 60


def test_from_so_many_on_one_shows_anew_who_one_is_and_at_twice_as_many_waits(worker) -> None:
    cases = [register(worker) for _ in range(5)]
    look(worker, cases[0])
    look(worker, cases[1])
    look(worker, cases[0])  # the same person again is nobody new
    with pytest.raises(FreshNeeded):
        look(worker, cases[2])
    fresh(worker)
    look(worker, cases[2])
    look(worker, cases[3])
    with pytest.raises(TooMany, match="more than 4 names within an hour"):
        look(worker, cases[4])
    assert AuditEvent.objects.filter(operation="intake.open_identity", outcome="denied").count() == 1
    look(worker, cases[3])  # whoever is open already may be looked at again


def test_a_supervisor_or_officer_lets_go_on_and_nobody_else(worker) -> None:
    fresh(worker)
    cases = [register(worker) for _ in range(6)]
    for case in cases[:4]:
        look(worker, case)
    stranger = make_member("supervisor", agency=make_agency("away"))
    for nobody in (worker, make_member("administrator"), stranger):
        with pytest.raises(NotAllowed):
            release_pace(by=nobody, at=NOW, member=worker)
    release_pace(by=make_member("data_protection_officer"), at=NOW, member=worker)
    look(worker, cases[4])
    assert AuditEvent.objects.get(operation="access.release_pace", outcome="done").subject == worker.pk


def test_nobody_lets_themselves_go_on() -> None:
    supervisor = make_member("supervisor")
    with pytest.raises(Refused, match="cannot release yourself"):
        release_pace(by=supervisor, at=NOW, member=supervisor)


def test_after_an_hour_counting_begins_anew(worker) -> None:
    cases = [register(worker) for _ in range(3)]
    with time_machine.travel(NOW, tick=False) as clock:
        look(worker, cases[0])
        look(worker, cases[1])
        clock.shift(3601)
        look(worker, cases[2])
