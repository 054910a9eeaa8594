"""Open a case, carry it, decide on it: what is stored, and what is refused with which sentence."""

import datetime as dt
from collections.abc import Callable

import pytest

from tabara.access.errors import Refused, Stale
from tabara.protection.cases import queries
from tabara.protection.cases.models import Case, Category, Consent, Determination, Screening
from tabara.protection.cases.operations import (
    add_category,
    close_case,
    edit_case,
    hand_over,
    record_consent,
    reopen_case,
    withdraw_consent,
)
from tests.factories import NOW, TODAY, assisted, determined, make_agency, make_member, make_team, register, screened

pytestmark = pytest.mark.django_db(databases="__all__")
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)


def test_a_case_holds_what_intake_asked_and_no_name() -> None:
    case = register(
        make_member(), categories=("child", "presumed_victim", "idp"), household="with_parents", birth_year=2012
    )
    rows = Category._base_manager.filter(case=case).order_by("pk").values_list("code", "is_primary", "since", "until")
    assert list(rows) == [
        ("presumed_victim", True, TODAY, None),
        ("child", False, TODAY, None),
        ("idp", False, TODAY, None),
    ]
    consents = Consent._base_manager.filter(case=case).order_by("purpose").values_list("purpose", "given", "language")
    assert list(consents) == [("registration", True, "fr"), ("statistics", True, "fr")]
    assert (case.person.age_on(TODAY), case.status, len(case.code)) == (14, "active", 6)


def test_a_case_keeps_a_place_no_finer_than_a_commune() -> None:
    from tabara import codelists

    places = codelists.pack().places
    version = places.versions[0]
    colline = places.at_level(4, version)[0]
    case = register(make_member(), place=colline.code, place_version=version)
    assert (case.place, case.place_version) == (places.ancestor(colline, 2).code, version)


