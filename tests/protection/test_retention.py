"""Each kind of record ends on its day and not before; a hold stops it; and afterwards nothing is overdue."""

import datetime as dt

import pytest
from django.utils import timezone

from tabara import codelists
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import Approval, AuditEvent, Knock, Member, Session, StartCode
from tabara.access.operations import tidy_door
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import close_case, reopen_case
from tabara.protection.intake import operations as intake
from tabara.protection.intake import queries, retention
from tabara.vault.models import Draft, Identity
from tests.factories import NOW, TODAY, approved, determined, fresh, make_agency, make_member, register, situation

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = dt.timedelta(days=1)


@pytest.fixture
def system() -> Member:
    return make_member("data_team", username="system")


@pytest.fixture
def officer() -> Member:
    return fresh(make_member("data_protection_officer"))


@pytest.fixture
def supervisor() -> Member:
    return fresh(make_member("supervisor"))


def closed(by: Member, on: dt.date = TODAY, **facts) -> Case:
    case = register(by, **facts)
    return close_case(by=by, at=NOW, case=case, on=on, reason="goals_met")


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(3), timezone.get_default_timezone())


def kept_on(day: dt.date, system: Member) -> set:
    """Let the clock run to that morning and the schedule do its work; give who is still known."""
    intake.keep_terms(by=system, at=at(day))
    return set(Identity._base_manager.values_list("person", flat=True))


def overdue(day: dt.date) -> int:
    return sum(late for _term, _due, late, _held in retention.overview(at=at(day), on=day))


def test_a_closed_persons_name_ends_after_two_years_and_not_a_day_before(system, supervisor) -> None:
    case = closed(supervisor, birth_year=1990)
    ends = dt.date(2028, 3, 2)
    assert kept_on(ends - DAY, system) == {case.person_id}
    assert overdue(ends + DAY) == 1
    assert kept_on(ends, system) == set()
    assert overdue(ends + 400 * DAY) == 0


def test_somebody_who_is_being_helped_stays(system, supervisor) -> None:
    case = closed(supervisor, birth_year=1990)
    again = intake.open_again(by=supervisor, at=NOW, case=case, situation=situation(birth_year=1990), why="other")
    assert kept_on(dt.date(2035, 1, 1), system) == {case.person_id}
    close_case(by=supervisor, at=at(TODAY + 30 * DAY), case=again, on=TODAY + 30 * DAY, reason="goals_met")
    assert kept_on(dt.date(2028, 3, 31), system) == {case.person_id}
    assert kept_on(dt.date(2028, 4, 1), system) == set()


def test_a_case_opened_again_is_not_closed(system, supervisor) -> None:
    case = closed(supervisor, birth_year=1990)
    reopen_case(by=supervisor, at=NOW, case=case)
    assert kept_on(dt.date(2035, 1, 1), system) == {case.person_id}


@pytest.mark.parametrize(
    ("birth_year", "ends"),
    [
        (2016, dt.date(2040, 1, 1)),  # ten when the case was closed: five years after the last day on which she is 18
        (2008, dt.date(2032, 1, 1)),  # perhaps not yet 18
        (2007, dt.date(2028, 3, 2)),  # an adult
        (None, dt.date(2028, 3, 2)),
    ],
)
def test_a_childs_name_is_kept_until_she_can_claim_her_rights(system, supervisor, birth_year, ends) -> None:
    case = closed(supervisor, birth_year=birth_year)
    assert kept_on(ends - DAY, system) == {case.person_id}
    assert kept_on(ends, system) == set()


def test_who_was_found_not_to_be_a_victim_is_forgotten_after_thirty_days(system, supervisor) -> None:
    case = register(supervisor)
    determined(supervisor, case, "not_a_victim", acts={}, means={}, purposes={})
    assert kept_on(TODAY + 29 * DAY, system) == {case.person_id}
    assert kept_on(TODAY + 30 * DAY, system) == set()
    assert AuditEvent.objects.get(operation="intake.erase_by_schedule").reason == "not_a_victim"


