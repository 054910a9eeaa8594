"""A plan: written with the person, approved by another, changed by versions, followed to its end."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, Refused, Stale
from tabara.protection.cases.operations import close_case
from tabara.protection.planning import operations, queries
from tabara.protection.planning.enums import ACTION_STEPS, GOAL_STEPS, PLAN_STEPS, ActionState, GoalState, PlanState
from tabara.protection.planning.operations.refusals import step
from tests.protection.planning.planners import (
    LATER,
    action,
    agreed,
    approved,
    begun,
    decided,
    goal,
    submitted,
    supervisor,
)
from tests.protection.sharing.sharers import now, receiver, registered, sender, today

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
    ("states", "steps"), [(PlanState, PLAN_STEPS), (GoalState, GOAL_STEPS), (ActionState, ACTION_STEPS)]
)
def test_every_state_has_its_steps(states, steps):
    assert set(steps) == set(states)


@pytest.mark.parametrize("to", PlanState)
@pytest.mark.parametrize("state", PlanState)
def test_a_plan_goes_only_where_a_step_leads(worker, case, state, to):
    plan = begun(worker, case)
    plan.state = state
    if to in PLAN_STEPS[state]:
        step(plan, to)
        assert plan.state == to
    else:
        with pytest.raises(Refused, match="gone further meanwhile"):
            step(plan, to)


def test_a_plan_is_approved_by_somebody_else_and_then_its_actions_are_due(worker, chief, case):
    plan = approved(worker, chief, case)
    made = plan.actions.get()
    assert (plan.state, plan.decided_by, plan.said is None) == ("approved", chief, False)
    found = {(task.kind, task.about, task.due_on, task.member) for task in case.tasks.all()}
    assert found == {
        ("plan.action", made.stem, made.due_on, worker),
        ("plan.review", plan.pk, plan.review_on, None),
    }


def test_a_draft_makes_nothing_due(worker, case):
    begun(worker, case)
    action(worker, case, goal(worker, case))
    assert not case.tasks.exists()


def test_nobody_approves_what_they_wrote_or_submitted(chief, case):
    begun(chief, case)
    goal(chief, case)
    agreed(chief, case)
    plan = submitted(chief, case)
    with pytest.raises(Refused, match="Another supervisor has to decide"):
        decided(chief, plan)
    assert queries.to_approve(by=chief) == []
    other = supervisor()
    assert [one.pk for one in queries.to_approve(by=other)] == [plan.pk]
    assert decided(other, plan).state == "approved"
    assert queries.to_approve(by=other) == []


def test_only_who_may_approve_does(worker, case):
    begun(worker, case)
    goal(worker, case)
    agreed(worker, case)
    plan = submitted(worker, case)
    for one in (worker, sender(), receiver("supervisor"), sender("data_protection_officer")):
        with pytest.raises(NotAllowed):
            decided(one, plan)


def test_a_plan_is_sent_back_with_a_reason_changed_and_submitted_again(worker, chief, case):
    begun(worker, case)
    goal(worker, case)
    agreed(worker, case)
    plan = submitted(worker, case)
    with pytest.raises(Refused, match="no plan to write in"):
        goal(worker, case)
    with pytest.raises(Refused, match="Say what has to change") as refused:
        decided(chief, plan, approves=False)
    assert refused.value.field == "why"
    back = decided(chief, plan, approves=False, why="Where does she sleep tonight?")
    assert (back.state, b"sleep" in bytes(back.sent_back)) == ("sent_back", False)
    goal(worker, case, "A bed for tonight")
    with pytest.raises(Refused, match="Ask the person first"):
        submitted(worker, case)
    agreed(worker, case)
    assert decided(chief, submitted(worker, case)).state == "approved"


def test_a_person_who_does_not_agree_is_recorded_and_help_goes_on(worker, chief, case):
    begun(worker, case)
    goal(worker, case)
    with pytest.raises(Refused, match="Ask the person first"):
        submitted(worker, case)
    agreed(worker, case, agrees=False, said="Not like this")
    assert decided(chief, submitted(worker, case)).agrees is False


def test_a_plan_without_a_goal_is_not_submitted(worker, case):
    begun(worker, case)
    agreed(worker, case)
    with pytest.raises(Refused, match="no goal yet"):
        submitted(worker, case)


def test_a_case_has_one_plan(worker, chief, case):
    begun(worker, case)
    with pytest.raises(Refused, match="has a plan already"):
        begun(worker, case)


def test_an_approved_plan_is_changed_by_a_new_version_alone(worker, chief, case):
    first = approved(worker, chief, case)
    with pytest.raises(Refused, match="The approved plan is not changed"):
        goal(worker, case)
    second = operations.revise_plan(by=worker, at=now(), case=case)
    with pytest.raises(Refused, match="being written already"):
        operations.revise_plan(by=worker, at=now(), case=case)
    copy, before = second.goals.get(), first.goals.get()
    assert (copy.stem, text(worker, case, copy)) == (before.stem, "Goal 0")
    assert copy.text != before.text
    assert [one.about for one in case.tasks.filter(kind="plan.action")] == [first.actions.get().stem]
    agreed(worker, case)
    decided(chief, submitted(worker, case))
    first.refresh_from_db()
    assert first.state == "replaced"
    assert {(task.kind, task.about) for task in case.tasks.all()} == {
        ("plan.action", second.actions.get().stem),
        ("plan.review", second.pk),
    }
    assert text(worker, case, before) == "Goal 0"


def test_what_is_done_meanwhile_is_done_in_the_new_version_too(worker, chief, case):
    first = approved(worker, chief, case)
    second = operations.revise_plan(by=worker, at=now(), case=case)
    done(worker, case, first.actions.get())
    judged(worker, case, first.goals.get(), "met")
    assert second.actions.get().state == "done"
    assert second.goals.get().state == "met"
    assert not case.tasks.filter(kind="plan.action").exists()


def test_the_first_thing_done_sets_a_plan_under_way_and_the_progress_counts(worker, chief, case):
    plan = approved(worker, chief, case, goals=3)
    rows = list(plan.actions.all())
    done(worker, case, rows[0])
    plan.refresh_from_db()
    assert plan.state == "under_way"
    judged(worker, case, plan.goals.first(), "met")
    judged(worker, case, plan.goals.last(), "no_longer_wanted")
    found = queries.progress(plan=queries.plan(by=worker, case=case, number=plan.pk), on=today() + dt.timedelta(days=8))
    assert found == queries.Progress(met=1, goals=3, open=2, late=2)


def test_an_action_is_ended_once(worker, chief, case):
    row = approved(worker, chief, case).actions.get()
    done(worker, case, row)
    for again in (
        lambda: done(worker, case, row),
        lambda: operations.drop_action(by=worker, at=now(), case=case, action=row.pk, why="not_needed"),
    ):
        with pytest.raises(Refused, match="said already what became of this action"):
            again()


def test_an_action_is_dropped_with_a_reason_of_the_list(worker, chief, case):
    row = approved(worker, chief, case).actions.get()
    with pytest.raises(Refused, match="bored"):
        operations.drop_action(by=worker, at=now(), case=case, action=row.pk, why="bored")
    dropped = operations.drop_action(by=worker, at=now(), case=case, action=row.pk, why="not_needed")
    assert (dropped.state, dropped.dropped_for) == ("dropped", "not_needed")
    assert not case.tasks.filter(kind="plan.action").exists()


def test_a_goal_met_is_judged_anew_only_after_it_was_opened_again(worker, chief, case):
    row = approved(worker, chief, case).goals.get()
    judged(worker, case, row, "met")
    with pytest.raises(Refused, match="Open it again first"):
        judged(worker, case, row, "not_met")
    judged(worker, case, row, "open")
    assert judged(worker, case, row, "not_met").state == "not_met"


def test_two_people_who_change_the_same_words_are_asked_and_others_merge(worker, chief, case):
    begun(worker, case)
    row = goal(worker, case, "Sleep safely", target=4)

    def edit(by, changes, before):
        given = {"goal": row.pk, "saw": 1, "changes": changes, "before": before}
        return operations.edit_goal(by=by, at=now(), case=case, **given)

    edit(worker, {"text": "Sleep behind a lock"}, {"text": "Sleep safely"})
    edit(chief, {"target": 5}, {"target": 4})
    with pytest.raises(Stale) as stale:
        edit(chief, {"text": "Sleep at the shelter"}, {"text": "Sleep safely"})
    assert stale.value.stored == {"text": "Sleep behind a lock"}
    edit(chief, {"text": "Sleep behind a lock"}, {"text": "Sleep safely"})
    row.refresh_from_db()
    assert (text(worker, case, row), row.target) == ("Sleep behind a lock", 5)


def test_a_goal_taken_out_of_a_draft_counts_no_more(worker, case):
    plan = begun(worker, case)
    row = goal(worker, case)
    action(worker, case, row)
    operations.take_goal_out(by=worker, at=now(), case=case, goal=row.pk)
    assert queries.progress(plan=plan, on=today()) == queries.Progress(0, 0, 0, 0)


def test_a_plan_ends_with_what_became_of_each_goal(worker, chief, case):
    plan = approved(worker, chief, case)
    with pytest.raises(Refused, match="Actions still open: 1"):
        closed(worker, case)
    done(worker, case, plan.actions.get())
    with pytest.raises(Refused, match="Say of each goal"):
        closed(worker, case)
    ended = closed(worker, case, outcomes={str(plan.goals.get().pk): "partly"})
    assert (ended.state, plan.goals.get().state, case.tasks.count()) == ("closed", "partly", 0)
    begun(worker, case)


def test_a_plan_looked_at_together_is_due_again_later(worker, chief, case):
    plan = approved(worker, chief, case)
    operations.review_plan(by=worker, at=now(), case=case, next_on=today() + LATER * 2)
    assert case.tasks.get(kind="plan.review", about=plan.pk).due_on == today() + LATER * 2


def test_a_case_with_open_actions_is_not_closed(worker, chief, case):
    plan = approved(worker, chief, case)
    given = {"by": worker, "at": now(), "case": case, "on": today(), "reason": "goals_met"}
    with pytest.raises(Refused, match="Open tasks in this case: 1"):
        close_case(**given)
    done(worker, case, plan.actions.get())