@pytest.mark.parametrize(
    ("answers", "field", "sentence"),
    [
        ({"consented": False}, "consented", "The person has not agreed to be registered"),
        ({"opened_on": TOMORROW}, "opened_on", "3 March 2026 is after today (2 March 2026). Correct the date."),
        ({"birth_year": 2027}, "birth_year", "The year of birth 2027 is after 2 March 2026. Correct one of them."),
        ({"birth_year": 1899}, "birth_year", "would make the person older than 120"),
        ({"category": "martian"}, "category", "“martian” is not in the list “category”. Choose one of its codes."),
        ({"sex": "f"}, "sex", "“f” is not in the list “sex”"),
        ({"household": "castle"}, "household", "“castle” is not in the list “household”"),
        ({"place": "XX", "place_version": "2010"}, "place", "There is no place “XX” in the division of 2010"),
        ({"place": "XX", "place_version": "1850"}, "place", "There is no place “XX” in the division of 1850"),
        ({"given": " ", "surname": ""}, "given", "Write at least one name"),
    ],
)
def test_a_registration_that_cannot_be_is_refused_whole(answers: dict[str, object], field: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        register(make_member(), **answers)
    assert (refusal.value.field, sentence in refusal.value.message) == (field, True)
    assert (Case._base_manager.count(), Category._base_manager.count(), Consent._base_manager.count()) == (0, 0, 0)


def test_decisions_are_added_and_none_is_altered() -> None:
    worker = make_member()
    case = register(worker)
    first = determined(worker, case, "possible")
    before = Determination._base_manager.filter(pk=first.pk).values().get()
    second = determined(worker, case, "actual", grounds="She showed the contract.")
    assert second.follows_id == first.pk
    assert Determination._base_manager.filter(pk=first.pk).values().get() == before
    assert [d.status for d in queries.determinations(case=case)] == ["actual", "possible"]
    assert queries.narrative(by=worker, of=second) == "She showed the contract."
    case.refresh_from_db()
    assert (case.determination, case.determined_on) == ("actual", TODAY)


def test_a_decision_remembers_who_decided_and_for_which_kind_of_organisation() -> None:
    police = make_agency("police", deciding_kind="police")
    officer = make_member("supervisor", agency=police)
    decision = determined(officer, register(officer), age_at_entry=15, means={})
    kept = (decision.decided_by, decision.agency, decision.deciding_kind, decision.child_rule, decision.elements_met)
    assert kept == (officer, police, "police", True, True)


@pytest.mark.parametrize(
    ("facts", "field", "sentence"),
    [
        ({"means": {}}, "status", "Not found so far: a means. The definition is not met. Add what is missing"),
        ({"status": "perhaps"}, "status", "Choose one of the four statuses."),
        ({"acts": {"juggling": []}}, "acts", "“juggling” is not in the list “act”"),
        ({"acts": {"recruitment": ["rumour"]}}, "acts", "“rumour” is not in the list “evidence_kind”"),
        ({"on": TOMORROW}, "on", "3 March 2026 is after today"),
        ({"on": YESTERDAY}, "on", "1 March 2026 is before the day the case was opened (2 March 2026)"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(facts: dict[str, object], field: str, sentence: str) -> None:
    worker = make_member()
    case = register(worker)
    with pytest.raises(Refused) as refusal:
        determined(worker, case, **facts)
    assert (refusal.value.field, sentence in refusal.value.message) == (field, True)
    assert Determination._base_manager.count() == 0


def test_no_elements_are_needed_to_say_that_somebody_is_not_a_victim() -> None:
    worker = make_member()
    decision = determined(worker, register(worker), "not_a_victim", acts={}, means={}, purposes={})
    assert (decision.status, decision.elements_met) == ("not_a_victim", False)


def test_a_screening_computes_the_age_at_entry_and_seals_the_notes() -> None:
    worker = make_member()
    case = register(worker, birth_year=2008)
    found = screened(
        worker, case, entered_on=dt.date(2024, 5, 1), exploitation=["forced_labour"], notes="She ran at night."
    )
    assert (found.age_at_entry, found.exploitation) == (16, ["forced_labour"])
    assert b"night" not in bytes(Screening._base_manager.get().notes)
    assert queries.narrative(by=worker, of=found) == "She ran at night."


def test_a_narrative_is_closed_to_a_colleague_who_sees_the_case() -> None:
    team = make_team(make_agency("first"))
    worker, colleague = make_member(team=team), make_member(team=team)
    found = screened(worker, register(worker), notes="secret")
    assert queries.case(by=colleague, number=found.case_id) == found.case
    assert queries.narrative(by=colleague, of=found) == ""


@pytest.mark.parametrize(
    ("findings", "sentence"),
    [
        ({"entered_on": TOMORROW}, "is after the day of the screening"),
        ({"entered_on": dt.date(1980, 1, 1)}, "The year of birth 1990 is after 1 January 1980"),
        ({"destination_country": "ATLANTIS"}, "is not in the list “country”"),
        ({"indicators": ["bad_luck"]}, "is not in the list “indicator”"),
    ],
)
def test_a_screening_that_cannot_be_is_refused(findings: dict[str, object], sentence: str) -> None:
    worker = make_member()
    case = register(worker, birth_year=1990)
    with pytest.raises(Refused, match=sentence):
        screened(worker, case, **findings)
    assert Screening._base_manager.count() == 0


def test_two_editors_of_different_facts_both_win() -> None:
    worker = make_member()
    case = register(worker, household="alone")
    saw = case.version
    edit_case(by=worker, at=NOW, case=case, saw=saw, changes={"education": "primary"}, before={"education": ""})
    edit_case(by=worker, at=NOW, case=case, saw=saw, changes={"household": "other"}, before={"household": "alone"})
    case.refresh_from_db()
    assert (case.education, case.household, case.version) == ("primary", "other", saw + 2)


def test_two_editors_of_one_fact_are_asked() -> None:
    worker = make_member()
    case = register(worker, household="alone")
    saw = case.version
    edit_case(by=worker, at=NOW, case=case, saw=saw, changes={"household": "other"}, before={"household": "alone"})
    with pytest.raises(Stale) as stale:
        edit_case(
            by=worker, at=NOW, case=case, saw=saw, changes={"household": "unknown"}, before={"household": "alone"}
        )
    assert stale.value.stored == {"household": "other"}


def test_a_category_can_be_added_and_made_the_primary_one() -> None:
    worker = make_member()
    case = register(worker)
    add_category(by=worker, at=NOW, case=case, code="idp", since=TODAY, primary=True)
    add_category(by=worker, at=NOW, case=case, code="idp", since=TODAY)
    case.refresh_from_db()
    assert case.category == "idp"
    assert [(c.code, c.is_primary) for c in queries.categories(case=case)] == [
        ("idp", True),
        ("presumed_victim", False),
    ]


def test_consent_is_asked_again_and_withdrawn() -> None:
    worker = make_member()
    case = register(worker, statistics=False)
    record_consent(by=worker, at=NOW, case=case, purpose="statistics", given=True, asked_on=TODAY, language="rn")
    withdraw_consent(by=worker, at=NOW, case=case, purpose="statistics")
    rows = (
        Consent._base_manager.filter(case=case, purpose="statistics")
        .order_by("pk")
        .values_list("given", "withdrawn_on")
    )
    assert sorted(rows, key=str) == [(False, None), (True, TODAY)]


def test_a_closed_case_can_be_opened_again() -> None:
    worker = make_member()
    case = register(worker)
    close_case(by=worker, at=NOW, case=case, on=TODAY, reason="goals_met")
    assert (case.status, case.closed_on) == ("closed", TODAY)
    reopen_case(by=worker, at=NOW, case=case)
    assert (case.status, case.closed_on) == ("active", None)


def test_a_case_is_handed_over_within_its_agency_only() -> None:
    worker, colleague, stranger = make_member(), make_member(), make_member(agency=make_agency("away"))
    case = register(worker)
    with pytest.raises(Refused, match="Choose an active colleague"):
        hand_over(by=worker, at=NOW, case=case, to=stranger)
    hand_over(by=worker, at=NOW, case=case, to=colleague)
    assert [row[0] for row in queries.page(by=colleague).rows] == [case.pk]
    assert queries.page(by=worker).rows == []


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"on": YESTERDAY}, "1 March 2026 is before the day the case was opened"),
        ({"on": TOMORROW}, "3 March 2026 is after today"),
        ({"code": "magic"}, "“magic” is not in the list “service”"),
        ({"amount": -5, "currency": "XTS"}, "Write a number above zero"),
        ({"amount": 5}, "Choose the currency of the amount."),
    ],
)
def test_a_service_that_cannot_be_is_refused(facts: dict[str, object], sentence: str) -> None:
    worker = make_member()
    case = register(worker)
    with pytest.raises(Refused, match=sentence):
        assisted(worker, case, **facts)
    assert case.services.count() == 0


