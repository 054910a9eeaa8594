"""What was mistyped in a court file is put right: what stood there stays readable, and no stage moves."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.prosecution import operations, queries
from tabara.prosecution.models import Charge, Correction, Hearing, Verdict
from tests.factories import NOW, TODAY, make_agency, make_member
from tests.prosecution.courts import ACT, ARTICLE, LONG_AGO, charged, compensated, judged, moved, on_trial, opened

pytestmark = pytest.mark.django_db(databases="__all__")
LATER = LONG_AGO + dt.timedelta(days=30)


@pytest.fixture
def officer() -> Any:
    return make_member("justice", agency=make_agency("parquet", kind="justice"))


def verdict(officer: Any, file: Any, row: Any, **facts: Any) -> Correction:
    usual = {"reason": "mistyped", "outcome": "convicted", "on": row.decided_on, "prison_months": 48}
    return operations.correct_verdict(by=officer, at=NOW, file=file, verdict=row.pk, **{**usual, **facts})


def charge(officer: Any, file: Any, row: Any, **facts: Any) -> Correction:
    usual = {"instrument": ACT, "article": ARTICLE, "victim": "child", "offence_on": LONG_AGO, "on": LONG_AGO}
    told = {"reason": "mistyped", **usual, **facts}
    return operations.correct_charge(by=officer, at=NOW, file=file, charge=row.pk, **told)


def test_a_verdict_is_put_right_and_what_stood_there_is_kept(officer: Any) -> None:
    file, row = on_trial(officer)
    said = judged(officer, file, row, fine=Decimal(900))
    moved(officer, file, "judged", "final")
    made = verdict(officer, file, said, reason="wrong_paper")
    assert made.before == {"prison_months": 84, "fine": "900.00"}
    now = Verdict.objects.get()
    assert (now.prison_months, now.fine, now.outcome) == (48, None, "convicted")
    (kept,) = queries.corrections(file=file)[said.pk]
    assert (kept.reason, kept.corrected_by, kept.what) == ("wrong_paper", officer, "verdict")


def test_a_correction_of_a_correction_keeps_both(officer: Any) -> None:
    file, row = on_trial(officer)
    said = judged(officer, file, row)
    verdict(officer, file, said)
    verdict(officer, file, said, prison_months=60)
    assert [one.before for one in Correction.objects.all()] == [{"prison_months": 84}, {"prison_months": 48}]


def test_no_stage_and_no_time_in_it_moves_by_a_correction(officer: Any) -> None:
    file, row = on_trial(officer)
    hearing = operations.set_hearing(by=officer, at=NOW, file=file, on=LATER)
    operations.hold_hearing(by=officer, at=NOW, file=file, hearing=hearing.pk)
    said = judged(officer, file, row, on=LATER)
    moved(officer, file, "judged", on=LATER)
    before = queries.stays(file.stages.all(), TODAY)
    verdict(officer, file, said, on=LATER - dt.timedelta(days=3))
    charge(officer, file, row)
    operations.correct_hearing(by=officer, at=NOW, file=file, hearing=hearing.pk, reason="mistyped", on=LONG_AGO)
    file.refresh_from_db()
    assert queries.stays(file.stages.all(), TODAY) == before
    assert file.moved_on == LATER
    assert (Hearing.objects.get().held_on, Charge.objects.get().victim) == (LONG_AGO, "child")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"prison_months": 84}, "what stands there already"),
        ({"on": LONG_AGO - dt.timedelta(days=1)}, "came to that court"),
        ({"on": TODAY}, "that court had judged"),
        ({"prison_months": None}, "Write the sentence"),
        ({"outcome": "acquitted"}, "acquitted has no sentence"),
    ],
)
def test_a_verdict_that_cannot_be_is_refused_and_nothing_is_written(officer: Any, facts: Any, said: str) -> None:
    file, row = on_trial(officer)
    told = judged(officer, file, row)
    moved(officer, file, "judged")
    with pytest.raises(Refused, match=said):
        verdict(officer, file, told, **facts)
    assert (Verdict.objects.get().prison_months, Correction.objects.count()) == (84, 0)


def test_a_reason_that_the_list_does_not_have_is_refused(officer: Any) -> None:
    file, row = on_trial(officer)
    with pytest.raises(Refused) as refused:
        verdict(officer, file, judged(officer, file, row), reason="because")
    assert refused.value.field == "reason"


def test_the_last_conviction_stays_where_compensation_was_ordered(officer: Any) -> None:
    file, _order = compensated(officer)
    with pytest.raises(Refused, match="somebody stays convicted"):
        verdict(officer, file, Verdict.objects.get(), outcome="acquitted", prison_months=None)
    assert (Verdict.objects.get().outcome, Correction.objects.count()) == ("convicted", 0)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"offence_on": dt.date(2001, 1, 1)}, "not in force"),
        ({"offence_on": TODAY}, "day of the charge"),
        ({"on": TODAY}, "file was charged"),
        ({"on": LONG_AGO - dt.timedelta(days=1)}, "complaint"),
    ],
)
def test_a_charge_that_cannot_be_is_refused(officer: Any, facts: Any, said: str) -> None:
    file, row = on_trial(officer)
    with pytest.raises(Refused, match=said):
        charge(officer, file, row, **facts)
    assert Correction.objects.count() == 0


def test_a_charge_is_not_put_right_into_another_of_the_same_suspect(officer: Any) -> None:
    file = opened(officer)
    first = charged(officer, file)
    second = charged(officer, file, first.suspect, article="2", offence_on=dt.date(2014, 5, 1))
    with pytest.raises(Refused, match="under that article already"):
        charge(officer, file, second)


@pytest.mark.parametrize(("on", "said"), [(TODAY + dt.timedelta(days=2), "today"), (dt.date(2001, 1, 1), "complaint")])
def test_a_hearing_that_was_held_is_not_put_on_a_day_that_cannot_be(officer: Any, on: dt.date, said: str) -> None:
    file, _row = on_trial(officer)
    hearing = operations.set_hearing(by=officer, at=NOW, file=file, on=LATER)
    operations.hold_hearing(by=officer, at=NOW, file=file, hearing=hearing.pk)
    with pytest.raises(Refused, match=said):
        operations.correct_hearing(by=officer, at=NOW, file=file, hearing=hearing.pk, reason="mistyped", on=on)


def test_another_agency_corrects_nothing(officer: Any) -> None:
    file, row = on_trial(officer)
    said = judged(officer, file, row)
    stranger = make_member("justice", agency=make_agency("court", kind="justice"))
    with pytest.raises(NotAllowed):
        verdict(stranger, file, said)
    with pytest.raises(NotFound):
        operations.correct_hearing(by=officer, at=NOW, file=file, hearing=said.pk, reason="mistyped", on=TODAY)
