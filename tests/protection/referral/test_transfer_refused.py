"""A case does not go where it cannot, nor where the person does not agree that it goes: each refusal says why."""

import datetime as dt

import pytest

from tabara.access.enums import FieldGroup
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import close_case, withdraw_consent
from tabara.protection.intake.operations import Names, accept_transfer
from tabara.protection.referral.models import Transfer
from tabara.protection.referral.operations import (
    decline_transfer,
    offer_transfer,
    withdraw_transfer,
)
from tabara.protection.referral.queries import transfers
from tests.factories import make_agency, make_member
from tests.protection.sharing.sharers import (
    ALL,
    agrees,
    now,
    receiver,
    registered,
    sender,
    today,
)

pytestmark = pytest.mark.django_db(databases="__all__")
WHO = Names(given="Odette", surname="Niragira", birth_date="1999", phones=("+99911223344",))


def offered(worker, nurse, case=None):
    case = case or registered(worker, names=WHO)
    agrees(worker, case, nurse.agency)
    return offer_transfer(by=worker, at=now(), case=case, to=nurse.agency, reason="moved"), case


def anew(case):
    return Case._base_manager.select_related("agency", "person").get(pk=case.pk)


def test_without_an_agreement_to_everything_the_case_is_not_offered():
    worker, nurse = sender(), receiver()
    case = registered(worker, names=WHO)
    for groups in ([], *([one for one in ALL if one != left] for left in ("identity", "narrative"))):
        if groups:
            agrees(worker, case, nurse.agency, groups)
        with pytest.raises(Refused, match="has to agree that this agency sees everything"):
            offer_transfer(by=worker, at=now(), case=case, to=nurse.agency, reason="moved")
    assert set(ALL) == set(FieldGroup)


def test_an_agreement_taken_back_takes_the_offer_back_and_is_asked_again_at_the_acceptance():
    worker, nurse = sender(), receiver()
    row, case = offered(worker, nurse)
    withdraw_consent(by=worker, at=now(), case=case, purpose="referral", recipient=nurse.agency)
    assert Transfer._base_manager.get(pk=row.pk).state == "withdrawn"
    with pytest.raises(Refused, match="was taken back"):
        accept_transfer(by=nurse, at=now(), transfer=row)
    row, case = offered(worker, nurse)
    case.consents.filter(recipient=nurse.agency).update(until=today() - dt.timedelta(days=1))  # its last day has passed
    with pytest.raises(Refused, match="has to agree"):
        accept_transfer(by=nurse, at=now(), transfer=row)
    assert anew(case).agency == worker.agency


def test_a_closed_case_and_the_own_agency_are_refused():
    worker, nurse = sender(), receiver()
    case = registered(worker)
    with pytest.raises(Refused, match="This agency holds the case"):
        offer_transfer(by=worker, at=now(), case=case, to=worker.agency, reason="moved")
    agrees(worker, case, nurse.agency)
    with pytest.raises(Refused, match="transfer_reason"):
        offer_transfer(by=worker, at=now(), case=case, to=nurse.agency, reason="whim")
    close_case(by=worker, at=now(), case=case, on=today(), reason="goals_met")
    with pytest.raises(Refused, match="closed"):
        offer_transfer(by=worker, at=now(), case=case, to=nurse.agency, reason="moved")


def test_a_case_is_offered_to_one_agency_at_a_time_and_once():
    worker, nurse = sender(), receiver()
    row, case = offered(worker, nurse)
    third = make_member(agency=make_agency("third"))
    agrees(worker, case, third.agency)
    for to in (nurse.agency, third.agency):
        with pytest.raises(Refused, match="offered to Clinic already"):
            offer_transfer(by=worker, at=now(), case=case, to=to, reason="moved")
    withdraw_transfer(by=worker, at=now(), case=case, transfer=row.pk)
    with pytest.raises(Refused, match="not offered to that agency"):
        withdraw_transfer(by=worker, at=now(), case=case, transfer=row.pk)
    assert offer_transfer(by=worker, at=now(), case=case, to=third.agency, reason="moved").state == "offered"


def test_nobody_takes_or_declines_for_another_agency_and_a_colleague_does_not_offer():
    worker, nurse = sender(), receiver()
    row, case = offered(worker, nurse)
    for one in (worker, make_member(agency=make_agency("third"))):
        with pytest.raises(NotAllowed):
            accept_transfer(by=one, at=now(), transfer=row)
        with pytest.raises(NotAllowed):
            decline_transfer(by=one, at=now(), transfer=row, reason="no_place")
    with pytest.raises(NotAllowed):
        offer_transfer(by=sender(), at=now(), case=case, to=nurse.agency, reason="moved")
    with pytest.raises(NotFound):
        transfers.one(by=worker, number=row.pk)


def test_an_offer_declined_says_why_and_the_case_stays():
    worker, nurse = sender(), receiver()
    row, case = offered(worker, nurse)
    with pytest.raises(Refused, match="transfer_decline_reason"):
        decline_transfer(by=nurse, at=now(), transfer=row, reason="")
    made = decline_transfer(by=nurse, at=now(), transfer=row, reason="no_place")
    assert (made.state, made.decline_reason, anew(case).owner) == ("declined", "no_place", worker)
    with pytest.raises(Refused, match="declined already"):
        accept_transfer(by=nurse, at=now(), transfer=row)


def test_an_erased_person_is_not_handed_over():
    from tabara.protection.intake.models import Erased

    worker, nurse = sender(), receiver()
    row, case = offered(worker, nurse)
    Erased(case=case, what="identity", erased_on=today(), why="asked").save(force_insert=True)
    with pytest.raises(Refused, match="has been erased"):
        accept_transfer(by=nurse, at=now(), transfer=row)
    assert anew(case).agency == worker.agency
