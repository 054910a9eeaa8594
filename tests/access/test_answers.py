"""The same form sent twice is one act; the same number with other answers is no second act, and no first one either."""

import datetime as dt

import pytest

from tabara.access.answers import number_of
from tabara.access.errors import OtherAnswers
from tabara.access.models import AuditEvent
from tabara.access.operation import new_event
from tabara.protection.intake.operations import Names
from tests.factories import NOW, TODAY, assisted, make_member, register

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def member():
    return make_member()


@pytest.fixture
def case(member):
    return register(member)


def services(case):
    return list(case.services.values_list("code", flat=True))


def test_the_same_answers_under_the_same_number_are_one_act(member, case):
    number = new_event()
    first = assisted(member, case, "cash", event=number)
    again = assisted(member, case, "cash", event=number, at=NOW + dt.timedelta(minutes=5))
    assert first == again
    assert services(case) == ["cash"]


@pytest.mark.parametrize("other", [{"code": "psychosocial"}, {"on": TODAY - dt.timedelta(days=1)}, {"notes": "more"}])
def test_other_answers_under_the_same_number_are_refused_and_the_first_ones_stay(member, case, other):
    number = new_event()
    assisted(member, case, "cash", event=number)
    with pytest.raises(OtherAnswers, match="sent before, with other answers"):
        assisted(member, case, **{"code": "cash", **other}, event=number)
    assert services(case) == ["cash"]


def test_a_person_is_not_registered_under_another_name_by_a_second_form(member):
    number = new_event()
    first = register(member, event=number)
    assert register(member, event=number) == first
    with pytest.raises(OtherAnswers):
        register(member, event=number, names=Names(given="Aline", surname="Niragira"))


def test_what_is_kept_of_the_answers_tells_nobody_what_they_were(member):
    register(member, event=(number := new_event()), given="Zebedayo")
    row = AuditEvent.objects.get(event=number, operation="intake.register_person")
    assert len(row.answers) == 32
    assert "Zebedayo" not in str(row.content(1))
    assert row.content(1)["answers"] == row.answers


def test_the_number_follows_the_answers_and_not_the_moment():
    given = {"code": "cash", "on": TODAY, "picture": b"\x00", "tags": {"b", "a"}}
    assert number_of("a", given) == number_of("a", {**given, "at": NOW, "saw": 3, "tags": {"a", "b"}})
    others = [
        number_of("b", given),
        number_of("a", {**given, "picture": b"\x01"}),
        number_of("a", {**given, "on": None}),
    ]
    assert len({number_of("a", given), *others}) == 4