def test_a_retracted_service_stays_readable_and_gives_its_day_back() -> None:
    from tabara.protection.assistance.operations import retract_service

    worker = make_member()
    case = register(worker, opened_on=YESTERDAY)
    assisted(worker, case, on=YESTERDAY)
    wrong = assisted(worker, case, "cash", on=TODAY)
    retract_service(by=worker, at=NOW, case=case, service=wrong.pk)
    case.refresh_from_db()
    assert (case.assisted_on, case.services.count()) == (YESTERDAY, 2)


def pages_of(member_pages: Callable[..., queries.CasePage]) -> list[object]:
    found, after = [], None
    while True:
        page = member_pages(after=after)
        found += [row[0] for row in page.rows]
        if page.after is None:
            return found
        after = page.after


def test_the_list_is_paged_without_a_gap_or_a_repeat() -> None:
    worker = make_member()
    cases = [register(worker, at=NOW + dt.timedelta(minutes=n // 3)).pk for n in range(queries.PAGE * 2 + 7)]
    found = pages_of(lambda after: queries.page(by=worker, after=after))
    assert sorted(found) == sorted(cases)
    assert len(found) == len(set(found))


def test_the_list_can_be_filtered() -> None:
    worker = make_member()
    idp = register(worker, category="idp")
    register(worker)
    assert [row[0] for row in queries.page(by=worker, filters={"category": "idp"}).rows] == [idp.pk]


def test_today_is_the_day_where_the_act_happened_not_the_one_in_greenwich() -> None:
    worker = make_member()
    after_midnight = dt.datetime(2026, 3, 2, 22, 30, tzinfo=dt.UTC)  # half past midnight on the third, in Bujumbura
    case = register(worker, at=after_midnight, opened_on=TOMORROW)
    assisted(worker, case, on=TOMORROW, at=after_midnight)
    screened(worker, case, on=TOMORROW, at=after_midnight)
    assert (case.opened_on, case.assisted_on) == (TOMORROW, TOMORROW)
