"""The actions of a plan: what is refused, to whom they are given, and what others see of them."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.protection.planning import operations, queries
from tabara.protection.planning.operations import Responsible
from tests.protection.planning.planners import (
    action,
    agreed,
    begun,
    decided,
    goal,
    submitted,
    supervisor,
)
from tests.protection.sharing.sharers import now, receiver, registered, sender, shared, today

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def worker():
    return sender()


@pytest.fixture
def chief():
    return supervisor()


@pytest.fixture
def case(worker):
    return registered(worker)


def done(by, case, row, **facts):
    return operations.do_action(by=by, at=now(), case=case, action=row.pk, **{"on": today(), **facts})


def judged(by, case, row, state):
    return operations.judge_goal(by=by, at=now(), case=case, goal=row.pk, state=state)


def closed(by, case, **facts):
    return operations.close_plan(by=by, at=now(), case=case, **{"on": today(), "outcomes": {}, **facts})


def text(by, case, row):
    wanted = [("text", f"goal.{row.pk}.text", row.text)]
    return queries.words(by=by, case=case, wanted=wanted).get("text")


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"service": ""}, "text", "Choose a service"),
        ({"service": "magic"}, "service", "magic"),
        ({"due_on": today() - dt.timedelta(days=1)}, "due_on", "before today"),
    ],
)
def test_an_action_that_cannot_be_is_refused(worker, case, facts, field, sentence):
    begun(worker, case)
    with pytest.raises(Refused, match=sentence) as refused:
        action(worker, case, goal(worker, case), **facts)
    assert refused.value.field == field


def test_an_action_is_given_to_a_member_of_the_agency_named(worker, case):
    begun(worker, case)
    aim = goal(worker, case)
    with pytest.raises(Refused, match="active member of the agency"):
        action(worker, case, aim, who=Responsible(receiver().agency, worker))


def test_others_see_the_plan_with_its_group_alone_and_end_what_is_theirs(worker, chief, case):
    nurse = receiver()
    begun(worker, case)
    aim = goal(worker, case)
    ours, theirs = action(worker, case, aim), action(worker, case, aim, who=Responsible(nurse.agency))
    agreed(worker, case)
    decided(chief, submitted(worker, case))
    shared(worker, case, nurse, ["course", "services"])
    assert queries.plans(by=nurse, case=case) == []
    with pytest.raises(NotFound):
        done(nurse, case, theirs)
    shared(worker, case, nurse, ["plan"])
    seen = queries.plans(by=nurse, case=case)[0]
    assert [text(nurse, case, one) for one in seen.goals.all()] == [None]
    with pytest.raises(NotFound):
        done(nurse, case, ours)
    with pytest.raises(NotAllowed):
        goal(nurse, case)
    assert done(nurse, case, theirs).state == "done"
