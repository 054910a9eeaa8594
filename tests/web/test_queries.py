"""How often the pages that people open all day ask the database: a number that is held, whatever a case has in it."""

from contextlib import ExitStack

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from tests.factories import assisted, make_agency, screened
from tests.protection.planning.planners import LATER, action, assessed, conference, goal
from tests.protection.sharing.sharers import agrees, now, refer, today
from tests.web import rooms
from tests.web.world import make_world

pytestmark = pytest.mark.django_db(databases="__all__")
OF_A_CASE, OF_HOME = 45, 18  # with the two of the session, and the five that remember who looked


@pytest.fixture
def world():
    return make_world()


def asked(world, role, name):
    """Return how many times a page, opened a second time, asks any database."""
    visitor, statements = Client(), []
    visitor.force_login(world.members[role])
    at = reverse(f"web:{name}", kwargs={"number": world.case.pk} if name == "case" else {})
    assert visitor.get(at).status_code == 200

    def remember(execute, sql, values, many, context):
        statements.append(sql)
        return execute(sql, values, many, context)

    with ExitStack() as listening:
        for alias in ("default", "vault", "keys"):
            listening.enter_context(connections[alias].execute_wrapper(remember))
        assert visitor.get(at).status_code == 200
    return len(statements)


def more_of_everything(world, *times):
    """Let more of the same happen in the case."""
    worker, case, aim = world.members["caseworker"], world.case, world.known["aim"]
    for number in times:
        screened(worker, case, on=today(), at=now())
        assisted(worker, case, on=today(), at=now())
        assessed(worker, case)
        action(worker, case, goal(worker, case, f"Goal {number}"))
        action(worker, case, aim, due_on=today() + LATER)
        conference(worker, case)
        rooms.family.add_household_member(by=worker, at=now(), case=case, tie="sibling", whereabouts="known", told="x")
        rooms.family.ask_tracing(by=worker, at=now(), case=case, tie="sibling", asked_on=today(), wanted=True, told="x")
        clinic = make_agency(f"clinic-{number}", kind="health")
        agrees(worker, case, clinic)
        refer(worker, case, clinic)


@pytest.mark.parametrize("role", ["caseworker", "supervisor", "coordinator"])
def test_a_case_with_everything_in_it_asks_no_more_than_this(world, role):
    assert asked(world, role, "case") <= OF_A_CASE


@pytest.mark.parametrize("role", ["caseworker", "supervisor", "coordinator"])
def test_home_asks_no_more_than_this(world, role):
    assert asked(world, role, "home") <= OF_HOME


@pytest.mark.parametrize("name", ["case", "home"])
def test_more_in_a_case_asks_no_more_often(world, name):
    more_of_everything(world, "first")
    before = asked(world, "caseworker", name)
    more_of_everything(world, *"abc")
    assert asked(world, "caseworker", name) <= before
