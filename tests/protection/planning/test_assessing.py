"""Assessments: added on a day, scored by a scale in words, followed over time."""

import datetime as dt

import pytest

from tabara import codelists
from tabara.access.errors import NotAllowed, Refused
from tabara.protection.cases.models import Task
from tabara.protection.planning import queries
from tabara.protection.planning.enums import Risk
from tabara.protection.planning.models import Score
from tests.protection.planning.planners import WELL, assessed
from tests.protection.sharing.sharers import receiver, registered, sender, shared, today

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.mark.parametrize(
    ("scores", "risk", "word"),
    [
        ({**WELL, "safety": 2}, Risk.HIGH, "Safety"),
        ({**WELL, "health": 1, "education": 5}, Risk.HIGH, "Health"),
        ({**WELL, "psychosocial": 3}, Risk.MEDIUM, "Psychosocial"),
        ({"safety": 5, "health": 5}, Risk.MEDIUM, "not assessed: Psychosocial"),
        ({**WELL, "documents": 2}, Risk.MEDIUM, "Documents"),
        ({**WELL, "documents": 3}, Risk.LOW, "nothing else is serious"),
    ],
)
def test_the_lowest_of_what_life_hangs_on_suggests_the_risk_and_says_why(scores, risk, word):
    found = queries.advice(scores)
    assert (found.risk, word in found.sentence) == (risk, True)


def test_every_score_of_every_domain_has_its_words():
    for domain in codelists.pack().codelist("need_domain").codes:
        assert [score for score, _words in queries.scale(domain)] == [1, 2, 3, 4, 5]


def test_what_was_not_assessed_has_no_score_and_a_note_is_sealed():
    worker = sender()
    case = registered(worker)
    row = assessed(worker, case, {"safety": 2}, risk="high", notes={"safety": "He waits outside", "family": "Later"})
    kept = {one.domain: one for one in row.scores.all()}
    assert {domain: one.score for domain, one in kept.items()} == {"safety": 2, "family": None}
    assert b"waits outside" not in bytes(kept["safety"].notes)
    wanted = [(one.domain, f"score.{row.pk}.{one.domain}", one.notes) for one in kept.values()]
    assert queries.words(by=worker, case=case, wanted=wanted) == {"safety": "He waits outside", "family": "Later"}
    assert queries.words(by=sender(), case=case, wanted=wanted) == {}


def test_a_person_sets_the_risk_and_what_was_suggested_stays_beside_it():
    worker = sender()
    row = assessed(worker, registered(worker), {**WELL, "safety": 1}, risk="medium")
    assert (row.risk, row.suggested) == ("medium", "high")


@pytest.mark.parametrize(("risk", "days"), [("high", 14), ("medium", 30), ("low", 90)])
def test_the_next_assessment_falls_due_by_the_risk(risk, days):
    worker = sender()
    case = registered(worker)
    row = assessed(worker, case, risk=risk)
    task = case.tasks.get(kind="assessment.next")
    assert (task.about, task.due_on, task.member) == (row.pk, today() + dt.timedelta(days=days), None)


def test_the_next_assessment_meets_what_the_last_one_asked_for():
    worker = sender()
    case = registered(worker)
    assessed(worker, case)
    second = assessed(worker, case)
    assert [task.about for task in case.tasks.all()] == [second.pk]


def test_an_assessment_recorded_late_changes_no_date():
    worker = sender()
    case = registered(
        worker,
    )
    case.opened_on = today() - dt.timedelta(days=10)
    case.save()
    newest = assessed(worker, case)
    assessed(worker, case, on=today() - dt.timedelta(days=5))
    assert [task.about for task in case.tasks.all()] == [newest.pk]


def test_scores_are_followed_from_the_first_to_the_latest():
    worker = sender()
    case = registered(worker)
    assessed(worker, case, {"safety": 2, "health": 4})
    assessed(worker, case, {"health": 4})
    assessed(worker, case, {"safety": 5, "health": 3, "family": 1})
    found = {one.domain: (one.scores, one.change) for one in queries.courses(queries.assessments(by=worker, case=case))}
    assert found == {
        "safety": ((2, None, 5), 3),
        "health": ((4, 4, 3), -1),
        "family": ((None, None, 1), None),
    }


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"scores": {}}, "scores", "at least one domain"),
        ({"scores": {"safety": 0}}, "safety", "between 1 and 5"),
        ({"scores": {"safety": 6}}, "safety", "between 1 and 5"),
        ({"scores": {"weather": 3}}, "scores", "weather"),
        ({"risk": "none"}, "risk", "how high"),
        ({"on": today() + dt.timedelta(days=2)}, "on", "after today"),
        ({"on": today() - dt.timedelta(days=1)}, "on", "before the day the case was opened"),
        ({"next_on": today() - dt.timedelta(days=1)}, "next_on", "before the day of the assessment"),
    ],
)
def test_what_cannot_be_is_refused_with_the_answer_at_fault(facts, field, sentence):
    worker = sender()
    case = registered(worker)
    with pytest.raises(Refused, match=sentence) as refused:
        assessed(worker, case, **facts)
    assert refused.value.field == field
    assert not Score.objects.everything("check").exists()
    assert not Task.objects.everything("check").exists()


def test_only_the_holder_assesses_and_others_read_with_the_group_alone():
    worker, nurse, mate = sender(), receiver(), sender()
    case = registered(worker)
    assessed(worker, case)
    for one in (mate, nurse):
        with pytest.raises(NotAllowed):
            assessed(one, case)
    shared(worker, case, nurse, ["course", "services"])
    assert queries.assessments(by=nurse, case=case) == []
    shared(worker, case, receiver(), ["course", "plan"])
    assert len(queries.assessments(by=nurse, case=case)) == 1
    assert len(queries.assessments(by=mate, case=case)) == 1
    assert queries.assessments(by=sender("data_protection_officer"), case=case) == []
