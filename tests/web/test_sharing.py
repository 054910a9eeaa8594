"""Sharing through the pages: agreed, referred, accepted, seen as far as agreed, and ended in the middle."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from tabara.protection.cases.models import Consent, Emergency
from tabara.protection.intake.operations import Names
from tabara.protection.referral.models import Referral
from tests.factories import PASSWORD, assisted, make_agency, make_member, screened
from tests.protection.sharing.sharers import (
    agrees,
    in_an_emergency,
    now,
    receiver,
    refer,
    registered,
    sender,
    shared,
    today,
)
from tests.web.steps import hidden, page, said

pytestmark = pytest.mark.django_db(databases="__all__")
WHO = Names(given="Zebedayo", surname="Ntakirutimana", phones=("+99911223344",), address="behind the blue mill")


def signed_in(member):
    client = Client(headers={"accept-language": "en"})
    client.force_login(member)
    session = client.session
    session["proved"] = now().isoformat()
    session.save()
    client.member = member
    return client


@pytest.fixture
def worker():
    return signed_in(sender())


@pytest.fixture
def nurse():
    return signed_in(receiver())


@pytest.fixture
def case(worker):
    case = registered(worker.member, names=WHO)
    screened(worker.member, case, on=today(), at=now(), exploitation=["forced_labour"], notes="what was told")
    assisted(worker.member, case, "cash", on=today(), at=now())
    return case


def answer(client, case, agency, groups, **more):
    address = page("sharing", number=case.pk)
    shown = client.get(address)
    given = {
        "recipient": str(agency.pk),
        "answer": "given",
        "groups": groups,
        "language": "fr",
        "asked_on": str(today()),
    }
    return client.post(address, {"event": hidden(shown, "event"), **given, **more})


def sent(client, case, agency, groups):
    address = page("refer-to", number=case.pk, agency=agency.pk)
    said = {"service": "medical", "priority": "normal", "groups": groups}
    return client.post(address, {"event": hidden(client.get(address), "event"), **said})


def accepted(client):
    referral = Referral._base_manager.get()
    shown = client.get(page("referral", number=referral.pk))
    return client.post(page("accept-referral", number=referral.pk), {"event": hidden(shown, "event")})


def opened(client, case, reason="assistance"):
    return client.post(page("open-name", number=case.pk), {"reason": reason})


def test_a_person_is_referred_and_the_other_agency_sees_what_was_agreed_and_nothing_else(worker, nurse, case):
    clinic = nurse.member.agency
    assert answer(worker, case, clinic, ["course", "identity"]).status_code == 302
    assert "who the person is" in said(worker.get(page("refer", number=case.pk)))
    assert sent(worker, case, clinic, ["course", "identity"]).status_code == 302
    assert "Medical" in said(nurse.get(page("referrals")))
    assert nurse.get(page("case", number=case.pk)).status_code == 404
    assert accepted(nurse).url == page("case", number=case.pk)
    words = said(nurse.get(page("case", number=case.pk)))
    assert f"Shared with your agency by {worker.member.name}, Home" in words
    assert "You see: the course of the case, who the person is." in words
    rest = "what was found, the help given, needs, plan and follow-up, how to reach the person, what was told."
    assert f"Not shared with you: {rest}" in words
    for kept in ("Forced labour", "Cash", "Consent given", "Zebedayo", "What was done with this file"):
        assert kept not in words
    names = said(opened(nurse, case))
    assert "Zebedayo Ntakirutimana" in names
    assert "Not shown for this reason, or not shared with you: how to reach the person." in names
    for kept in ("11223344", "blue mill", "Correct the name", "Add a photograph"):
        assert kept not in names


def test_without_identity_the_page_does_not_offer_the_name(worker, nurse, case):
    shared(worker.member, case, nurse.member, ["course"])
    assert "The name is sealed, and not shared with you." in said(nurse.get(page("case", number=case.pk)))
    assert opened(nurse, case).status_code in (403, 404)


def test_without_its_course_a_case_is_a_number(worker, nurse, case):
    shared(worker.member, case, nurse.member, ["contact"])
    words = said(nurse.get(page("case", number=case.pk)))
    assert case.code in words
    for kept in ("Active", "Presumed", "Facts", "Registered"):
        assert kept not in words
    rows = said(nurse.get(page("cases"))).partition("Last service")[2]
    assert (case.code in rows, "None" in rows, "Presumed" in rows) == (True, False, False)


OF_THE_HOLDER = (
    *("notes", "documents", "edit-case", "consent", "hand-over", "close", "screening", "determination"),
    *("sharing", "refer", "who-sees", "add-photograph", "add-category"),
)


@pytest.mark.parametrize("name", OF_THE_HOLDER)
def test_what_is_the_holders_is_not_for_the_other_agency(worker, nurse, case, name):
    shared(worker.member, case, nurse.member, ["course", "identity", "contact", "services", "findings"])
    assert nurse.get(page(name, number=case.pk)).status_code in (403, 404)
    assert signed_in(make_member(agency=make_agency("third"))).get(page(name, number=case.pk)).status_code == 404


def test_a_consent_withdrawn_in_the_middle_ends_the_next_read(worker, nurse, case):
    shared(worker.member, case, nurse.member)
    assert "Zebedayo" in said(opened(nurse, case))
    consent = Consent._base_manager.get(recipient=nurse.member.agency)
    shown = worker.get(page("sharing", number=case.pk))
    assert "The person takes this back" in said(shown)
    assert worker.post(page("take-back", number=case.pk), {"consent": str(consent.pk)}).status_code == 302
    assert opened(nurse, case).status_code == 404
    assert nurse.get(page("case", number=case.pk)).status_code == 404
    assert case.code not in said(nurse.get(page("cases")))
    assert "taken back" in said(worker.get(page("case", number=case.pk)))


def test_a_consent_withdrawn_before_the_answer_stops_the_acceptance(worker, nurse, case):
    agrees(worker.member, case, nurse.member.agency)
    made = refer(worker.member, case, nurse.member.agency)
    shown = nurse.get(page("referral", number=made.pk))
    consent = Consent._base_manager.get(recipient=nurse.member.agency)
    worker.post(page("take-back", number=case.pk), {"consent": str(consent.pk)})
    refused = nurse.post(page("accept-referral", number=made.pk), {"event": hidden(shown, "event")})
    assert (refused.status_code, "This referral was taken back." in said(refused)) == (422, True)
    assert nurse.get(page("case", number=case.pk)).status_code == 404


def test_a_referral_is_declined_with_a_reason_and_the_sender_reads_it(worker, nurse, case):
    agrees(worker.member, case, nurse.member.agency)
    made = refer(worker.member, case, nurse.member.agency)
    shown = nurse.get(page("referral", number=made.pk))
    empty = nurse.post(page("referral", number=made.pk), {"event": hidden(shown, "event")})
    assert empty.status_code == 422
    nurse.post(page("referral", number=made.pk), {"event": hidden(shown, "event"), "reason": "no_place"})
    assert "No place free" in said(worker.get(page("case", number=case.pk)))


def test_the_sender_takes_a_referral_back(worker, nurse, case):
    made = shared(worker.member, case, nurse.member)
    address = page("revoke-referral", number=case.pk, referral=made.pk)
    worker.post(address, {"event": hidden(worker.get(address), "event")})
    assert nurse.get(page("case", number=case.pk)).status_code == 404


def test_an_authority_is_asked_about_apart(worker, case):
    police = make_agency("police", kind="police")
    refused = answer(worker, case, police, ["course"])
    assert (refused.status_code, "This is an authority." in said(refused)) == (422, True)
    assert answer(worker, case, police, ["course"], asked_apart="on").status_code == 302


def test_nobody_is_referred_to_whom_the_person_did_not_agree(worker, nurse, case):
    assert "has not agreed to share anything" in said(worker.get(page("refer", number=case.pk)))
    assert worker.get(page("refer-to", number=case.pk, agency=nurse.member.agency.pk)).status_code == 404


def test_home_says_what_waits(worker, nurse, case):
    agrees(worker.member, case, nurse.member.agency)
    refer(worker.member, case, nurse.member.agency)
    assert "1 Referrals waiting for an answer" in said(nurse.get(page("home")))
    in_an_emergency(make_member(agency=make_agency("third")), case.code)
    chief = signed_in(sender("supervisor"))
    assert "1 Emergency accesses to review" in said(chief.get(page("home")))


def test_who_can_see_a_person_is_shown_to_those_who_watch_over_the_case(worker, nurse, case):
    shared(worker.member, case, nurse.member, ["course"])
    chief = signed_in(sender("supervisor"))
    assert "Who can see this person, and why" in said(chief.get(page("case", number=case.pk)))
    words = said(chief.get(page("who-sees", number=case.pk)))
    assert f"{worker.member.name} Home carries the case; is on the team that holds the case" in words
    assert f"{nurse.member.name} Clinic a referral, which the person agreed to, until" in words
    assert worker.get(page("who-sees", number=case.pk)).status_code == 404


def urgent(client, code, **more):
    address = page("emergency")
    given = {"event": hidden(client.get(address), "event"), "code": code, "reason": "life_in_danger"}
    return client.post(address, {**given, **more})


def test_emergency_access_opens_a_case_and_says_so(nurse, case):
    answered = urgent(nurse, case.code, stake="she does not wake up")
    assert answered.url == page("case", number=case.pk)
    assert "Emergency access until" in said(nurse.get(page("case", number=case.pk)))
    assert "+99911223344" in said(opened(nurse, case, "emergency"))
    chief = signed_in(sender("supervisor"))
    one = Emergency._base_manager.get()
    address = page("review-emergency", number=one.pk)
    shown = chief.get(address)
    assert "she does not wake up" in said(shown)
    chief.post(address, {"event": hidden(shown, "event"), "choice": "justified"})
    assert "justified" in said(chief.get(page("emergencies")))


def test_emergency_access_answers_alike_for_what_does_not_exist_and_what_is_out_of_reach(nurse):
    outside = registered(make_member(agency=make_agency("outside", in_network=False)))
    answers = [said(urgent(nurse, code)).replace(code, "") for code in ("ZZZZZZ", outside.code)]
    assert answers[0] == answers[1]
    assert "No case opens with this number." in answers[0]


def test_whoever_has_not_just_shown_who_they_are_is_asked_first(case):
    client = Client()
    client.force_login(receiver(password=PASSWORD))
    answered = urgent(client, case.code)
    assert answered.status_code in (200, 302)
    assert Emergency._base_manager.count() == 0


def test_an_account_without_its_review_rests_and_says_what_to_do(nurse, case):
    urgent(nurse, case.code)
    one = Emergency._base_manager.get()
    with time_machine.travel(one.opened_at + dt.timedelta(hours=72, seconds=1), tick=False):
        resting = signed_in(nurse.member)
        for name in ("home", "cases", "referrals"):
            answered = resting.get(page(name))
            assert (answered.status_code, "Your account rests" in said(answered)) == (403, True)
        assert resting.post(page("sign-out")).status_code == 302
