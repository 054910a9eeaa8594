"""Of several answers and decisions the newest counts, whichever arrives last; in doubt somebody was a child."""

import datetime as dt

import pytest

from tabara.access.errors import NotAllowed, Refused
from tabara.protection.cases import queries
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import hand_over, record_consent, withdraw_consent
from tabara.protection.intake.operations import Names, register_person
from tests.factories import NOW, TODAY, determined, make_agency, make_member, register, screened, situation

pytestmark = pytest.mark.django_db(databases="__all__")
EARLIER = TODAY - dt.timedelta(days=9)


def answered(case: Case, *, given: bool, asked_on: dt.date, language: str = "fr") -> None:
    record_consent(
        by=case.owner,
        at=NOW,
        case=case,
        purpose="registration",
        given=given,
        asked_on=asked_on,
        language=language,
    )


def agreed(case: Case) -> frozenset[str]:
    return queries.agreed(answers=queries.consents(case=case))


def test_a_later_no_ends_an_earlier_yes() -> None:
    case = register(make_member(), opened_on=EARLIER)
    assert agreed(case) == {"registration", "statistics"}
    answered(case, given=False, asked_on=TODAY)
    assert agreed(case) == {"statistics"}


def test_a_yes_that_arrives_late_does_not_undo_a_withdrawal_and_a_new_one_does() -> None:
    case = register(make_member(), opened_on=EARLIER)
    withdraw_consent(by=case.owner, at=NOW, case=case, purpose="registration")
    answered(case, given=True, asked_on=TODAY - dt.timedelta(days=1))
    assert agreed(case) == {"statistics"}
    answered(case, given=True, asked_on=TODAY)
    assert agreed(case) == {"registration", "statistics"}


def test_an_answer_in_a_language_that_nobody_knows_is_refused() -> None:
    case = register(make_member())
    with pytest.raises(Refused, match="“xx” is not in the list “language”"):
        answered(case, given=True, asked_on=TODAY, language="xx")


@pytest.mark.parametrize("order", [(EARLIER, TODAY), (TODAY, EARLIER)])
def test_the_newest_decision_and_screening_stand_on_the_case_in_whichever_order_they_arrive(order) -> None:
    worker = make_member()
    case = register(worker, opened_on=EARLIER)
    for on in order:
        screened(worker, case, on=on)
        determined(worker, case, "actual" if on == TODAY else "possible", on=on)
    stored = Case._base_manager.get(pk=case.pk)
    assert (stored.screened_on, stored.determination, stored.determined_on) == (TODAY, "actual", TODAY)


@pytest.mark.parametrize(("born", "age"), [(2007, 19), (2008, 17), (2009, 17), (1996, 30), (None, None)])
def test_whoever_may_still_have_been_a_child_at_entry_is_taken_for_one(born: int | None, age: int | None) -> None:
    """Who was born in 2008 was 17 or 18 in January 2026: the year alone does not say whether the birthday had come."""
    worker = make_member()
    found = screened(worker, register(worker, birth_year=born), entered_on=dt.date(2026, 1, 1))
    assert found.age_at_entry == age


def test_nobody_registers_people_into_the_cases_of_another_agency() -> None:
    worker, stranger = make_member(), make_member(agency=make_agency("away"))
    with pytest.raises(NotAllowed):
        register_person(by=worker, at=NOW, names=Names(given="Odette"), situation=situation(), owner=stranger)
    assert Case._base_manager.count() == 0


def test_a_case_is_handed_only_to_somebody_who_can_carry_it() -> None:
    worker = make_member()
    case = register(worker)
    with pytest.raises(Refused, match="active colleague"):
        hand_over(by=worker, at=NOW, case=case, to=make_member("data_team"))
