"""A person who was registered twice counts once from the merge on, in a build in steps as in one of the whole."""

import datetime as dt

import pytest

from tabara.protection.intake import operations as intake
from tabara.protection.intake.models import Merge
from tests.factories import NOW, assisted, determined, make_member
from tests.marts import AT
from tests.protection.doubles.twice import LATER, merged, registered_twice

pytestmark = [
    pytest.mark.django_db(databases="__all__"),
    pytest.mark.past_the_walls,  # the mart reads by a role of its own, which sees only what is committed
]

PERSONS = "SELECT count(*) FROM persons"
# what is counted                                  two people   one   apart again
DRAWN = {
    PERSONS: (2, 1, 2),
    "SELECT count(DISTINCT person_no) FROM registration": (2, 1, 2),
    "SELECT count(DISTINCT case_no) FROM registration": (2, 2, 2),
    "SELECT count(DISTINCT person_no) FROM assistance": (2, 1, 2),
    "SELECT count(DISTINCT person_no) FROM identification": (2, 1, 2),
}


def counted(mart):
    return {query: mart.sql(query)[0][0] for query in DRAWN}


@pytest.mark.parametrize("full", [True, False], ids=["the whole", "in steps"])
def test_who_was_two_is_one_and_two_again(built, full):
    supervisor = make_member("supervisor")
    for case in registered_twice(supervisor):
        assisted(supervisor, case)
        determined(supervisor, case)
    before = counted(built())
    merged(supervisor)
    as_one = counted(built(full=full, at=AT + dt.timedelta(hours=1)))
    intake.undo_merge(by=supervisor, at=LATER, merge=Merge._base_manager.get())
    after = counted(built(full=full, at=AT + dt.timedelta(hours=2)))
    assert {query: (before[query], as_one[query], after[query]) for query in DRAWN} == DRAWN


@pytest.mark.parametrize("full", [True, False], ids=["the whole", "in steps"])
def test_a_step_gives_what_the_whole_gives(built, full):
    supervisor = make_member("supervisor")
    registered_twice(supervisor)
    built()
    merged(supervisor, at=NOW)
    assert counted(built(full=full, at=AT + dt.timedelta(hours=1)))[PERSONS] == 1
