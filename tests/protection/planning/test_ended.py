"""Nothing is planned for somebody who was erased, nor in a closed case; and what was said goes with the case."""

import pytest

from tabara.access.errors import Refused
from tabara.protection.intake.operations import erasing
from tabara.protection.planning.models import Action, Conference, Goal, Plan, Score
from tabara.sealing.keys import Purpose, shred
from tests.protection.planning.planners import (
    action,
    agreed,
    assessed,
    begun,
    best_interests,
    child,
    conference,
    goal,
)
from tests.protection.sharing.sharers import registered, sender

pytestmark = pytest.mark.django_db(databases="__all__")
ACTS = {"assess": assessed, "plan": begun, "interests": best_interests, "conference": conference}


@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_written_in_a_closed_case(act):
    worker = sender()
    case = registered(worker)
    case.status = "closed"
    case.save()
    with pytest.raises(Refused, match="Open it again before you assess or plan"):
        ACTS[act](worker, case)


@pytest.mark.parametrize("purpose", [Purpose.NARRATIVE, Purpose.IDENTITY])
@pytest.mark.parametrize("act", ACTS)
def test_nothing_is_planned_for_somebody_who_was_erased(act, purpose):
    worker = sender()
    case = registered(worker)
    shred(case.pk if purpose is Purpose.NARRATIVE else case.person_id, [purpose], why="asked")
    with pytest.raises(Refused, match="This person was erased"):
        ACTS[act](worker, case)


def test_the_words_go_with_the_case_and_its_course_stays():
    worker = sender()
    case = child(worker)
    assessed(worker, case, {"safety": 2}, risk="high", notes={"safety": "He waits outside"})
    begun(worker, case)
    action(worker, case, goal(worker, case), text="Call her aunt")
    agreed(worker, case)
    record = best_interests(worker, case)
    conference(worker, case, notes="The shelter is full")
    erasing.forget_notes(case)
    record.refresh_from_db()
    left = [Score._base_manager.get().notes, Goal._base_manager.get().text, Action._base_manager.get().text]
    left += [Plan._base_manager.get().said, record.views, record.reasons, record.grounds]
    met = Conference._base_manager.get()
    assert [*left, met.agenda, met.notes] == [None] * 9
    assert (Score._base_manager.get().score, Plan._base_manager.get().agrees) == (2, True)
