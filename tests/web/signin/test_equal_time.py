"""Whether there is an account is not told by how long an answer takes."""

import statistics
import time

import pytest
from django.test import Client
from scipy.stats import mannwhitneyu

from tabara.access.models import Knock
from tabara.access.signin import passwords
from tests.factories import PASSWORD, make_member
from tests.web.arriving import ENGLISH
from tests.web.steps import page

pytestmark = [pytest.mark.slow, pytest.mark.django_db(databases="__all__")]
SAMPLES, TRIES = 200, 3


class Quick(passwords.Argon2):
    """The same hash, small enough to be made 400 times; what differs around it shows the better."""

    memory_cost, time_cost = 8192, 1


@pytest.fixture(autouse=True)
def hashing(settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.Quick"]
    passwords.nobodys.cache_clear()
    yield
    passwords.nobodys.cache_clear()


def took(client, address, answers):
    Knock.objects.all().delete()
    begun = time.perf_counter()
    status = client.post(address, answers).status_code
    assert status == 422
    return time.perf_counter() - begun


def samples(address, one, other):
    """Measure both in turn, as the machine's mood changes for both."""
    client, times = Client(headers=ENGLISH), ([], [])
    for number in range(SAMPLES + 10):
        for place, answers in enumerate((one, other) if number % 2 else (other, one)):
            times[place if number % 2 else 1 - place].append(took(client, address, answers))
    return times[0][10:], times[1][10:]


def told_apart(address, one, other):
    """Return whether the times tell the two apart; a busy machine gets a second and a third chance."""
    for _ in range(TRIES):
        first, second = samples(address, one, other)
        gap = abs(statistics.median(first) - statistics.median(second)) / statistics.median(first)
        if mannwhitneyu(first, second).pvalue > 0.01 and gap < 0.05:
            return ""
    return f"gap {gap:.3f}, p {mannwhitneyu(first, second).pvalue:.5f}"


def test_a_known_name_and_an_unknown_one_take_the_same_time_at_the_door():
    make_member(username="odile", password=PASSWORD)
    known, unknown = {"username": "odile", "password": "wrong"}, {"username": "aline", "password": "wrong"}
    assert told_apart(page("sign-in"), known, unknown) == ""


def test_a_closed_account_and_an_unknown_name_take_the_same_time_at_the_door():
    make_member(username="odile", password=PASSWORD, is_active=False)
    closed, unknown = {"username": "odile", "password": PASSWORD}, {"username": "aline", "password": PASSWORD}
    assert told_apart(page("sign-in"), closed, unknown) == ""


def test_a_known_name_and_an_unknown_one_take_the_same_time_with_a_start_code():
    make_member(username="odile", password=PASSWORD)
    typed = {"code": "AAAA-BBBB-CCCC", "password": PASSWORD, "again": PASSWORD}
    known, unknown = {"username": "odile", **typed}, {"username": "aline", **typed}
    assert told_apart(page("start"), known, unknown) == ""
