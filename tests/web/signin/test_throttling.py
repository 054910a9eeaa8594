"""Whoever guesses waits longer each time; nobody is kept out for ever, and no stranger keeps a member out."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connections
from django.test import Client

from tabara.access.models import AuditEvent, Knock
from tabara.access.signin import passwords, throttle
from tests.factories import PASSWORD
from tests.web.arriving import ENGLISH, came_in, knock, newcomer, show, shows
from tests.web.steps import page, said

pytestmark = pytest.mark.django_db(databases="__all__")
STRANGER, OFFICE = "203.0.113.7", "198.51.100.20"


@pytest.fixture
def clock():
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        yield clock


def browser(address):
    return Client(headers=ENGLISH, REMOTE_ADDR=address)


def guess(username, address=STRANGER, times=1):
    """Try wrong passwords; give the status of each answer."""
    return [knock(username, f"wrong {n}", browser(address)).status_code for n in range(times)]


def wait_of(username, address=STRANGER):
    """Return how many seconds a guess has to wait now; zero where it need not."""
    return int(knock(username, "wrong", browser(address)).headers.get("Retry-After", 0))


def test_the_fifth_wrong_password_has_to_wait_and_each_further_one_twice_as_long(clock):
    member, _ = newcomer()
    assert guess(member.username, times=5) == [422] * 4 + [429]
    waits = []
    for _ in range(9):
        waits.append(wait_of(member.username))
        clock.shift(waits[-1])
        guess(member.username)
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 900]


def test_the_right_password_has_to_wait_as_well_and_then_works(clock):
    member, _ = newcomer()
    guess(member.username, times=4)
    answer = knock(member.username, PASSWORD, browser(STRANGER))
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "5")
    assert "Too many attempts were wrong. Try again in 1 min." in said(answer)
    clock.shift(5)
    assert knock(member.username, PASSWORD, browser(STRANGER)).url == page("second")


def test_an_unknown_name_waits_like_a_known_one():
    member, _ = newcomer()
    assert guess(member.username, times=6) == guess("nobody", "203.0.114.9", times=6)


def test_after_a_day_all_is_forgotten(clock):
    member, _ = newcomer()
    guess(member.username, times=4)
    clock.shift(24 * 3600 + 1)
    assert guess(member.username, times=5) == [422] * 4 + [429]


def test_a_stranger_who_guesses_keeps_nobody_out_who_came_from_there_before(clock):
    member, secret = newcomer()
    came_in(member, secret, browser(OFFICE))
    clock.shift(60)
    for network in range(30):
        guess(member.username, f"203.0.{network}.7", times=4)
    assert wait_of(member.username, "192.0.2.77") > 0
    assert knock(member.username, PASSWORD, browser(OFFICE)).url == page("second")


def test_an_account_under_attack_from_everywhere_waits_five_minutes_at_most(clock):
    member, _ = newcomer()
    for network in range(40):
        guess(member.username, f"203.0.{network}.7", times=3)
        clock.shift(301)
    guess(member.username, "203.0.99.7")
    assert 0 < wait_of(member.username, "192.0.2.77") <= 300
    clock.shift(300)
    assert knock(member.username, PASSWORD, browser("192.0.2.77")).url == page("second")


def test_one_network_that_tries_many_names_is_slowed_down():
    answers = [status for n in range(45) for status in guess(f"name{n}", f"203.0.113.{n}")]
    assert answers == [422] * 40 + [429] * 5
    assert guess("name99", "203.0.114.1") == [422]


def test_a_thousand_guesses_at_codes_gain_nothing(clock):
    member, secret = newcomer()
    client = Client(headers=ENGLISH)
    knock(member.username, client=client)
    answers = [show(client, f"{n:06}").status_code for n in range(8)]
    assert answers == [422] * 5 + [429] * 3
    assert show(client, shows(secret)).status_code == 429
    clock.shift(10)
    assert show(client, shows(secret)).url == page("home")


def test_start_codes_are_slowed_down_as_passwords_are():
    answers = {"username": "nobody", "code": "AAAA", "password": PASSWORD, "again": PASSWORD}
    assert [Client().post(page("start"), answers).status_code for _ in range(6)] == [422] * 4 + [429] * 2


def test_neither_a_name_nor_an_address_stands_in_what_is_counted():
    member, _ = newcomer(username="nzeyimana")
    guess(member.username)
    kept = str(list(Knock.objects.values()))
    assert [word for word in ("nzeyimana", "203.0.113", STRANGER) if word in kept] == []


def test_every_wrong_password_is_remembered_and_what_was_not_looked_at_is_not():
    member, _ = newcomer()
    guess(member.username, times=9)
    rows = AuditEvent.objects.filter(operation="access.sign_in")
    assert [(row.member, row.outcome, row.reason) for row in rows] == [(member.pk, "denied", "password")] * 4


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2::9", "2001:db8:1::/48"),
        ("not an address", "unknown"),
        ("", "unknown"),
    ],
)
def test_neighbours_are_counted_together(address, network):
    assert throttle.network_of(address) == network


def test_behind_a_proxy_it_is_the_visitor_who_is_counted_not_who_the_visitor_claims_to_be(settings):
    settings.BEHIND_PROXY = True
    member, _ = newcomer()
    for claimed in range(4):
        client = Client(headers=ENGLISH | {"X-Forwarded-For": f"10.0.0.{claimed}, {STRANGER}"})
        knock(member.username, "wrong", client)
    assert wait_of_forwarded(member.username, STRANGER) > 0
    assert wait_of_forwarded(member.username, OFFICE) == 0


def wait_of_forwarded(username, address):
    client = Client(headers=ENGLISH | {"X-Forwarded-For": address})
    return int(knock(username, "wrong", client).headers.get("Retry-After", 0))


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_many_guesses_at_once_gain_nothing():
    def one(number):
        try:
            throttle.Guess("odile", STRANGER)
        except throttle.TooMany:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as crowd:
        looked_at = list(crowd.map(one, range(24)))
    assert looked_at.count(True) == 4


def test_so_many_passwords_at_once_are_hashed_and_no_more(settings):
    settings.HASH_PATIENCE = 0.05
    settings.PASSWORD_HASHERS = ["tabara.access.signin.passwords.Argon2"]
    inside, leave = threading.Barrier(settings.HASHES_AT_ONCE + 1), threading.Event()

    def hashing():
        with passwords._place():
            inside.wait(10)
            leave.wait(10)

    crowd = [threading.Thread(target=hashing) for _ in range(settings.HASHES_AT_ONCE)]
    for one in crowd:
        one.start()
    inside.wait(10)
    answer = knock("odile", "whatever it is")
    leave.set()
    for one in crowd:
        one.join()
    assert answer.status_code == 503
    assert "Wait half a minute, then try again." in said(answer)


def test_what_hashes_a_password_costs_a_guesser_what_the_page_says():
    hasher = passwords.Argon2()
    assert (hasher.algorithm, hasher.memory_cost, hasher.time_cost, hasher.parallelism) == ("argon2", 65536, 6, 1)
    assert hasher.encode("a", "saltsaltsalt").startswith("argon2$argon2id$v=19$m=65536,t=6,p=1$")
