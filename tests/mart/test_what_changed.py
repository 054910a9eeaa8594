"""What happens in any room of protection is in the next build in steps, as it is in one of the whole."""

import datetime as dt

import pytest

from tabara.mart import open_mart
from tabara.mart.build import build
from tabara.protection.assistance.operations import hold_session, plan_service, plan_session
from tabara.protection.cases.operations import begin_interview, withdraw_consent
from tabara.protection.directory.operations import arrive, leave
from tabara.protection.family.operations import ask_tracing, name_guardian
from tests.factories import NOW, TODAY, make_member, register
from tests.mart.test_build import rows
from tests.marts import AT
from tests.protection.assistance.helpers_of_help import issued, paid, stocked
from tests.protection.community.hill import alerted, named
from tests.protection.directory.invented import at_home, booked, person, shelter
from tests.protection.reintegration.ways import handed_over, kept, planned, visits, willing
from tests.protection.sharing.sharers import now, today

pytestmark = pytest.mark.django_db(databases="__all__")
LATER = AT + dt.timedelta(days=1)
LONG_AGO = TODAY - dt.timedelta(days=60)


def lives_on(worker, case):
    """Let something happen in several rooms to one person."""
    begin_interview(by=worker, at=NOW, case=case)
    paid(worker, case)
    keeper = make_member("supervisor", agency=worker.agency)
    issued(worker, case, stocked(keeper, name=case.code))
    ask_tracing(by=worker, at=NOW, case=case, tie="mother", asked_on=TODAY, wanted=True, told="x")
    handed_over(worker, case)
    kept(worker, case, visits(planned(worker, case, LONG_AGO))[0])


def test_a_build_in_steps_gives_what_a_whole_one_gives(worker, built, tmp_path):
    changed, gone, still = (willing(worker, given=name, opened_on=LONG_AGO) for name in ("Changed", "Gone", "Still"))
    lives_on(worker, gone)
    plan_service(by=worker, at=NOW, case=still, code="legal", on=TODAY)
    built()
    lives_on(worker, changed)
    withdraw_consent(by=worker, at=NOW, case=gone, purpose="statistics")
    alerted(point=named(make_member("supervisor", agency=worker.agency)), source="focal_point")
    steps = built(full=False, at=LATER)
    assert (steps.about.full, steps.about.changed) == (False, 2)
    assert len(steps.sql("FROM counted_visits")) == 4
    build(tmp_path / "again", at=LATER)
    with open_mart(tmp_path / "again") as whole:
        assert rows(steps) == rows(whole)


def test_a_meeting_that_was_planned_for_a_group_is_in_the_next_build(worker, built):
    expected = [register(worker, given="One"), register(worker, given="Two")]
    built()
    session = plan_session(by=worker, at=NOW, code="psychosocial", on=TODAY, cases=expected)
    states = "SELECT appointment_state FROM appointments ORDER BY appointment_state"
    assert built(full=False, at=LATER).sql(states) == [("planned",), ("planned",)]
    first, second = session.appointments.all()
    hold_session(by=worker, at=NOW, session=session, answers=[(first.pk, "attended"), (second.pk, "ill")])
    assert built(full=False, at=LATER).sql(states) == [("attended",), ("missed",)]


def test_a_child_whose_guardian_was_named_is_read_again(worker, built):
    child = register(worker, birth_year=2015)
    assert built().sql("SELECT has_guardian FROM facts") == [(False,)]
    name_guardian(by=worker, at=NOW, case=child, kind="court", since=TODAY, told="x")
    assert built(full=False, at=LATER).sql("SELECT has_guardian FROM facts") == [(True,)]


def test_a_stay_that_a_shelter_ended_is_read_again_though_the_shelter_sees_no_case(built):
    worker = at_home()
    stay = booked(worker, person(worker), shelter(women=2))
    arrive(by=worker, at=now(), stay=stay, on=today())
    built(at=now())
    leave(by=worker, at=now(), stay=stay, on=today(), to="family", safe="yes")
    assert built(full=False, at=now()).sql("SELECT left_to FROM stays") == [("family",)]
