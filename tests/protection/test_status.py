"""Where a case stands is a machine: each step is made by an act, and any other is refused with its sentence."""

import pytest

from tabara.access.errors import Refused
from tabara.protection.cases.enums import CASE_STEPS, OPEN_CASES, CaseStatus
from tabara.protection.cases.operations import close_case, reopen_case
from tabara.protection.cases.operations.status import move
from tests.factories import NOW, TODAY, make_member, register

STEPS = [(state, to) for state in CaseStatus for to in CaseStatus]


@pytest.mark.django_db(databases="__all__")
@pytest.mark.parametrize(("state", "to"), STEPS, ids=lambda one: one.value)
def test_a_case_goes_the_steps_that_there_are_and_no_other(state, to):
    case = register(make_member())
    case.status = state
    if to in CASE_STEPS[state]:
        move(case, to)
        assert case.status == to
        return
    with pytest.raises(Refused, match="open already" if state in OPEN_CASES else "closed already"):
        move(case, to)
    assert case.status == state


@pytest.mark.django_db(databases="__all__")
def test_a_case_is_not_closed_twice_and_not_opened_twice():
    worker = make_member()
    case = register(worker)
    with pytest.raises(Refused, match="This case is open already"):
        reopen_case(by=worker, at=NOW, case=case)
    close_case(by=worker, at=NOW, case=case, on=TODAY, reason="goals_met")
    with pytest.raises(Refused, match="This case is closed already"):
        close_case(by=worker, at=NOW, case=case, on=TODAY, reason="referred")
    case.refresh_from_db()
    assert case.status == CaseStatus.CLOSED


def test_every_state_is_reached_and_left_again():
    assert set(CASE_STEPS) == set(CaseStatus)
    assert {to for after in CASE_STEPS.values() for to in after} == set(CaseStatus)
    assert all(CASE_STEPS.values())
