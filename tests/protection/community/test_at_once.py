"""Two members act on the same alert in the same moment: one act stands whole, the other is told why it does not."""

import threading

import pytest
from django.db import connections

from tabara.access.errors import NotAllowed, Refused
from tabara.protection.cases.models import Case
from tabara.protection.community.models import Alert, AlertCase, AlertStep
from tabara.protection.community.operations import close_alert, pass_alert_on
from tests.factories import NOW, register
from tests.protection.community.hill import agency, alerted, other, weighed, worker

pytestmark = [
    pytest.mark.django_db(transaction=True, databases="__all__"),
    pytest.mark.skipif("connections['default'].vendor != 'postgresql'", reason="SQLite lets in one writer at a time"),
]


def at_once(*acts):
    """Do these acts in the same moment; return what became of each."""
    start, ends = threading.Barrier(len(acts)), {}

    def run(number, act):
        start.wait()
        try:
            act()
            ends[number] = "done"
        except (Refused, NotAllowed) as refusal:
            ends[number] = type(refusal).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(acts)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sorted(ends.values())


def copy(alert):
    return Alert._base_manager.get(pk=alert.pk)


def test_an_alert_is_closed_or_leads_to_a_case_and_never_both():
    first, second = worker(), worker()
    alert = weighed(first, alerted(first))
    closing, registering = copy(alert), copy(alert)
    ends = at_once(
        lambda: close_alert(by=first, at=NOW, alert=closing, reason="not_reached"),
        lambda: register(second, alert=registering),
    )
    assert ends == ["Refused", "done"]
    state = copy(alert).state
    assert (state, Case._base_manager.count(), AlertCase._base_manager.count()) in {("closed", 0, 0), ("taken", 1, 1)}


def test_an_alert_goes_to_one_agency_when_two_pass_it_on_at_once():
    first, second = worker(), worker()
    other()
    alert = weighed(first, alerted(first))
    one, two = copy(alert), copy(alert)
    to = agency("second")
    ends = at_once(
        lambda: pass_alert_on(by=first, at=NOW, alert=one, to=to),
        lambda: pass_alert_on(by=second, at=NOW, alert=two, to=to),
    )
    assert ends == ["NotAllowed", "done"]
    assert AlertStep.objects.filter(state="passed_on").count() == 1
