"""Two workers who take the last place at the same moment: one has it, and the other is told."""

import pytest

from tabara.access.errors import Refused
from tabara.protection.directory.models import Provider, Stay, Taken
from tabara.protection.directory.operations import accept_place, ask_place, book_stay, put_out_of_order, set_room
from tests.access.test_together import at_once
from tests.protection.directory.invented import at_home, keeper, next_door, person, shelter
from tests.protection.sharing.sharers import now, today

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")


def kinds(answers):
    return sorted("Refused" if isinstance(one, Refused) else type(one).__name__ for one in answers)


def take(worker, case, house):
    mine = Provider.objects.get(pk=house.pk)
    return lambda: book_stay(by=worker, at=now(), case=case, provider=mine, kind="women", since=today())


def test_of_four_who_take_the_last_place_at_once_one_has_it():
    worker, house = at_home(), shelter(women=1)
    people = [person(worker) for _ in range(4)]
    answers = at_once(*[take(worker, case, house) for case in people])
    assert kinds(answers) == ["Refused", "Refused", "Refused", "Stay"]
    assert (Stay._base_manager.count(), Taken.objects.count()) == (1, 1)


def test_one_person_booked_twice_at_once_has_one_place():
    worker, house, second = at_home(), shelter(women=3), shelter("Second", women=3)
    case = person(worker)
    assert kinds(at_once(take(worker, case, house), take(worker, case, second))) == ["Refused", "Stay"]
    assert Taken.objects.count() == 1


def test_a_place_promised_and_booked_at_once_is_given_once():
    worker, asker, house = at_home(), next_door(), shelter(women=1)
    given = {"case": person(asker), "provider": house, "kind": "women", "since": today()}
    ask = ask_place(by=asker, at=now(), **given)
    answers = at_once(lambda: accept_place(by=worker, at=now(), ask=ask), take(worker, person(worker), house))
    assert "Refused" in kinds(answers)
    assert Stay._base_manager.count() == 1


def test_a_place_taken_and_taken_away_at_once_is_one_of_both():
    worker, house = at_home(), shelter(women=1)
    fewer = keeper()
    answers = at_once(
        take(worker, person(worker), house),
        lambda: set_room(by=fewer, at=now(), provider=Provider.objects.get(pk=house.pk), kind="women", places=0),
        lambda: put_out_of_order(
            by=worker,
            at=now(),
            provider=Provider.objects.get(pk=house.pk),
            kind="women",
            places=1,
            since=today(),
            until=None,
            reason="repair",
        ),
    )
    assert kinds(answers).count("Refused") == 2
