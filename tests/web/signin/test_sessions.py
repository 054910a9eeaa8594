"""Sessions end: by rest, by age, by a third browser, by hand, and when what they rest on changes."""

import pytest
import time_machine
from django.test import Client

from tabara.access.models import Member, Session
from tabara.access.signin import throttle
from tests.factories import PASSWORD, make_agency, make_team
from tests.web.arriving import ENGLISH, came_in, knock, newcomer, show, shows
from tests.web.steps import hidden, page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"
ANDROID = "Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0"


@pytest.fixture
def clock():
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        yield clock


def test_a_key_that_somebody_planted_before_opens_nothing_afterwards():
    member, secret = newcomer()
    client = Client(headers=ENGLISH)
    client.post(page("passkey-options"), {"why": "sign-in"})
    planted = client.cookies["tabara"].value
    knock(member.username, client=client)
    between = client.cookies["tabara"].value
    show(client, shows(secret))
    assert len({planted, between, client.cookies["tabara"].value}) == 3
    for old in (planted, between):
        thief = Client(headers=ENGLISH)
        thief.cookies["tabara"] = old
        assert thief.get(page("home")).status_code == 302


def test_who_reads_the_table_of_sessions_can_take_none_over():
    client = signed_in()
    client.get(page("home"))
    (row,) = Session.objects.all()
    assert row.session_key != client.cookies["tabara"].value
    thief = Client(headers=ENGLISH)
    thief.cookies["tabara"] = row.session_key
    assert thief.get(page("home")).status_code == 302


def test_the_cookie_is_for_this_site_alone_and_hidden_from_scripts():
    cookie = came_in(*newcomer())[0].cookies["tabara"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["domain"]) == (True, "Strict", "", "")


def test_after_a_quarter_of_an_hour_without_use_a_session_ends(clock):
    client = signed_in()
    clock.shift(14 * 60)
    assert client.get(page("home")).status_code == 200
    clock.shift(14 * 60)
    assert client.get(page("home")).status_code == 200
    clock.shift(15 * 60 + 1)
    assert client.get(page("home")).status_code == 302


def test_after_ten_hours_a_session_ends_however_much_it_is_used(clock):
    client = signed_in()
    for _ in range(59):
        clock.shift(10 * 60)
        assert client.get(page("home")).status_code == 200
    client.get(page("home"), {"language": "en"})
    clock.shift(10 * 60 + 1)
    assert client.get(page("home")).status_code == 302


def test_a_clock_that_is_set_back_does_not_lengthen_a_session(clock):
    client = signed_in()
    clock.shift(9 * 3600)
    assert client.get(page("home")).status_code == 302
    clock.shift(-10 * 3600)
    (row,) = Session.objects.all()
    assert (row.expire_date - row.since).total_seconds() <= 15 * 60


def another_password(member):
    member.set_password("another password, quite long")


def other_roles(member):
    member.roles = ["supervisor"]


def another_agency(member):
    member.agency = make_agency("other")


def another_team(member):
    member.team = make_team(member.agency, "Other")


def closed(member):
    member.is_active = False


@pytest.mark.parametrize("change", [another_password, other_roles, another_agency, another_team, closed])
def test_a_session_ends_when_what_it_rests_on_changes(change):
    client = signed_in()
    assert client.get(page("home")).status_code == 200
    change(client.member)
    client.member.save()
    assert client.get(page("home")).status_code == 302


def test_another_password_ends_every_session_but_the_one_where_it_was_chosen():
    member, secret = newcomer()
    client, other = came_in(member, secret)[0], came_in(member, secret, later=1)[0]
    key = client.cookies["tabara"].value
    shown = client.get(page("change-password"))
    answers = {
        "event": hidden(shown, "event"),
        "former": PASSWORD,
        "password": "seven rivers, one bridge",
        "again": "seven rivers, one bridge",
    }
    assert client.post(page("change-password"), answers).url == page("account")
    assert (client.get(page("home")).status_code, other.get(page("home")).status_code) == (200, 302)
    assert client.cookies["tabara"].value != key


