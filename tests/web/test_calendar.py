"""The calendar feed: days and codes for a program that cannot sign in, and nothing that tells anybody more."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from tabara.access.models import AuditEvent, CalendarKey
from tabara.access.operations import change_password, close_calendar, close_member, open_calendar
from tabara.protection.cases.operations import hand_over
from tabara.protection.cases.operations import tasks as due
from tests.factories import PASSWORD, fresh, make_agency, make_member, make_team
from tests.protection.sharing.sharers import registered

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]
ABOUT = uuid.UUID("01890a5d-ac96-774b-bcce-b302099a8057")


@pytest.fixture
def worker():
    home = make_agency("home")
    return make_member(agency=home, team=make_team(home), password=PASSWORD)


@pytest.fixture
def case(worker):
    return registered(worker)


@pytest.fixture
def key(worker):
    return open_calendar(by=fresh(worker), at=timezone.now()).key


def fetched(key):
    answer = Client().get(f"/calendar/{key}.ics")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert answer.cookies == {}
    return answer.content.decode()


def days(text):
    return [(str(one["summary"]), one["dtstart"].dt) for one in Calendar.from_ical(text).walk("VEVENT")]


def test_a_program_learns_the_day_and_the_code_and_nothing_else(worker, case, key):
    on = timezone.localdate() + dt.timedelta(days=3)
    due.expect(case=case, kind="plan.action", about=ABOUT, due_on=on)
    text = fetched(key)
    assert days(text) == [(f"Follow-up {case.code}", on)]
    for secret in ("plan", "action", "Odette", "Niragira", str(case.pk), worker.name, worker.username):
        assert secret not in text


def test_what_went_to_a_colleague_leaves_the_calendar(worker, case, key):
    due.expect(case=case, kind="visit", about=ABOUT, due_on=timezone.localdate())
    colleague = make_member(agency=worker.agency, team=worker.team)
    hand_over(by=worker, at=timezone.now(), case=case, to=colleague)
    assert days(fetched(key)) == []


@pytest.mark.parametrize("wrong", ["a", "A" * 26, "%00", "x" * 2000])
def test_another_key_finds_nothing(key, wrong):
    assert Client().get(f"/calendar/{wrong}.ics").status_code == 404


def test_the_key_stands_nowhere(worker, key):
    assert [row.digest == key for row in CalendarKey.objects.all()] == [False]


def test_a_new_address_ends_the_one_before(worker, key):
    open_calendar(by=fresh(worker), at=timezone.now())
    assert Client().get(f"/calendar/{key}.ics").status_code == 404


def ended(worker):
    close_calendar(by=worker, at=timezone.now())


def another_password(worker):
    change_password(by=fresh(worker), at=timezone.now(), password="a quite different long phrase")


def closed(worker):
    close_member(by=make_member("administrator", agency=worker.agency), at=timezone.now(), member=worker)


@pytest.mark.parametrize("what", [ended, another_password, closed])
def test_it_ends_with_what_ends_the_account_s_sessions(worker, key, what):
    what(worker)
    assert Client().get(f"/calendar/{key}.ics").status_code == 404


def test_one_fetch_a_day_is_remembered(worker, key):
    for _ in range(3):
        fetched(key)
    assert AuditEvent.objects.filter(operation="access.fetch_calendar", member=worker.pk).count() == 1


def test_the_address_is_made_on_the_account_page_after_proving_oneself(worker):
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(worker)
    assert "Make an address for my calendar" in browser.get("/account/").content.decode()
    browser.post("/account/calendar")
    assert CalendarKey.objects.count() == 0
