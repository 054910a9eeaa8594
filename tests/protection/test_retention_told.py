"""What was told in a closed case ends on its day and not before; a hold, or help that goes on, stops it."""

import datetime as dt

import pytest
from django.utils import timezone

from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import AuditEvent, Member
from tabara.protection.assistance.models import Service
from tabara.protection.cases.models import Case, Document
from tabara.protection.cases.operations import add_document, close_case, reopen_case
from tabara.protection.intake import operations as intake
from tabara.protection.intake import retention
from tabara.sealing.keys import Purpose, subjects_with_key
from tests.factories import NOW, TODAY, approved, assisted, fresh, make_member, register

pytestmark = pytest.mark.django_db(databases="__all__")
DAY = dt.timedelta(days=1)


@pytest.fixture
def system() -> Member:
    return make_member("data_team", username="system")


@pytest.fixture
def supervisor() -> Member:
    return fresh(make_member("supervisor"))


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(3), timezone.get_default_timezone())


def overdue(day: dt.date) -> int:
    return sum(late for _term, _due, late, _held in retention.overview(at=at(day), on=day))


def told_on(day: dt.date, system: Member) -> list[bool]:
    """Let the schedule do its work; say of each note and paper whether it is still there."""
    intake.keep_terms(by=system, at=at(day))
    rows = [*Service._base_manager.values_list("notes"), *Document._base_manager.values_list("about", "sealed")]
    return [part is not None for row in rows for part in row]


def told(by: Member, **facts) -> Case:
    case = register(by, **facts)
    assisted(by, case, notes="She spoke of a blue gate.")
    add_document(by=by, at=NOW, case=case, name="gate.txt", content=b"a blue gate", about="the gate")
    return close_case(by=by, at=NOW, case=case, on=TODAY, reason="goals_met")


@pytest.mark.parametrize(
    ("birth_year", "ends", "kind"),
    [
        (1990, dt.date(2031, 3, 2), "told_in_closed_case"),
        (2016, dt.date(2040, 1, 1), "told_in_closed_case_of_a_child"),
    ],
)
def test_what_was_told_in_a_closed_case_ends_on_its_day(system, supervisor, birth_year, ends, kind) -> None:
    case = told(supervisor, birth_year=birth_year)
    assert told_on(ends - DAY, system) == [True] * 3
    assert overdue(ends + DAY) >= 1
    assert told_on(ends, system) == [False] * 3
    assert AuditEvent.objects.get(operation="intake.erase_told_by_schedule").reason == kind
    assert case.pk not in subjects_with_key(Purpose.NARRATIVE)
    assert overdue(ends + 400 * DAY) == 0


def test_a_hold_keeps_what_was_told_and_so_does_help_that_goes_on(system, supervisor) -> None:
    officer = fresh(make_member("data_protection_officer"))
    held, helped, later = told(supervisor), told(supervisor), dt.date(2035, 1, 1)
    reopen_case(by=supervisor, at=NOW, case=helped)
    given = {"case": held, "reason": "proceedings", "until": later + DAY}
    intake.place_hold(
        by=officer, at=NOW, approval=approved(officer, "intake.place_hold", second=supervisor, **given), **given
    )
    assert told_on(later, system) == [True] * 6
    with pytest.raises(Refused, match="Nothing is erased"):
        intake.erase_told_by_schedule(by=system, at=at(later), told=held.pk, reason="told_in_closed_case")
    assert told_on(later + DAY, system).count(False) == 3


def test_nobody_but_the_instance_itself_erases_what_was_told_by_the_schedule(supervisor) -> None:
    case, late = told(supervisor), at(dt.date(2035, 1, 1))
    for role in ("data_team", "national_administrator", "data_protection_officer"):
        with pytest.raises(NotAllowed):
            intake.erase_told_by_schedule(by=make_member(role), at=late, told=case.pk, reason="told_in_closed_case")
