"""One case of a person goes to another agency and her other case stays: from then on each knows her by itself."""

import datetime as dt
from dataclasses import replace

import pytest

from tabara.access.errors import NotFound, Refused
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case, Person
from tabara.protection.cases.operations import close_case
from tabara.protection.cases.operations.listing import drift
from tabara.protection.intake import operations as intake
from tabara.protection.intake.operations import Names, accept_transfer, find_people, open_identity
from tabara.protection.referral.operations import offer_transfer
from tabara.sealing.keys import Purpose
from tabara.sealing.models import DataKey
from tabara.vault.models import Identity, Photograph
from tests.factories import situation
from tests.mart.test_build import rows
from tests.marts import AT
from tests.protection.sharing.sharers import agrees, now, receiver, registered, sender, today
from tests.web.world import picture

pytestmark = pytest.mark.django_db(databases="__all__")
WHO = Names(given="Odette", surname="Niragira", birth_date="1999", phones=("+99911223344",))


def with_two_cases(worker):
    """Return two cases of one person: the one of before, closed, and the one of today."""
    before = registered(worker, names=WHO)
    close_case(by=worker, at=now(), case=before, on=today(), reason="goals_met")
    again = situation(opened_on=today())
    return before, intake.open_again(by=worker, at=now(), case=before, situation=again, why="re_trafficked")


def gone_to(nurse, worker, case):
    """Let a case go to the agency of a nurse, as the person wants it."""
    agrees(worker, case, nurse.agency)
    row = offer_transfer(by=worker, at=now(), case=case, to=nurse.agency, reason="moved")
    accept_transfer(by=nurse, at=now(), transfer=row)
    return anew(case)


def anew(case):
    return Case._base_manager.select_related("agency", "person").get(pk=case.pk)


def named(by, case):
    return open_identity(by=by, at=now(), case=case, reason="assistance")


def test_the_case_goes_and_her_other_case_stays_each_seen_by_its_own_agency_alone():
    worker, nurse = sender(), receiver()
    before, today_s = with_two_cases(worker)
    going = gone_to(nurse, worker, today_s)
    staying = anew(before)
    assert (going.agency, staying.agency) == (nurse.agency, worker.agency)
    assert going.person != staying.person
    assert list(cases.visible(by=nurse)) == [going]
    assert list(cases.visible(by=worker)) == [staying]
    for by, case in ((worker, going), (nurse, staying)):
        with pytest.raises(NotFound):
            cases.case(by=by, number=case.pk)
    assert drift() == 0


def test_both_agencies_know_who_she_is_each_under_its_own_key_and_each_finds_her():
    worker, nurse = sender(), receiver()
    before, today_s = with_two_cases(worker)
    face = intake.add_photograph(by=worker, at=now(), case=today_s, picture=picture())
    going, staying = gone_to(nurse, worker, today_s), anew(before)
    assert named(nurse, going) == named(worker, staying) == WHO
    known = {row.person: row.agency for row in Identity._base_manager.all()}
    assert known == {going.person_id: nurse.agency_id, staying.person_id: worker.agency_id}
    for case in (going, staying):
        key = DataKey.objects.select_related("domain").get(subject=case.person_id, purpose=Purpose.IDENTITY)
        assert key.domain.agency == case.agency_id
    for by in (worker, nurse):
        found = find_people(by=by, at=now(), names=replace(WHO, phones=()), sex="female")
        assert len(found) == 1
    copied = Photograph._base_manager.get(person=going.person_id)
    assert copied.pk != face.pk
    taken = {"at": now()}
    assert intake.open_photograph(by=nurse, case=going, number=copied.pk, **taken) == intake.open_photograph(
        by=worker, case=staying, number=face.pk, **taken
    )


def test_what_one_agency_writes_of_her_the_other_does_not_see():
    worker, nurse = sender(), receiver()
    before, today_s = with_two_cases(worker)
    going, staying = gone_to(nurse, worker, today_s), anew(before)
    safe = replace(WHO, address="Where he must not find her")
    intake.correct_identity(by=nurse, at=now(), case=going, saw=1, names=safe)
    assert named(nurse, going).address == "Where he must not find her"
    assert named(worker, staying) == WHO


def test_an_open_case_beside_it_stays_open_and_can_go_later_too():
    worker, nurse = sender(), receiver()
    first = registered(worker, names=WHO)
    second = intake.open_again(
        by=worker, at=now(), case=first, situation=situation(opened_on=today()), why="re_trafficked"
    )
    gone_to(nurse, worker, second)
    assert anew(first).status == "active"
    later = gone_to(nurse, worker, anew(first))
    assert later.agency == nurse.agency
    assert set(Identity._base_manager.values_list("agency", flat=True)) == {nurse.agency_id}
    assert named(nurse, later) == WHO  # the two are one person there, for somebody to compare and merge


def test_she_has_still_to_agree_that_the_other_agency_sees_everything():
    worker, nurse = sender(), receiver()
    _before, today_s = with_two_cases(worker)
    with pytest.raises(Refused, match="has to agree"):
        offer_transfer(by=worker, at=now(), case=today_s, to=nurse.agency, reason="moved")
    assert Person._base_manager.count() == 1


@pytest.mark.past_the_walls  # the mart reads by a role of its own, which the settings of tests do not name
def test_she_is_one_person_in_every_figure_before_and_after_and_in_a_build_in_steps(built):
    worker, nurse = sender(), receiver()
    _before, today_s = with_two_cases(worker)
    built()
    going = gone_to(nurse, worker, today_s)
    steps = built(full=False, at=AT + dt.timedelta(days=1))
    people = "SELECT count(*), count(DISTINCT person_key) FROM persons"
    assert steps.sql(people) == [(1, 1)]
    assert steps.sql("SELECT agency FROM cases ORDER BY agency") == [("clinic",), ("home",)]
    close_case(by=nurse, at=now(), case=going, on=today(), reason="goals_met")
    later = built(full=False, at=AT + dt.timedelta(days=2))
    assert rows(later) == rows(built(at=AT + dt.timedelta(days=2)))
