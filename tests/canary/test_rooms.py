"""The newer rooms seal what they are told: none of it lies in the tables of the tests' own database."""

import pytest
from django.db import connections
from django.utils import timezone

from tests.canary import hunt
from tests.canary.rooms import tell_rooms
from tests.canary.telling import Words
from tests.factories import make_agency, make_team, register
from tests.web.steps import signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


def stored():
    """Return everything that lies in the tables, as text and as bytes."""
    for connection in connections.all():
        with connection.cursor() as cursor:
            for table in connection.introspection.django_table_names(only_existing=True):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - our own tables
                for row in cursor.fetchall():
                    for value in row:
                        yield table, bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def test_what_the_newer_rooms_are_told_is_sealed_in_every_table():
    home, words, today = make_agency("home", name="Planted agency"), Words(11), timezone.localdate()
    client = signed_in("caseworker", agency=home, team=make_team(home))
    case = register(client.member, at=timezone.now(), opened_on=today, birth_year=1999)
    tell_rooms(client, words, str(case.pk), today)
    assert len(words.said) == 19
    about = {word: what for what, word in words.said.items()}
    search = hunt.Hunt([*about, "Planted agency"])
    found = {(table, word) for table, content in stored() for word, _how in search.through(content)}
    assert {(table, about[word]) for table, word in found if word in about} == set()
    assert ("access_agency", "Planted agency") in found  # what lies in the clear on purpose is found
