"""Invented partners abroad: agreed on by two persons, and every envelope answered, the first ones late."""

import datetime as dt

import pytest
from django.utils import timezone

from tabara.interfaces.cli.seeding.years.abroad import hand_over
from tabara.interfaces.cli.seeding.years.days import Days
from tabara.protection.cases.models import Task
from tabara.protection.handover.models import Envelope, Partner
from tests.factories import make_agency, make_member, register

pytestmark = pytest.mark.django_db(databases="__all__")
TOLD = {
    "by": "national",
    "second": "dpo",
    "name": "Kisima Refuge (demo)",
    "kind": "shelter",
    "country": "TZ",
    "instance": "Kisima (demo)",
    "home": "ZZ",
    "sender": "worker",
    "purpose": "assistance",
    "outcome": "helped",
    "envelopes": 4,
    "skip": 0,
    "since": -200,
    "until": -80,
    "days": 4,
    "late": 1,
    "late_days": 13,
    "helped_after": 40,
}


@pytest.fixture
def members():
    office = make_agency("office", kind="commission")
    return {
        "national": make_member("national_administrator", agency=office),
        "dpo": make_member("data_protection_officer", agency=office),
        "worker": make_member("caseworker"),
    }


def known(members, *, days, born=1990):
    opened, at = timezone.localdate() - dt.timedelta(days=days), timezone.now() - dt.timedelta(days=days)
    return register(members["worker"], opened_on=opened, at=at, birth_year=born, birth_precision="year")


def test_as_many_are_handed_over_as_there_are_grown_up_people_known_before(members):
    for days in (300, 290, 280):
        known(members, days=days)
    known(members, days=270, born=timezone.localdate().year - 9)  # a child, of whom a guardian would be asked
    known(members, days=10)
    hand_over(TOLD, members, Days(timezone.now()))
    assert Partner.objects.get().in_use
    rows = list(Envelope._base_manager.order_by("made_at"))
    assert [(one.state, one.outcome) for one in rows] == [("done", "helped")] * 3
    assert len({one.case_id for one in rows}) == 3
    assert [one.answered_at > one.receipt_by for one in rows] == [True, False, False]
    assert all(one.taken_at and one.read_at for one in rows)
    assert Task._base_manager.filter(kind__startswith="envelope").count() == 0


def test_what_is_still_to_come_is_not_told(members):
    known(members, days=300)
    hand_over({**TOLD, "envelopes": 1, "since": -20, "until": -10}, members, Days(timezone.now()))
    row = Envelope._base_manager.get()
    assert (row.state, row.outcome) == ("accepted", "")