def test_a_third_browser_ends_the_oldest_session(clock):
    member, secret = newcomer()
    browsers = []
    for _ in range(3):
        browsers.append(came_in(member, secret)[0])
        clock.shift(60)
    assert [one.get(page("home")).status_code for one in browsers] == [302, 200, 200]


def test_a_member_sees_where_the_own_account_is_open_and_ends_one_session(clock):
    member, secret = newcomer()
    desk = came_in(member, secret, Client(headers={**ENGLISH, "user-agent": CHROME}))[0]
    clock.shift(60)
    phone = came_in(member, secret, Client(headers={**ENGLISH, "user-agent": ANDROID}))[0]
    shown = desk.get(page("account"))
    assert "Chrome, Linux" in said(shown)
    assert "Firefox, Android" in said(shown)
    assert "127.0.0.1" not in said(shown)
    assert desk.post(page("end-sessions"), {"number": hidden(shown, "number")}).url == page("account")
    assert (desk.get(page("home")).status_code, phone.get(page("home")).status_code) == (200, 302)


def test_a_member_ends_all_other_sessions(clock):
    member, secret = newcomer()
    desk = came_in(member, secret)[0]
    clock.shift(60)
    phone = came_in(member, secret)[0]
    phone.post(page("end-sessions"))
    assert (desk.get(page("home")).status_code, phone.get(page("home")).status_code) == (302, 200)


def test_who_only_found_the_browser_open_ends_no_session(clock):
    member, secret = newcomer()
    desk = came_in(member, secret)[0]
    clock.shift(4 * 60)
    phone = came_in(member, secret)[0]
    clock.shift(2 * 60)
    asked = desk.post(page("end-sessions"))
    assert "What you wrote waits, and is sent afterwards." in said(asked)
    assert phone.get(page("home")).status_code == 200


@pytest.mark.parametrize("former", ["", "seven rivers, one bridge", PASSWORD.upper()])
def test_who_does_not_know_the_present_password_chooses_no_other(former):
    member, secret = newcomer()
    client = came_in(member, secret)[0]
    answers = {"former": former, "password": "seven rivers, one bridge", "again": "seven rivers, one bridge"}
    answer = client.post(page("change-password"), answers)
    assert (answer.status_code, answer.content.count(b"govuk-form-group--error")) == (422, 1)
    assert "seven rivers" not in answer.content.decode()
    assert Member.objects.get(pk=member.pk).check_password(PASSWORD)


def test_guesses_at_the_present_password_are_slowed_down_as_at_the_door():
    member, secret = newcomer()
    client = came_in(member, secret)[0]
    answers = {"former": "wrong", "password": "seven rivers, one bridge", "again": "seven rivers, one bridge"}
    found = [client.post(page("change-password"), answers).status_code for _ in range(throttle.PAIR.free + 1)]
    assert found == [422] * throttle.PAIR.free + [429]


def test_nobody_ends_a_session_of_somebody_else():
    client, other = came_in(*newcomer())[0], signed_in("supervisor")
    (theirs,) = Session.objects.filter(member=other.member.pk)
    assert client.post(page("end-sessions"), {"number": theirs.pk}).url == page("account")
    assert other.get(page("home")).status_code == 200


def test_a_session_that_is_in_use_is_written_once_a_minute(clock):
    client = signed_in()
    client.get(page("help"))
    (before,) = Session.objects.values_list("seen_at", flat=True)
    clock.shift(59)
    client.get(page("help"))
    assert list(Session.objects.values_list("seen_at", flat=True)) == [before]
    clock.shift(2)
    client.get(page("help"))
    (after,) = Session.objects.values_list("seen_at", flat=True)
    assert (after - before).total_seconds() == 61
