"""What a person no longer agrees to ends at once; what was agreed ends by itself; and help depends on neither."""

import datetime as dt

import pytest
import time_machine

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.operation import permitted
from tabara.protection.cases import queries
from tabara.protection.cases.operations import withdraw_consent
from tabara.protection.intake.operations import (
    open_identity,
)
from tabara.protection.referral.operations import (
    accept_referral,
    revoke_referral,
)
from tests.factories import assisted, make_agency, make_member
from tests.protection.sharing.sharers import agrees, now, receiver, refer, registered, sender, shared, today

pytestmark = pytest.mark.django_db(databases="__all__")


def listed(by):
    return [row[0] for row in queries.page(by=by).rows]


def test_a_referral_expires_by_itself():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    made = shared(worker, case, nurse)
    assert made.until == made.sent_at + dt.timedelta(days=90)
    assert listed(nurse) == [case.pk]
    with time_machine.travel(made.until - dt.timedelta(seconds=1), tick=False):
        assert listed(nurse) == [case.pk]
    with time_machine.travel(made.until, tick=False):
        assert listed(nurse) == []
        assert not permitted(nurse, Permission.CASE_READ, case)
        assert made.standing(now()) == "expired"
        assert listed(worker) == [case.pk]


def test_a_referral_ends_with_the_last_day_that_the_person_agreed_to():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    agrees(worker, case, nurse.agency, until=today() + dt.timedelta(days=3))
    made = accept_referral(by=nurse, at=now(), referral=refer(worker, case, nurse.agency))
    assert made.until.astimezone(now().tzinfo) - now() < dt.timedelta(days=4)
    with time_machine.travel(made.until, tick=False):
        assert listed(nurse) == []


@pytest.mark.parametrize("purpose", ["referral", "registration"])
def test_a_withdrawal_ends_what_is_shared_at_once_and_what_waits(purpose):
    worker, nurse, later = sender(), receiver(), make_member(agency=make_agency("later"))
    case = registered(worker)
    accepted = shared(worker, case, nurse)
    agrees(worker, case, later.agency)
    sent = refer(worker, case, later.agency)
    recipient = None if purpose == "registration" else nurse.agency
    withdraw_consent(by=worker, at=now(), case=case, purpose=purpose, recipient=recipient)
    accepted.refresh_from_db()
    sent.refresh_from_db()
    assert (accepted.state, sent.state) == ("revoked", "revoked" if recipient is None else "sent")
    assert (listed(nurse), listed(worker)) == ([], [case.pk])
    with pytest.raises(NotFound):
        queries.case(by=nurse, number=case.pk)
    with pytest.raises(NotAllowed):
        open_identity(by=nurse, at=now(), case=case, reason="assistance")


def test_a_narrower_answer_ends_a_referral_that_shows_more():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    made = shared(worker, case, nurse, ["course", "identity"])
    agrees(worker, case, nurse.agency, ["course"])
    made.refresh_from_db()
    assert (made.state, listed(nurse)) == ("revoked", [])


def test_a_no_after_a_yes_ends_it_too():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    shared(worker, case, nurse)
    agrees(worker, case, nurse.agency, given=False)
    assert listed(nurse) == []


def test_the_sender_revokes_and_the_very_next_read_finds_nothing():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    made = shared(worker, case, nurse)
    revoke_referral(by=worker, at=now(), case=case, referral=made.pk)
    assert listed(nurse) == []
    with pytest.raises(Refused, match="ended already"):
        revoke_referral(by=worker, at=now(), case=case, referral=made.pk)


def test_what_was_agreed_with_one_agency_says_nothing_of_another():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    agrees(worker, case, nurse.agency)
    with pytest.raises(Refused, match="does not agree"):
        refer(worker, case, make_agency("other clinic", kind="health"))


def test_help_never_depends_on_an_answer():
    worker, nurse = sender(), receiver()
    case = registered(worker, statistics=False)
    agrees(worker, case, nurse.agency, given=False)
    withdraw_consent(by=worker, at=now(), case=case, purpose="registration")
    assert assisted(worker, case, on=today(), at=now()).code == "psychosocial"


def test_an_authority_has_to_be_asked_about_apart():
    worker, police = sender(), make_member(agency=make_agency("police", kind="police"))
    case = registered(worker)
    with pytest.raises(Refused, match="This is an authority"):
        agrees(worker, case, police.agency)
    assert agrees(worker, case, police.agency, ["course"], asked_apart=True).purpose == "authority"
    made = accept_referral(by=police, at=now(), referral=refer(worker, case, police.agency, ["course"]))
    withdraw_consent(by=worker, at=now(), case=case, purpose="authority", recipient=police.agency)
    made.refresh_from_db()
    assert made.state == "revoked"
