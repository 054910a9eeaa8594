"""Nothing that was acknowledged is lost, and nothing is doubled, whoever is killed, and when."""

import random
import threading

import pytest

from tests.endurance.writers import at_work, call_back, compare

pytestmark = pytest.mark.slow
pause = threading.Event()


def rounds(number, site, people, strike, shortest=0.3, longest=1.2):
    """Let everybody work for a moment, strike, and again."""
    chance = random.Random(number)
    for _ in range(number):
        pause.wait(chance.uniform(shortest, longest))
        strike()
    pause.wait(1.0)
    call_back(people)


def killed_and_started(site):
    site.kill()
    site.start()


def test_ten_kills_of_the_server_on_sqlite(site):
    told = site.stage(drafts=120)
    site.start()
    people = at_work(site, told)
    rounds(10, site, people, lambda: killed_and_started(site))
    site.stop()
    assert compare(people, site.tally()) > 50


def test_ten_kills_of_postgresql_and_three_of_the_server(national, cluster):
    told = national.stage(drafts=150)
    national.start()
    people = at_work(national, told)

    def kill_postgresql():
        cluster.kill()
        cluster.start()

    rounds(10, national, people, kill_postgresql)
    people += at_work(national, {name: {**one, "drafts": []} for name, one in told.items()}, chance=70)
    rounds(3, national, people, lambda: killed_and_started(national))
    national.stop()
    assert compare(people, national.tally()) > 50
