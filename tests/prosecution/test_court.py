"""Hearings, verdicts beside the law, compensation, victims."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.prosecution import operations, queries
from tabara.prosecution.models import CompensationPayment, Hearing, Participant, Protection, Verdict
from tests.factories import NOW, TODAY, make_agency, make_member
from tests.prosecution.courts import LONG_AGO, acquitted, charged, compensated, judged, moved, on_trial, opened

pytestmark = pytest.mark.django_db(databases="__all__")
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def officer() -> Member:
    return make_member("justice", agency=make_agency("parquet", kind="justice"))


def test_a_hearing_is_adjourned_for_a_reason_to_another_day_and_then_held(officer: Member) -> None:
    file, _charge = on_trial(officer)
    first = operations.set_hearing(by=officer, at=NOW, file=file, on=TODAY - A_DAY)
    told = {"by": officer, "at": NOW, "file": file}
    operations.adjourn_hearing(**told, hearing=first.pk, reason="no_lawyer", next_on=TODAY)
    second = Hearing.objects.get(held_on=TODAY)
    operations.hold_hearing(**told, hearing=second.pk)
    found = [(one.state, one.adjourned_for) for one in file.hearings.all()]
    assert found == [("adjourned", "no_lawyer"), ("held", "")]
    with pytest.raises(Refused, match="written down already what became of this hearing"):
        operations.hold_hearing(**told, hearing=first.pk)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"reason": "rain"}, "is not in the list “adjournment_reason”"),
        ({"next_on": TODAY - A_DAY}, "is before the day after this hearing"),
        ({"next_on": TODAY + 2000 * A_DAY}, "is after the latest day that can be planned"),
    ],
)
def test_an_adjournment_that_cannot_be_changes_nothing(officer: Member, facts: dict[str, Any], sentence: str) -> None:
    file, _charge = on_trial(officer)
    row = operations.set_hearing(by=officer, at=NOW, file=file, on=TODAY - A_DAY)
    with pytest.raises(Refused, match=sentence):
        operations.adjourn_hearing(by=officer, at=NOW, file=file, hearing=row.pk, **{"reason": "no_lawyer", **facts})
    assert [one.state for one in Hearing.objects.all()] == ["planned"]


def test_a_hearing_waits_for_its_day_and_for_a_charge_and_stands_once_on_a_day(officer: Member) -> None:
    with pytest.raises(Refused, match="once somebody is charged"):
        operations.set_hearing(by=officer, at=NOW, file=opened(officer), on=TODAY)
    file, _charge = on_trial(officer)
    row = operations.set_hearing(by=officer, at=NOW, file=file, on=TODAY + A_DAY)
    with pytest.raises(Refused, match="is after today"):
        operations.hold_hearing(by=officer, at=NOW, file=file, hearing=row.pk)
    with pytest.raises(Refused, match="already has a hearing on that day"):
        operations.set_hearing(by=officer, at=NOW, file=file, on=TODAY + A_DAY)
    with pytest.raises(NotFound):
        operations.hold_hearing(by=officer, at=NOW, file=on_trial(officer)[0], hearing=row.pk)


def test_hearings_to_come_are_listed_and_those_without_an_answer_come_first(officer: Member) -> None:
    file, _charge = on_trial(officer)
    for days in (40, 3, -2):
        operations.set_hearing(by=officer, at=NOW, file=file, on=TODAY + days * A_DAY)
    found = queries.hearings(by=officer, until=TODAY + 30 * A_DAY)
    assert [(one.held_on - TODAY).days for one in found] == [-2, 3]


@pytest.mark.parametrize(
    # the demo's law has five to ten years for an adult, ten to twenty for a child
    ("victim", "months", "beside"),
    [
        ("adult", 59, "below"),
        ("adult", 60, "within"),
        ("adult", 120, "within"),
        ("adult", 121, "above"),
        ("child", 119, "below"),
        ("child", 240, "within"),
    ],
)
def test_a_sentence_is_compared_with_the_penalties_of_its_article(
    officer: Member, victim: str, months: int, beside: str
) -> None:
    file = opened(officer)
    charge = charged(officer, file, victim=victim)
    moved(officer, file, "investigation", "charged", "trial")
    verdict = judged(officer, file, charge, prison_months=months)
    assert queries.beside(charge, verdict) == beside


def test_nothing_is_compared_where_somebody_is_acquitted_or_the_pack_holds_no_penalty(officer: Member) -> None:
    file, charge = on_trial(officer)
    assert queries.beside(charge, acquitted(officer, file, charge)) is None
    charge.article = "of another pack"
    assert queries.beside(charge, Verdict(outcome="convicted", prison_months=5)) == "unknown"


def test_the_verdict_of_the_appeal_stands_in_the_place_of_the_first(officer: Member) -> None:
    file, charge = on_trial(officer)
    judged(officer, file, charge)
    with pytest.raises(Refused, match="written down already"):
        acquitted(officer, file, charge)
    moved(officer, file, "judged", "appeal")
    acquitted(officer, file, charge)
    stands = queries.standing(charge.verdicts.all())
    assert (stands.outcome, charge.verdicts.count()) == ("acquitted", 2)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"outcome": "acquitted"}, "Whoever is acquitted has no sentence"),
        ({"prison_months": None}, "Write the sentence"),
        ({"life": True}, "for life or in months"),
        ({"prison_months": 1201}, "between 1 and 1200 months"),
        ({"fine": Decimal(-1)}, "a sum above zero"),
        ({"outcome": "perhaps"}, "is not in the list “verdict”"),
    ],
)
def test_a_sentence_that_cannot_be_is_refused(officer: Member, facts: dict[str, Any], sentence: str) -> None:
    file, charge = on_trial(officer)
    with pytest.raises(Refused, match=sentence):
        judged(officer, file, charge, **facts)
    assert not Verdict.objects.exists()


def test_a_verdict_waits_for_the_trial_and_for_a_charge_of_this_file(officer: Member) -> None:
    file = opened(officer)
    charge = charged(officer, file)
    with pytest.raises(Refused, match="Let the file go there first"):
        judged(officer, file, charge)
    with pytest.raises(NotFound):
        judged(officer, on_trial(officer)[0], charge)


def test_compensation_is_paid_in_parts_and_never_more_than_was_ordered(officer: Member) -> None:
    file, order = compensated(officer, 1000)
    given = {"by": officer, "at": NOW, "file": file, "compensation": order.pk}
    for amount in (400, 600):
        operations.pay_compensation(**given, amount=Decimal(amount), on=TODAY)
    with pytest.raises(Refused, match=r"Only 0\.00 are left"):
        operations.pay_compensation(**given, amount=Decimal(1), on=TODAY)
    with pytest.raises(Refused, match="is before the day of the order"):
        operations.pay_compensation(**given, amount=Decimal(1), on=LONG_AGO - A_DAY)
    assert CompensationPayment.objects.count() == 2


def test_compensation_is_ordered_with_a_conviction_alone(officer: Member) -> None:
    file, charge = on_trial(officer)
    acquitted(officer, file, charge)
    moved(officer, file, "judged")
    with pytest.raises(Refused, match="ordered with a conviction"):
        operations.order_compensation(by=officer, at=NOW, file=file, amount=Decimal(5), on=LONG_AGO)


def test_a_victim_takes_part_and_is_protected_as_she_agreed_alone(officer: Member) -> None:
    file = opened(officer)
    given = {"by": officer, "at": NOW, "file": file}
    with pytest.raises(Refused, match="Nobody takes part who does not want to"):
        operations.add_victim(**given, part="witness", agreed=False, on=TODAY)
    assert not Participant.objects.exists()
    victim = operations.add_victim(**given, part="witness", agreed=True, on=TODAY)
    measure = {**given, "victim": victim.pk, "measure": "screen"}
    with pytest.raises(Refused, match="Nobody is protected against her will"):
        operations.protect_victim(**measure, agreed=False, on=TODAY)
    row = operations.protect_victim(**measure, agreed=True, on=TODAY)
    with pytest.raises(Refused, match="already protects her"):
        operations.protect_victim(**measure, agreed=True, on=TODAY)
    operations.end_protection(**given, protection=row.pk, on=TODAY)
    with pytest.raises(Refused, match="has ended already"):
        operations.end_protection(**given, protection=row.pk, on=TODAY)
    assert Protection.objects.get().until == TODAY


def test_whoever_does_not_take_part_is_written_down_so(officer: Member) -> None:
    said = {"part": "none", "agreed": False, "on": TODAY}
    assert operations.add_victim(by=officer, at=NOW, file=opened(officer), **said).number == 1
