"""Whoever ever received something is told when it is taken back, sees the code and nothing else, and has to answer."""

import datetime as dt

import pytest
import time_machine

from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.protection.cases import queries
from tabara.protection.cases.models import Notice
from tabara.protection.cases.operations import acknowledge_notice, tasks, withdraw_consent
from tabara.protection.referral.operations import accept_referral, revoke_referral
from tests.factories import make_agency, make_member
from tests.protection.sharing.sharers import ALL, agrees, now, receiver, refer, registered, sender, shared, today

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def worker():
    return sender()


@pytest.fixture
def nurse():
    return receiver()


@pytest.fixture
def case(worker):
    return registered(worker)


def taken_back(by, case, agency=None, **more):
    purpose = "referral" if agency else "registration"
    return withdraw_consent(by=by, at=now(), case=case, purpose=purpose, recipient=agency, **more)


def answered(by, notice, answer="deleted", **more):
    return acknowledge_notice(by=by, at=now(), notice=notice, answer=answer, **more)


def notices(by):
    return [(one.code, sorted(one.groups), one.everything) for one in queries.notices(by=by)]


def test_a_withdrawal_tells_the_agency_that_received_something(worker, nurse, case):
    shared(worker, case, nurse, ["course", "contact"])
    assert queries.notices_waiting(by=nurse) == 0
    taken_back(worker, case, nurse.agency)
    assert notices(nurse) == [(case.code, ["contact", "course"], True)]
    assert queries.notices_waiting(by=nurse) == 1
    with pytest.raises(NotFound):
        queries.case(by=nurse, number=case.pk)


def test_the_withdrawal_of_all_tells_every_one_of_them(worker, nurse, case):
    school, bystander = make_member(agency=make_agency("school")), make_member(agency=make_agency("bystander"))
    shared(worker, case, nurse)
    shared(worker, case, school, ["course"])
    taken_back(worker, case)
    assert notices(nurse) == [(case.code, sorted(ALL), True)]
    assert notices(school) == [(case.code, ["course"], True)]
    assert notices(bystander) == []


def test_an_agency_whose_referral_ended_long_ago_is_told_too(worker, nurse, case):
    made = shared(worker, case, nurse)
    revoke_referral(by=worker, at=now(), case=case, referral=made.pk)
    assert notices(nurse) == []
    taken_back(worker, case, nurse.agency)
    assert len(notices(nurse)) == 1


def test_whoever_never_accepted_received_nothing_and_is_told_nothing(worker, nurse, case):
    agrees(worker, case, nurse.agency)
    refer(worker, case, nurse.agency)
    taken_back(worker, case, nurse.agency)
    assert notices(nurse) == []


def test_a_narrower_answer_tells_what_may_no_longer_be_used(worker, nurse, case):
    shared(worker, case, nurse, ["course", "identity"])
    agrees(worker, case, nurse.agency, ["course"])
    assert notices(nurse) == [(case.code, ["identity"], False)]
    agrees(worker, case, nurse.agency, given=False)
    assert notices(nurse)[0] == (case.code, ["course"], True)


def test_a_wider_answer_tells_nothing(worker, nurse, case):
    shared(worker, case, nurse, ["course"])
    agrees(worker, case, nurse.agency, ["course", "identity"])
    assert notices(nurse) == []


def test_what_is_taken_back_twice_is_told_once(worker, nurse, case):
    shared(worker, case, nurse)
    taken_back(worker, case, nurse.agency)
    taken_back(worker, case)
    assert len(notices(nurse)) == 1


def test_it_is_answered_by_a_named_member_and_the_holder_sees_who(worker, nurse, case):
    shared(worker, case, nurse)
    taken_back(worker, case, nurse.agency)
    assert [(one.kind, one.due_on) for one in case.tasks.filter(kind="notice.acknowledge")] == [
        ("notice.acknowledge", today() + dt.timedelta(days=7))
    ]
    answered(nurse, queries.notice(by=nurse, number=Notice._base_manager.get().pk))
    (told,) = queries.notices_of(by=worker, case=case)
    assert (told.answer, told.answered_by, told.agency) == ("deleted", nurse, nurse.agency)
    assert (queries.notices_waiting(by=nurse), case.tasks.filter(kind="notice.acknowledge").exists()) == (0, False)


def test_what_a_law_keeps_is_kept_for_a_reason_of_the_list(worker, nurse, case):
    shared(worker, case, nurse)
    taken_back(worker, case, nurse.agency)
    notice = queries.notice(by=nurse, number=Notice._base_manager.get().pk)
    for law in ("", "habit"):
        with pytest.raises(Refused, match="not in the list"):
            answered(nurse, notice, "kept", law=law)
    with pytest.raises(Refused, match="what your agency did"):
        answered(nurse, notice, "perhaps")
    assert answered(nurse, notice, "kept", law="health_record").law == "health_record"
    with pytest.raises(Refused, match="has answered this notice already"):
        answered(nurse, notice)


@pytest.mark.parametrize("role", ["focal_point", "data_protection_officer", "coordinator", "administrator"])
def test_it_is_for_those_who_answer_referrals(worker, nurse, case, role):
    shared(worker, case, nurse)
    taken_back(worker, case, nurse.agency)
    other = receiver(role)
    assert queries.notices(by=other) == []
    with pytest.raises(NotAllowed):
        answered(other, Notice._base_manager.get())


def test_no_third_agency_and_not_the_holder_itself_answers_it(worker, nurse, case):
    shared(worker, case, nurse)
    taken_back(worker, case, nurse.agency)
    number = Notice._base_manager.get().pk
    for other in (worker, make_member(agency=make_agency("third"))):
        with pytest.raises(NotFound):
            queries.notice(by=other, number=number)
        with pytest.raises(NotAllowed):
            answered(other, Notice._base_manager.get())
    assert queries.notices_of(by=nurse, case=case) == []


def test_an_agreement_with_whose_end_a_referral_would_end_is_asked_about_in_time(worker, nurse, case):
    last = today() + dt.timedelta(days=30)
    agrees(worker, case, nurse.agency, until=last)
    made = refer(worker, case, nurse.agency)
    assert not case.tasks.filter(kind="consent.renew").exists()
    accept_referral(by=nurse, at=now(), referral=made)
    due = [(one.kind, one.due_on) for one in case.tasks.filter(kind="consent.renew")]
    assert due == [("consent.renew", last - dt.timedelta(days=14))]
    with time_machine.travel(now() + dt.timedelta(days=40), tick=False):
        assert tasks.drift() == 0  # run out, it asks all the same
    agrees(worker, case, nurse.agency, until=last + dt.timedelta(days=300))
    assert not case.tasks.filter(kind="consent.renew").exists()


def test_a_referral_that_ends_before_its_agreement_asks_for_nothing(worker, nurse, case):
    shared(worker, case, nurse)
    assert not case.tasks.filter(kind="consent.renew").exists()


@pytest.mark.parametrize("end", ["revoked", "withdrawn", "refused"])
def test_what_has_ended_is_not_asked_about(worker, nurse, case, end):
    agrees(worker, case, nurse.agency, until=today() + dt.timedelta(days=30))
    made = refer(worker, case, nurse.agency)
    accept_referral(by=nurse, at=now(), referral=made)
    if end == "revoked":
        revoke_referral(by=worker, at=now(), case=case, referral=made.pk)
    elif end == "withdrawn":
        taken_back(worker, case, nurse.agency)
    else:
        agrees(worker, case, nurse.agency, given=False)
    assert not case.tasks.filter(kind="consent.renew").exists()
    assert tasks.drift() == 0
