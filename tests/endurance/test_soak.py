"""Two minutes of work by four people: the server does not grow."""

import statistics
import threading

import pytest

from tests.endurance.processes import family, weight
from tests.endurance.writers import at_work, call_back, compare

pytestmark = pytest.mark.slow
WARM, LAST, EVERY = 30, 120, 2.0  # seconds
MOST = 1.10  # of what it weighed when it was warm


def test_the_server_weighs_the_same_after_two_minutes(site):
    told = site.stage(drafts=40)
    site.start()
    people = at_work(site, told)
    pause, weights = threading.Event(), []
    pause.wait(WARM)
    for _ in range(int((LAST - WARM) / EVERY)):
        for one in told.values():
            assert site.status(f"/cases/{one['case']}", one["cookie"]) == 200
        weights.append(sum(weight(one) for one in [site.up.pid, *family(site.up.pid)]))
        pause.wait(EVERY)
    call_back(people)
    third = len(weights) // 3
    first, last = statistics.median(weights[:third]), statistics.median(weights[-third:])
    assert last <= first * MOST, f"from {first / 1e6:.0f} to {last / 1e6:.0f} MB"
    site.stop()
    assert compare(people, site.tally()) > 200