def test_whoever_is_protected_for_another_reason_is_still_helped(system, supervisor) -> None:
    case = register(supervisor, category="returnee")
    determined(supervisor, case, "not_a_victim", acts={}, means={}, purposes={})
    assert kept_on(TODAY + 60 * DAY, system) == {case.person_id}


def test_a_form_that_nobody_finished_is_forgotten_after_thirty_days(system, supervisor) -> None:
    intake.save_draft(by=supervisor, at=NOW, draft=None, saw=0, answers={"given": "Odette"})
    kept_on(TODAY + 29 * DAY, system)
    assert Draft._base_manager.count() == 1
    kept_on(TODAY + 30 * DAY, system)
    assert Draft._base_manager.count() == 0
    assert set(queries.loose_ends().values()) == {0}


def test_approvals_are_forgotten_after_a_year_and_the_acts_are_not(system, officer, supervisor) -> None:
    approved(officer, "intake.place_hold", second=supervisor, **hold_on(register(supervisor)))
    today = timezone.localdate()
    kept_on(today + 300 * DAY, system)
    assert Approval.objects.count() == 1
    kept_on(today + 400 * DAY, system)
    assert Approval.objects.count() == 0
    assert AuditEvent.objects.filter(operation="access.decide_approval").exists()


def at_door(now: dt.datetime) -> None:
    """Leave at the door one session, one start code, one wrong attempt and one known network that end now."""
    Session.objects.create(session_key="s", session_data="", expire_date=now)
    StartCode.objects.create(member=make_member("caseworker"), digest="d", until=now)
    Knock.objects.create(key="guessed", failures=3, last_at=now)
    Knock.objects.create(key="known", last_at=now - 30 * DAY, known_until=now)


def left_at_door() -> tuple[int, ...]:
    return tuple(kind.objects.count() for kind in (Session, StartCode, Knock))


def test_what_ended_at_the_door_is_forgotten_a_day_later_and_what_has_not_is_kept(system) -> None:
    at_door(NOW)
    intake.keep_terms(by=system, at=NOW + DAY)
    assert left_at_door() == (1, 1, 2)
    later = NOW + DAY + dt.timedelta(seconds=1)
    assert [due for term, due, _late, _held in retention.overview(at=later, on=TODAY) if term.kind == "door"] == [4]
    intake.keep_terms(by=system, at=later)
    assert left_at_door() == (0, 0, 0)
    assert AuditEvent.objects.filter(operation="access.tidy_door", outcome="done").count() == 2


def test_nobody_but_the_instance_itself_tidies_the_door() -> None:
    at_door(NOW)
    for role in ("data_team", "national_administrator", "data_protection_officer"):
        with pytest.raises(NotAllowed):
            tidy_door(by=make_member(role), at=NOW, before=NOW + 9 * DAY)
    assert left_at_door() == (1, 1, 2)


def hold_on(case: Case, **more) -> dict[str, object]:
    return {"case": case, "reason": "proceedings", "until": dt.date(2030, 1, 1), **more}


def test_a_hold_stops_the_schedule_until_its_day_and_lifting_it_lets_it_go_on(system, officer, supervisor) -> None:
    held, other = closed(supervisor, birth_year=1990), closed(supervisor, birth_year=1990)
    for case in (held, other):
        given = hold_on(case)
        approval = approved(officer, "intake.place_hold", second=supervisor, **given)
        intake.place_hold(by=officer, at=NOW, approval=approval, **given)
    assert kept_on(dt.date(2029, 12, 31), system) == {held.person_id, other.person_id}
    assert [
        row[1:] for row in retention.overview(at=NOW, on=dt.date(2029, 12, 31)) if row[0].kind == "closed_case"
    ] == [(0, 0, 2)]
    approval = approved(officer, "intake.lift_hold", second=supervisor, case=other)
    intake.lift_hold(by=officer, at=NOW, case=other, approval=approval)
    assert kept_on(dt.date(2029, 12, 31), system) == {held.person_id}
    assert kept_on(dt.date(2030, 1, 1), system) == set()


