"""A study is made by a worker, of the stored counts, and says what its table allows."""

import json

import pytest

from tabara import jobs
from tabara.research import queries
from tabara.research.enums import StudyState
from tabara.research.operations import make_study, study_key
from tests.factories import make_member
from tests.research.studied import counted, studied

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def researcher():
    return make_member("researcher")


def test_a_worker_makes_the_study_and_keeps_what_it_says(researcher) -> None:
    few = {(1, 0): 40, (0, 1): 30, (1, 1): 12}
    row = counted(researcher, histories={(*one, 0): many for one, many in few.items()}, drawn=[])
    study = studied(researcher, counts=row, resamples=100, why={"closed": "One year only."})
    assert jobs.state(study_key(study)).status is jobs.Status.WAITING
    jobs.work_off()
    done = queries.study_of(by=researcher, number=study.pk)
    assert (done.state, done.outcome, done.result["observed"]) == (StudyState.DONE, "LOWER_BOUND_ONLY", 82)
    assert done.result["capture_sha256"] == row.sha256
    assert json.loads(json.dumps(done.result, allow_nan=False)) == done.result
    told = {one["key"]: one["said"] for one in done.result["checklist"]}
    assert told["period"] == "2025-01-01 – 2025-12-31"
    assert told["list:A"] == "List A. Whoever came to the house."
    assert told["assumption:closed"] == f"One year only. ({researcher.name})"
    assert told["assumption:alike"] is None
    assert told["not_agreed"] == "A: 3; B: 3; C: 3"
    assert done.result["description"]["victims"] == ["presumed"]
    assert done.result["description"]["linked"]["by"] == "vault"
    jobs.enqueue(make_study, key="again", member=str(researcher.pk), study=str(study.pk), at="x", language="en")
    jobs.work_off()
    assert jobs.state("again").value == "LOWER_BOUND_ONLY"


def test_whose_account_was_closed_meanwhile_makes_no_study(researcher) -> None:
    study = studied(researcher, resamples=100)
    researcher.is_active = False
    researcher.save()
    jobs.work_off()
    assert jobs.state(study_key(study)).status is jobs.Status.FAILED
    assert "no open account" in jobs.state(study_key(study)).reason
