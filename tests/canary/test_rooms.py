"""The newer rooms seal what they are told: none of it lies in the tables of the tests' own database."""

import pytest
from django.utils import timezone

from tests.canary.rooms import tell_rooms
from tests.canary.tables import in_the_clear
from tests.canary.telling import Words
from tests.factories import make_agency, make_team, register
from tests.web.steps import signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


def test_what_the_newer_rooms_are_told_is_sealed_in_every_table():
    home, words, today = make_agency("home", name="Planted agency"), Words(11), timezone.localdate()
    client = signed_in("caseworker", agency=home, team=make_team(home))
    case = register(client.member, at=timezone.now(), opened_on=today, birth_year=1999)
    tell_rooms(client, words, str(case.pk), today)
    assert len(words.said) == 19
    assert in_the_clear(words, "Planted agency") == []
