"""Two colleagues act on one envelope in the same moment: one act stands whole, the other is told why it does not."""

import threading

import pytest
from django.db import connections

from tabara.access.errors import Refused
from tabara.exchange.handover.operations import Registering, accept_arrival, decline_arrival, take_in
from tabara.protection.cases.models import Case
from tabara.protection.handover.models import Arrival
from tests.exchange.both import abroad, partner_of, told
from tests.protection.sharing.sharers import now, sender

pytestmark = [
    pytest.mark.django_db(transaction=True, databases="__all__"),
    pytest.mark.skipif("connections['default'].vendor != 'postgresql'", reason="SQLite lets in one writer at a time"),
]
YES = Registering("female", "presumed_victim", "Consolata", consented=True, consent_language="fr")


def at_once(*acts):
    """Do these acts in the same moment; return what became of each."""
    start, ends = threading.Barrier(len(acts)), {}

    def run(number, act):
        start.wait()
        try:
            act()
            ends[number] = "done"
        except Refused as refusal:
            ends[number] = type(refusal).__name__
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(acts)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return sorted(ends.values())


def copies(row):
    return [Arrival._base_manager.select_related("partner__agency", "agency").get(pk=row.pk) for _copy in range(2)]


def test_the_same_file_taken_in_by_two_is_one_envelope():
    first, second, other = sender(), sender(), abroad()
    partner_of(other)
    file = other.written("envelope", told())
    assert at_once(*(lambda by=by: take_in(by=by, at=now(), file=file) for by in (first, second))) == ["done", "done"]
    assert Arrival._base_manager.count() == 1


def test_two_who_accept_register_one_person():
    first, second, other = sender(), sender(), abroad()
    partner_of(other)
    row = take_in(by=first, at=now(), file=other.written("envelope", told()))
    acts = zip((first, second), copies(row), strict=True)
    ends = at_once(
        *(lambda by=by, one=one: accept_arrival(by=by, at=now(), arrival=one, registering=YES) for by, one in acts)
    )
    assert ends == ["Refused", "done"]
    assert (Case._base_manager.count(), Arrival._base_manager.get().state) == (1, "accepted")


def test_it_is_accepted_or_declined_and_never_both():
    first, second, other = sender(), sender(), abroad()
    partner_of(other)
    row = take_in(by=first, at=now(), file=other.written("envelope", told()))
    one, two = copies(row)
    ends = at_once(
        lambda: accept_arrival(by=first, at=now(), arrival=one, registering=YES),
        lambda: decline_arrival(by=second, at=now(), arrival=two, reason="no_place"),
    )
    assert ends == ["Refused", "done"]
    found = Arrival._base_manager.get()
    assert (found.state == "accepted") == (Case._base_manager.count() == 1) == (found.content is not None)
