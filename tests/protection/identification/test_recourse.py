"""A decision is looked at again by somebody else than who made it; nothing is altered, and nothing is taken away."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.protection.assistance.operations import open_notes
from tabara.protection.cases import queries
from tabara.protection.cases.models import Case, Determination, Recourse, Task
from tabara.protection.cases.operations import (
    Ruling,
    ask_review,
    close_case,
    decide_appeal,
    decide_review,
    record_appeal,
    withdraw_recourse,
)
from tabara.protection.cases.operations.tasks import drift
from tabara.protection.intake.retention import person_due
from tests.factories import NOW, TODAY, determined, make_agency, make_member, register

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = dt.timedelta(days=1)
RULING = Ruling(
    status="actual",
    on=TODAY,
    acts={"recruitment": ["statement"]},
    means={"deception": ["message"]},
    purposes={"forced_labour": ["statement"]},
    age_at_entry=24,
    grounds="The messages were found.",
)


@pytest.fixture
def worker():
    return make_member()


@pytest.fixture
def supervisor():
    return make_member("supervisor")


@pytest.fixture
def case(worker) -> Case:
    return register(worker)


@pytest.fixture
def decision(worker, case) -> Determination:
    return determined(worker, case, "not_a_victim", means={})


def appealed(by, case, **more):
    of = more.pop("of", None) or case.determinations.first().pk
    return record_appeal(by=by, at=NOW, case=case, of=of, on=TODAY, **{"asked_by": "person", **more})


def reviewed(by, case, grounds="The contract came late."):
    return ask_review(by=by, at=NOW, case=case, of=case.determinations.first().pk, on=TODAY, grounds=grounds)


def tasks() -> list[tuple[str, dt.date]]:
    kinds = ("determination.review", "determination.appeal")
    return [(row.kind, row.due_on) for row in Task._base_manager.filter(kind__in=kinds)]


def test_an_appeal_needs_no_reason_and_waits_for_the_days_of_the_pack(worker, case, decision):
    row = appealed(worker, case, asked_by="guardian")
    assert (row.of, row.kind, row.state, row.asked_by) == (decision, "appeal", "open", "guardian")
    assert tasks() == [("determination.appeal", TODAY + 30 * DAY)]
    assert drift() == 0


def test_a_review_says_what_is_to_be_looked_at_and_is_sooner(worker, case, decision):
    with pytest.raises(Refused, match="Say what should be looked at"):
        reviewed(worker, case, grounds=" ")
    row = reviewed(worker, case)
    assert b"contract" not in bytes(row.grounds)
    assert tasks() == [("determination.review", TODAY + 10 * DAY)]


def test_an_appeal_is_the_persons_never_the_agencys(worker, case, decision):
    with pytest.raises(Refused, match="ask for a review"):
        appealed(worker, case, asked_by="agency")


def test_nothing_decided_is_nothing_to_contest(worker, case):
    with pytest.raises(Refused, match="Nothing was decided"):
        record_appeal(by=worker, at=NOW, case=case, of=case.pk, on=TODAY, asked_by="person")


def test_only_the_last_decision_is_contested_and_once_at_a_time(worker, case, decision):
    determined(worker, case, "inconclusive")
    with pytest.raises(Refused, match="decided anew meanwhile"):
        appealed(worker, case, of=decision.pk)
    appealed(worker, case)
    with pytest.raises(Refused, match="looked at again already"):
        reviewed(worker, case)


@pytest.mark.parametrize(
    ("on", "sentence"), [(TODAY + DAY, "after today"), (TODAY - DAY, "before the day of the decision")]
)
def test_it_is_asked_between_the_decision_and_today(worker, case, decision, on, sentence):
    with pytest.raises(Refused, match=sentence):
        record_appeal(by=worker, at=NOW, case=case, of=decision.pk, on=on, asked_by="person")


def test_an_upheld_decision_stays_and_the_reasons_are_kept(worker, supervisor, case, decision):
    row = appealed(worker, case)
    with pytest.raises(Refused, match="Give the reasons"):
        decide_appeal(by=supervisor, at=NOW, case=case, recourse=row.pk, on=TODAY)
    row = decide_appeal(by=supervisor, at=NOW, case=case, recourse=row.pk, on=TODAY, reasons="No act was found.")
    assert (row.state, row.decided_by, row.result) == ("upheld", supervisor, None)
    assert Determination._base_manager.count() == 1
    assert (tasks(), drift()) == ([], 0)
    texts = [note.text for note in open_notes(by=supervisor, at=NOW, case=case, reason="assistance")]
    assert texts == ["No act was found."]


def test_a_changed_decision_follows_the_one_that_stays(worker, supervisor, case, decision):
    row = decide_appeal(by=supervisor, at=NOW, case=case, recourse=appealed(worker, case).pk, on=TODAY, ruling=RULING)
    new = row.result
    assert (row.state, new.follows, new.status, new.decided_by) == ("changed", decision, "actual", supervisor)
    assert Determination._base_manager.get(pk=decision.pk).status == "not_a_victim"
    assert Case._base_manager.get(pk=case.pk).determination == "actual"
    assert queries.reflecting(case=case, on=TODAY)
    first, second = queries.ladder(by=worker, case=case)
    assert (first.before, second.before, second.added["means"], second.dropped["means"]) == (
        *("", "not_a_victim"),
        *(["deception"], []),
    )
    assert [one.state for one in first.recourses] == ["changed"]


def test_the_same_status_is_no_change(worker, supervisor, case):
    determined(worker, case, "actual")
    row = appealed(worker, case)
    with pytest.raises(Refused, match="Uphold the decision instead"):
        decide_appeal(by=supervisor, at=NOW, case=case, recourse=row.pk, on=TODAY, ruling=RULING)
    assert Recourse._base_manager.get().state == "open"


def test_an_identified_victim_still_needs_the_elements(worker, supervisor, case, decision):
    row = appealed(worker, case)
    bare = Ruling("actual", TODAY, {}, {}, {}, 24, grounds="I am sure.")
    with pytest.raises(Refused, match="The definition is not met"):
        decide_appeal(by=supervisor, at=NOW, case=case, recourse=row.pk, on=TODAY, ruling=bare)
    assert (Recourse._base_manager.get().state, Determination._base_manager.count()) == ("open", 1)


def test_who_decided_never_looks_again(supervisor, worker, case):
    determined(supervisor, case, "inconclusive")
    row = appealed(worker, case)
    with pytest.raises(Refused, match="Somebody else has to look"):
        decide_appeal(by=supervisor, at=NOW, case=case, recourse=row.pk, on=TODAY, reasons="Right.")
    assert not queries.may_answer(by=supervisor, recourse=row)
    other = make_member("supervisor")
    assert decide_appeal(by=other, at=NOW, case=case, recourse=row.pk, on=TODAY, reasons="Right.").decided_by == other


def test_a_caseworker_answers_a_review_but_no_appeal(supervisor, worker, case):
    determined(supervisor, case, "inconclusive")
    review = reviewed(supervisor, case)
    assert queries.may_answer(by=worker, recourse=review)
    decide_review(by=worker, at=NOW, case=case, recourse=review.pk, on=TODAY, ruling=RULING)
    determined(supervisor, case, "inconclusive")
    appeal = appealed(worker, case)
    with pytest.raises(NotAllowed):
        decide_appeal(by=worker, at=NOW, case=case, recourse=appeal.pk, on=TODAY, reasons="No.")


def test_a_review_is_not_answered_as_an_appeal(worker, supervisor, case, decision):
    row = reviewed(worker, case)
    with pytest.raises(NotFound):
        decide_appeal(by=supervisor, at=NOW, case=case, recourse=row.pk, on=TODAY, reasons="No.")


def test_what_is_answered_is_answered_once(worker, supervisor, case, decision):
    row = appealed(worker, case)
    decide_appeal(by=supervisor, at=NOW, case=case, recourse=row.pk, on=TODAY, reasons="No act.")
    with pytest.raises(Refused, match="answered already"):
        decide_appeal(by=supervisor, at=NOW, case=case, recourse=row.pk, on=TODAY, ruling=RULING)
    with pytest.raises(Refused, match="answered already"):
        withdraw_recourse(by=worker, at=NOW, case=case, recourse=row.pk, own_wish=True)


def test_whoever_asked_takes_it_back(worker, case, decision):
    row = appealed(worker, case)
    with pytest.raises(Refused, match="Only whoever asked"):
        withdraw_recourse(by=worker, at=NOW, case=case, recourse=row.pk, own_wish=False)
    assert withdraw_recourse(by=worker, at=NOW, case=case, recourse=row.pk, own_wish=True).state == "withdrawn"
    assert tasks() == []


def test_nobody_decides_beside_an_appeal(worker, supervisor, case, decision):
    appealed(worker, case)
    with pytest.raises(Refused, match="Finish that review or appeal first"):
        determined(supervisor, case, "possible")


def test_a_case_is_not_closed_while_an_appeal_waits(worker, case, decision):
    appealed(worker, case)
    with pytest.raises(Refused, match="Open tasks in this case: 1"):
        close_case(by=worker, at=NOW, case=case, on=TODAY, reason="goals_met")


def test_no_name_is_erased_while_an_appeal_waits(worker, supervisor, case, decision):
    late = TODAY + 4000 * DAY
    assert person_due(number=case.person_id, on=late) is not None
    row = appealed(worker, case)
    assert person_due(number=case.person_id, on=late) is None
    decide_appeal(by=supervisor, at=NOW, case=case, recourse=row.pk, on=TODAY, reasons="No act.")
    assert person_due(number=case.person_id, on=late) is not None


def test_a_focal_point_records_the_appeal_of_whom_she_brought(supervisor):
    point = make_member("focal_point")
    case = register(point)
    determined(supervisor, case, "not_a_victim", means={})
    assert appealed(point, case).recorded_by == point
    with pytest.raises(NotAllowed):
        reviewed(point, case)


def test_another_agency_neither_contests_nor_answers(worker, case, decision):
    other = make_member("supervisor", agency=make_agency("elsewhere"))
    with pytest.raises(NotAllowed):
        appealed(other, case)
    row = appealed(worker, case)
    with pytest.raises(NotAllowed):
        decide_appeal(by=other, at=NOW, case=case, recourse=row.pk, on=TODAY, reasons="No.")
    assert queries.ladder(by=other, case=case) == []