def test_a_hold_stops_two_persons_too(officer, supervisor) -> None:
    given = hold_on(register(supervisor))
    approval = approved(officer, "intake.place_hold", second=supervisor, **given)
    intake.place_hold(by=officer, at=NOW, approval=approval, **given)
    with pytest.raises(Refused, match="kept for a court"):
        approved(officer, "intake.erase_identity", second=supervisor, case=given["case"], reason="person_asked")


@pytest.mark.parametrize("until", [TODAY, TODAY - DAY, TODAY + 4000 * DAY])
def test_a_hold_ends_on_a_day_that_one_can_foresee(officer, supervisor, until) -> None:
    with pytest.raises(Refused, match="within ten years"):
        approved(officer, "intake.place_hold", second=supervisor, **hold_on(register(supervisor), until=until))


def test_where_nothing_is_held_nothing_is_lifted(officer, supervisor) -> None:
    with pytest.raises(Refused, match="Nothing holds this case"):
        approved(officer, "intake.lift_hold", second=supervisor, case=register(supervisor))


def test_nobody_but_the_instance_itself_lets_the_schedule_run(system, supervisor) -> None:
    case = closed(supervisor, birth_year=1990)
    for role in ("data_team", "national_administrator", "data_protection_officer"):
        with pytest.raises(NotAllowed):
            intake.erase_by_schedule(
                by=make_member(role), at=at(dt.date(2030, 1, 1)), person=case.person_id, reason="closed_case"
            )
    assert Identity._base_manager.count() == 1


def test_the_instance_itself_erases_nobody_before_the_time_or_for_another_reason(system, supervisor) -> None:
    case = closed(supervisor, birth_year=1990)
    for day, reason in ((dt.date(2027, 1, 1), "closed_case"), (dt.date(2030, 1, 1), "not_a_victim")):
        with pytest.raises(Refused, match="Nothing is erased"):
            intake.erase_by_schedule(by=system, at=at(day), person=case.person_id, reason=reason)
    assert Identity._base_manager.count() == 1


def test_a_country_that_keeps_shorter_is_obeyed(system, supervisor, monkeypatch) -> None:
    term = codelists.pack().retention["closed_case"]
    monkeypatch.setitem(codelists.pack().retention, "closed_case", type(term)(**{**vars(term), "months": 1}))
    closed(supervisor, birth_year=1990)
    assert kept_on(dt.date(2026, 4, 2), system) == set()


def test_an_open_case_without_a_change_for_a_year_is_looked_at_and_again_a_year_later(supervisor) -> None:
    case, young = register(supervisor), register(supervisor, at=at(TODAY + 200 * DAY))
    later = TODAY + 366 * DAY
    assert retention.quiet(by=supervisor, on=later - 10 * DAY) == []
    assert retention.quiet(by=supervisor, on=later) == [case]
    intake.review_case(by=supervisor, at=at(later), case=case, reason="still_helped")
    assert retention.quiet(by=supervisor, on=later) == []
    assert retention.quiet(by=supervisor, on=later + 400 * DAY) == [case, young]


def test_quiet_cases_are_shown_to_those_who_review_them(officer, supervisor) -> None:
    case, later = register(supervisor), TODAY + 400 * DAY
    assert retention.quiet(by=officer, on=later) == [case]
    for role in ("caseworker", "coordinator", "administrator"):
        assert retention.quiet(by=make_member(role), on=later) == []
    assert retention.quiet(by=make_member("supervisor", agency=make_agency("away")), on=later) == []
    with pytest.raises((NotAllowed, NotFound)):
        intake.review_case(by=make_member("caseworker"), at=NOW, case=case, reason="still_helped")
    with pytest.raises(Refused, match="is not in the list"):
        intake.review_case(by=officer, at=NOW, case=case, reason="because")
