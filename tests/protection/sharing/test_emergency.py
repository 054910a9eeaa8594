"""Emergency access exists, is loud and short."""

import datetime as dt

import pytest
import time_machine

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.fresh import FreshNeeded
from tabara.access.models import AuditEvent, Member
from tabara.protection.cases import queries
from tabara.protection.cases.models import Emergency
from tabara.protection.cases.operations import break_glass, review_emergency
from tabara.protection.intake.operations import Names, open_identity
from tests.factories import make_agency, make_member
from tests.protection.sharing.sharers import ALL, in_an_emergency, now, receiver, registered, sender

pytestmark = pytest.mark.django_db(databases="__all__")
MINUTE = dt.timedelta(minutes=1)


def again(member):
    return Member.objects.get(pk=member.pk)


@pytest.fixture
def case():
    return registered(sender(), names=Names(given="Odette", phones=("+99911223344",)))


def test_it_opens_one_case_wholly_to_one_member_for_thirty_minutes(case):
    nurse, beside = receiver(), receiver()
    registered(sender())
    opened = in_an_emergency(nurse, case.code.lower(), stake="she does not wake up")
    assert [row[0] for row in queries.page(by=nurse).rows] == [case.pk]
    assert {str(one) for one in queries.seen(by=nurse, case=case)} == set(ALL)
    assert open_identity(by=nurse, at=now(), case=case, reason="emergency").phones == ("+99911223344",)
    assert queries.page(by=beside).rows == []
    with time_machine.travel(opened.opened_at + 30 * MINUTE, tick=False):
        assert queries.page(by=nurse).rows == []
        with pytest.raises(NotFound):
            queries.case(by=nurse, number=case.pk)
        with pytest.raises(NotAllowed):
            open_identity(by=nurse, at=now(), case=case, reason="emergency")


def test_it_demands_that_one_shows_anew_who_one_is(case):
    nurse = again(receiver())
    for proved in (None, now() - 6 * MINUTE):
        nurse.proved_at = proved
        with pytest.raises(FreshNeeded):
            break_glass(by=nurse, at=now(), code=case.code, reason="life_in_danger")


def test_a_code_that_does_not_exist_and_one_out_of_reach_answer_alike(case):
    outside = registered(make_member(agency=make_agency("outside", in_network=False)))
    made = [in_an_emergency(receiver(), code) for code in ("ZZZZZZ", outside.code)]
    assert [(one.case, one.until, one.review_by) for one in made] == [(None, None, None)] * 2


def test_it_is_limited_in_a_day_and_attempts_count(case):
    nurse = receiver()
    with time_machine.travel(now().replace(hour=9, minute=0), tick=False):
        for code in ("ZZZZZZ", "YYYYYY", case.code):
            in_an_emergency(nurse, code)
        with pytest.raises(Refused, match="3 times today"):
            in_an_emergency(nurse, case.code)
    with time_machine.travel(now().replace(hour=9, minute=0) + dt.timedelta(days=1), tick=False):
        assert in_an_emergency(nurse, case.code).case == case


def test_the_reason_is_a_code_and_stands_in_the_audit_and_the_stake_is_sealed(case):
    with pytest.raises(Refused):
        in_an_emergency(receiver(), case.code, reason="because")
    opened = in_an_emergency(receiver(), case.code, stake="she does not wake up")
    row = AuditEvent.objects.get(operation="cases.break_glass", outcome="done")
    assert (row.subject, row.reason) == (case.pk, "life_in_danger")
    assert b"wake" not in bytes(opened.stake)
    assert queries.stake(by=sender("supervisor"), emergency=opened) == "she does not wake up"
    assert queries.stake(by=receiver("supervisor"), emergency=opened) == ""


def test_those_who_watch_over_the_case_see_it_at_once(case):
    in_an_emergency(receiver(), case.code)
    watchers = [sender("supervisor"), sender("data_protection_officer")]
    others = [sender(), receiver("supervisor"), make_member("coordinator", agency=make_agency("commission"))]
    assert [queries.emergencies_to_review(by=one) for one in (*watchers, *others)] == [1, 1, 0, 0, 0]


def test_without_a_review_within_72_hours_the_account_rests_until_there_is_one(case):
    nurse, supervisor = receiver(), sender("supervisor")
    own = registered(nurse)
    opened = in_an_emergency(nurse, case.code)
    with time_machine.travel(opened.opened_at + dt.timedelta(hours=72), tick=False):
        assert again(nurse).may_act
    with time_machine.travel(opened.opened_at + dt.timedelta(hours=72, seconds=1), tick=False):
        resting = again(nurse)
        assert (resting.is_suspended, resting.may_act) == (True, False)
        assert queries.visible(by=resting).count() == 0
        assert queries.page(by=resting).rows == []
        with pytest.raises(NotAllowed):
            registered(resting)
        review_emergency(by=supervisor, at=now(), emergency=opened, justified=False)
        assert again(nurse).may_act
        assert [row[0] for row in queries.page(by=again(nurse)).rows] == [own.pk]


def test_a_review_in_time_lets_the_account_go_on_and_the_earliest_waiting_one_counts(case):
    nurse, supervisor = receiver(), sender("supervisor")
    first = in_an_emergency(nurse, case.code)
    with time_machine.travel(first.opened_at + dt.timedelta(hours=1), tick=False):
        second = in_an_emergency(nurse, case.code)
    assert again(nurse).review_by == first.review_by
    review_emergency(by=supervisor, at=now(), emergency=first, justified=True)
    assert again(nurse).review_by == second.review_by
    review_emergency(by=supervisor, at=now(), emergency=second, justified=True)
    assert again(nurse).review_by is None


def test_nobody_reviews_their_own_nor_twice_nor_from_outside(case):
    chief, officer = sender("supervisor"), sender("data_protection_officer")
    opened = in_an_emergency(chief, case.code)
    with pytest.raises(Refused, match="Nobody reviews their own"):
        review_emergency(by=chief, at=now(), emergency=opened, justified=True)
    with pytest.raises(NotAllowed):
        review_emergency(by=receiver("supervisor"), at=now(), emergency=opened, justified=True)
    review_emergency(by=officer, at=now(), emergency=opened, justified=True)
    with pytest.raises(Refused, match="reviewed this already"):
        review_emergency(by=officer, at=now(), emergency=opened, justified=False)


def test_only_roles_that_may_use_it(case):
    for role in ("focal_point", "coordinator", "administrator", "data_protection_officer"):
        with pytest.raises(NotAllowed):
            in_an_emergency(receiver(role), case.code)
    assert Emergency._base_manager.count() == 0
