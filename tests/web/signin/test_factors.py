"""What shows who one is besides a password: an app, recovery codes, and how both are added, used and removed."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client

from tabara.access.models import AuditEvent, Session
from tabara.access.signin.sessions import SessionStore
from tests.factories import PASSWORD, make_member
from tests.web.arriving import ENGLISH, came_in, knock, newcomer, show, shows
from tests.web.steps import hidden, page, said

pytestmark = pytest.mark.django_db(databases="__all__")


def acts(operation):
    """Give what was remembered of an act, oldest first."""
    rows = AuditEvent.objects.filter(operation=operation).order_by("at")
    return [(row.outcome, row.reason) for row in rows]


def secret_on(response):
    return re.search(r'<code class="secret">([A-Z2-7]{32})</code>', response.content.decode())[1]


def codes_on(response):
    return re.findall(r'<code class="secret">(\d{4}) (\d{4})</code>', response.content.decode())


def enrolled():
    """Give a browser in which a new member has just set an app up, the app's secret, and the recovery codes."""
    client = Client(headers=ENGLISH)
    client.member = make_member(password=PASSWORD)
    assert knock(client.member.username, client=client).url == page("enrol")
    client.secret = secret_on(client.get(page("add-app")))
    shown = client.post(page("add-app"), {"code": shows(client.secret)})
    return client, codes_on(shown)


def test_who_has_no_factor_yet_is_led_to_choose_one_and_reaches_nothing_else():
    client = Client(headers=ENGLISH)
    member = make_member("supervisor", password=PASSWORD)
    assert knock(member.username, client=client).url == page("enrol")
    assert "passkey" in said(client.get(page("enrol")))
    for name in ("home", "cases", "search", "figures", "account", "change-password", "new-codes"):
        assert client.get(page(name)).url.startswith(page("sign-in")), name


def test_setting_an_app_up_lets_one_in_and_shows_ten_recovery_codes_once():
    client, codes = enrolled()
    assert len(set(codes)) == 10
    assert client.get(page("home")).status_code == 200
    for name in ("account", "new-codes"):
        assert codes_on(client.get(page(name))) == []


def test_the_picture_for_the_app_is_drawn_without_a_script_or_an_address_of_data():
    client = Client(headers=ENGLISH)
    knock(make_member(password=PASSWORD).username, client=client)
    html = client.get(page("add-app")).content.decode()
    assert html.count("h1v1h-1z") > 300
    assert "data:" not in html.replace("data:image/svg", "")


def test_an_app_that_shows_another_code_is_not_set_up():
    client = Client(headers=ENGLISH)
    member = make_member(password=PASSWORD)
    knock(member.username, client=client)
    client.get(page("add-app"))
    assert "This is not the code that the app shows now" in said(client.post(page("add-app"), {"code": "000000"}))
    assert not Authenticator.objects.exists()


def test_a_code_of_the_app_works_once():
    member, secret = newcomer()
    assert came_in(member, secret)[1].status_code == 302
    client = Client(headers=ENGLISH)
    knock(member.username, client=client)
    again = show(client, shows(secret))
    assert (again.status_code, "was used before" in said(again)) == (422, True)
    assert show(client, shows(secret, later=1)).url == page("home")


def test_a_code_of_two_minutes_ago_is_too_old():
    member, secret = newcomer()
    client = Client(headers=ENGLISH)
    knock(member.username, client=client)
    assert show(client, shows(secret, later=-4)).status_code == 422


def test_the_secret_of_an_app_and_of_recovery_codes_stands_sealed_in_the_database():
    client, codes = enrolled()
    stored = " ".join(str(row.data) for row in Authenticator.objects.all())
    stored += " ".join(str(SessionStore().decode(row.session_data)) for row in Session.objects.all())
    assert client.secret not in stored
    assert [code for code in codes if "".join(code) in stored] == []


def test_a_recovery_code_lets_one_in_once():
    client, codes = enrolled()
    other = Client(headers=ENGLISH)
    knock(client.member.username, client=other)
    assert show(other, " ".join(codes[3])).url == page("home")
    third = Client(headers=ENGLISH)
    knock(client.member.username, client=third)
    assert show(third, "".join(codes[3])).status_code == 422
    assert "9 recovery codes are left" in said(other.get(page("account")))


def test_new_recovery_codes_end_the_old_ones_and_every_other_session():
    client, codes = enrolled()
    other, _ = came_in(client.member, client.secret, later=1)
    shown = client.post(page("new-codes"), {"event": hidden(client.get(page("new-codes")), "event")})
    assert set(codes_on(shown)) & set(codes) == set()
    assert other.get(page("home")).status_code == 302
    assert client.get(page("home")).status_code == 200
    third = Client(headers=ENGLISH)
    knock(client.member.username, client=third)
    assert show(third, "".join(codes[0])).status_code == 422


def test_the_last_factor_cannot_be_removed():
    client, _ = enrolled()
    (app,) = Authenticator.objects.filter(type="totp")
    address = page("remove-factor", number=app.pk)
    answer = client.post(address, {"event": hidden(client.get(address), "event")})
    assert "This is the only one left" in said(answer)
    assert Authenticator.objects.filter(pk=app.pk).exists()


def test_nobody_removes_a_factor_of_somebody_else():
    client, _ = enrolled()
    enrolled()
    (theirs,) = Authenticator.objects.filter(type="totp").exclude(user=client.member)
    assert client.post(page("remove-factor", number=theirs.pk)).url == page("account")
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


def test_a_password_alone_adds_no_second_app_where_there_is_one():
    member, _ = newcomer()
    client = Client(headers=ENGLISH)
    knock(member.username, client=client)
    for name in ("add-app", "add-passkey", "enrol"):
        assert client.get(page(name)).url in (page("sign-in"), page("second")), name


def test_after_a_quarter_of_an_hour_the_password_is_asked_for_again():
    member, secret = newcomer()
    client = Client(headers=ENGLISH)
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        knock(member.username, client=client)
        clock.shift(16 * 60)
        assert show(client, shows(secret)).url == page("sign-in")


def test_a_second_factor_counts_for_nothing_after_the_password_changed():
    member, secret = newcomer()
    client = Client(headers=ENGLISH)
    knock(member.username, client=client)
    member.set_password("another password, quite long")
    member.save()
    assert show(client, shows(secret)).url == page("sign-in")


def test_what_happens_at_the_door_is_remembered():
    member, secret = newcomer()
    client = Client(headers=ENGLISH)
    knock(member.username, "not the password", client)
    knock(member.username, client=client)
    show(client, "000000")
    show(client, shows(secret))
    client.post(page("sign-out"))
    assert acts("access.sign_in") == [("denied", "password"), ("done", "totp")]
    assert acts("access.second_factor") == [("denied", "code")]
    assert acts("access.sign_out") == [("done", "")]
    assert {row.member for row in AuditEvent.objects.filter(operation__in=("access.sign_in", "access.sign_out"))} == {
        member.pk
    }


def test_a_factor_added_and_removed_is_remembered():
    enrolled()
    assert acts("access.add_app") == [("done", "")]
    assert acts("access.sign_in") == [("done", "factor_added")]
