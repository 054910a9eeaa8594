"""The walls of PostgreSQL around the databases of the tests, and the code under test inside them.

`walls` prepares the roles and the walls once, as `tabara database prepare` does; `walled` lets Django enter as the
server's role for one test. Both need a server (TABARA_TEST_DATABASE); without one their tests are left out.
"""

import os
from dataclasses import dataclass

import psycopg
import pytest
from django.db import connections
from psycopg import sql

from tabara.access.walls import prepare
from tabara.access.walls.address import ALIASES, Address
from tabara.access.walls.roles import Names, names_of

PASSWORD = "only for the tests"
needs_server = [
    pytest.mark.database,
    pytest.mark.skipif(not os.environ.get("TABARA_TEST_DATABASE"), reason="TABARA_TEST_DATABASE names no server"),
    pytest.mark.django_db(transaction=True, databases="__all__"),
]


@dataclass(frozen=True)
class Walls:
    """Where the databases of the tests are, and the roles around them."""

    owner: Address
    names: Names

    def entered(self, role: str, alias: str = "default") -> psycopg.Connection:
        """Return a connection of its own for one of the roles that are entered, or for the superuser."""
        entry = self.owner if role == "superuser" else self.owner.as_user(getattr(self.names, role), PASSWORD)
        return psycopg.connect(**entry.entered(self.owner.of(alias)), autocommit=True)


@pytest.fixture(scope="session")
def walls(django_db_setup, django_db_blocker):
    """Prepare the databases of the tests, and take everything back at the end."""
    with django_db_blocker.unblock():
        found = connections["default"].settings_dict
        owner = Address(found["NAME"], found["USER"], found["PASSWORD"], found["HOST"], str(found["PORT"]))
        names = names_of(Address(owner.name), None)
        set_up(owner, names)
        yield Walls(owner, names)
        take_back(owner, names)


def set_up(owner, names):
    from tabara.mart import source

    prepare.make_roles(owner, names, {names.app: PASSWORD, names.report: PASSWORD}, told=lambda line: None)
    prepare.hand_over(owner, names)
    prepare.wall_off(owner, names, source.columns(), told=lambda line: None)


def take_back(owner, names):
    roles = (names.app, names.report, names.audit, names.gate, names.owner)
    for alias in ALIASES:
        with prepare.entered(owner, owner.of(alias)) as connection:
            for role in (names.owner, names.gate):
                connection.execute(sql.SQL("REASSIGN OWNED BY {} TO CURRENT_USER").format(sql.Identifier(role)))
            for role in roles:
                connection.execute(sql.SQL("DROP OWNED BY {} CASCADE").format(sql.Identifier(role)))
    with prepare.entered(owner, "postgres") as connection:
        for role in roles:
            connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


@pytest.fixture
def inside(request, walls):
    """Let what a test calls enter as the server's role: it sees what its member may, while the test sees everything."""
    from tabara.access.speaking import for_everybody  # models can only be imported once Django stands

    request.getfixturevalue("_django_db_helper")
    with for_everybody():
        if is_transactional(request):
            with entering(walls):
                yield
        else:
            for alias in databases_of(request):
                with connections[alias].cursor() as cursor:  # the role ends with the test's own transaction
                    cursor.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(walls.names.app)))
            yield


def is_transactional(request):
    marker = request.node.get_closest_marker("django_db")
    fixtures = {"transactional_db", "live_server"} & set(request.fixturenames)
    return bool(fixtures) or bool(marker and marker.kwargs.get("transaction"))


def databases_of(request):
    marker = request.node.get_closest_marker("django_db")
    named = marker.kwargs.get("databases") if marker else None
    return ALIASES if named == "__all__" else tuple(named or ("default",))


@pytest.fixture
def walled(walls, transactional_db):
    """Let Django enter its databases as the server's role during one test."""
    with entering(walls):
        yield walls


class entering:  # noqa: N801 - reads as a verb where it is used
    """Let Django's connections enter as the server's role inside the block."""

    def __init__(self, walls):
        self.role = walls.names.app

    def __enter__(self):
        for alias in ALIASES:
            connections[alias].close()
            connections[alias].settings_dict["OPTIONS"]["assume_role"] = self.role

    def __exit__(self, *_):
        for alias in ALIASES:
            connections[alias].close()
            del connections[alias].settings_dict["OPTIONS"]["assume_role"]


def asked(words, *values, by=None, alias="default"):
    """Ask the database in plain SQL, in a member's name or in nobody's; return the rows."""
    from tabara.access.speaking import speaking_for  # models can only be imported once Django stands

    with speaking_for(by), connections[alias].cursor() as cursor:
        cursor.execute(words, values)
        return cursor.fetchall()


def counted(table, by=None, alias="default"):
    """Return how many rows of a table a member is shown."""
    return asked(f"SELECT count(*) FROM {table}", by=by, alias=alias)[0][0]  # noqa: S608 - the tests' own words
