"""Consent through the pages: read out and asked, printed, taken back and answered; and how a person is reached."""

import datetime as dt

import pytest

from tabara import codelists
from tabara.protection.cases.models import Asking, Consent, ContactRule, Notice
from tabara.protection.cases.operations import withdraw_consent
from tabara.protection.intake.operations import Names
from tests.factories import make_agency, make_member
from tests.protection.consent.asked import SEVEN, asked, child_of, ruled
from tests.protection.sharing.sharers import agrees, now, receiver, registered, sender, shared, today
from tests.web.steps import hidden, page, said
from tests.web.test_sharing import signed_in

pytestmark = pytest.mark.django_db(databases="__all__")
WHO = Names(given="Zebedayo", surname="Ntakirutimana", phones=("+99911223344",), address="behind the blue mill")
SAYS = "Her aunt picks up: say it is the choir."


@pytest.fixture
def worker():
    return signed_in(sender())


@pytest.fixture
def nurse():
    return signed_in(receiver())


@pytest.fixture
def chief():
    return signed_in(sender("supervisor"))


@pytest.fixture
def case(worker):
    return registered(worker.member, names=WHO)


def post(client, name, given, **parts):
    address = page(name, **parts)
    return client.post(address, {"event": hidden(client.get(address), "event"), **given})


def conversation(**more):
    usual = {"asked_on": str(today()), "language": "rn", "capacity": "able", "child": "no", "how": "thumb"}
    return {**usual, **{f"statement_{one}": "yes" for one in SEVEN}, **more}


def test_the_page_says_what_to_do_first_and_then_what_is_so(worker, nurse, case):
    words = said(worker.get(page("consents", number=case.pk)))
    assert "Nobody has read the information out to this person yet." in words
    assert "No other agency may see anything." in words
    asked(worker.member, case)
    agrees(worker.member, case, nurse.member.agency, ["course"])
    school = make_agency("school")
    agrees(worker.member, case, school, given=False)
    words = said(worker.get(page("consents", number=case.pk)))
    assert "Clinic may see the course of the case, until" in words
    assert "School: no, since" in words
    assert f"in Kirundi, read out by {worker.member.name}." in words
    assert "Yes : I agree to be interviewed." in words
    assert "Zebedayo" not in words


def test_once_something_may_be_shared_the_person_can_be_referred_from_there(worker, nurse, case):
    there = page("refer", number=case.pk)
    assert there not in worker.get(page("consents", number=case.pk)).content.decode()
    agrees(worker.member, case, nurse.member.agency)
    assert there in worker.get(page("consents", number=case.pk)).content.decode()


def test_the_case_page_lists_it_with_how_it_stands(worker, case):
    assert "Consents and contact Not read out yet" in said(worker.get(page("case", number=case.pk)))
    asked(worker.member, case)
    words = said(worker.get(page("case", number=case.pk)))
    assert "Consents and contact Shared with nobody" in words
    assert "Information read out, and asked" in words


@pytest.mark.parametrize("language", ["en", "fr", "rn", "sw"])
def test_what_is_read_out_stands_there_in_the_language_of_the_person(worker, case, language):
    words = said(worker.get(page("ask-consent", number=case.pk) + f"?in={language}"))
    for one in codelists.pack().consent_text().statements:
        assert one.text(language) in words
    assert "Home" in words


def test_a_conversation_is_kept_statement_by_statement(worker, case):
    answered = post(worker, "ask-consent", conversation(statement_research="no"), number=case.pk)
    assert answered.url == page("consents", number=case.pk)
    row = Asking._base_manager.get()
    assert (row.answers, row.how, row.version) == (
        {one: one != "research" for one in SEVEN},
        "thumb",
        codelists.pack().consent_text().version,
    )


def test_a_statement_left_out_is_asked_again(worker, case):
    given = conversation()
    del given["statement_storage"]
    answered = post(worker, "ask-consent", given, number=case.pk)
    assert (answered.status_code, "Answer each of the seven statements" in said(answered)) == (422, True)


def test_somebody_who_cannot_decide_now_is_asked_later(worker, case):
    later = today() + dt.timedelta(days=3)
    given = {"asked_on": str(today()), "language": "rn", "capacity": "not_now", "child": "no", "again_on": str(later)}
    assert post(worker, "ask-consent", given, number=case.pk).status_code == 302
    assert "the person was not able to decide. Ask again from" in said(worker.get(page("consents", number=case.pk)))


def test_a_childs_no_is_shown_and_a_supervisor_answers_it(worker, chief, nurse):
    case = child_of(worker.member)
    clinic = nurse.member.agency
    given = {"recipient": str(clinic.pk), "answer": "given", "groups": ["course"], "language": "fr"}
    given |= {"asked_on": str(today()), "guardian": "mother"}
    refused = post(worker, "sharing", given, number=case.pk)
    assert (refused.status_code, "Say what the child itself says" in said(refused)) == (422, True)
    assert post(worker, "sharing", given | {"assents": "no"}, number=case.pk).status_code == 302
    words = said(worker.get(page("consents", number=case.pk)))
    assert "The child does not want to share with Clinic, though a guardian agrees." in words
    assert "Answer the child’s no" not in words
    assert "A child’s no waits for an answer" in said(worker.get(page("case", number=case.pk)))
    one = Consent._base_manager.get(recipient=clinic)
    parts = {"number": case.pk, "consent": one.pk}
    assert worker.get(page("answer-refusal", **parts)).status_code == 403
    without = post(chief, "answer-refusal", {"share": "yes"}, **parts)
    assert without.status_code == 422
    assert post(chief, "answer-refusal", {"share": "yes", "reason": "life"}, **parts).status_code == 302
    words = said(worker.get(page("consents", number=case.pk)))
    assert "The child did not want it. A supervisor decided: The child’s life or health is at stake." in words
    assert chief.get(page("answer-refusal", **parts)).url == page("consents", number=case.pk)


def test_of_an_adult_no_guardian_is_asked_about(worker):
    case = registered(worker.member, birth_year=today().year - 40)
    for name in ("sharing", "ask-consent"):
        assert "guardian" not in said(worker.get(page(name, number=case.pk)))


@pytest.mark.parametrize("language", ["en", "fr", "rn", "sw"])
def test_the_form_prints_in_every_language_with_the_code_and_no_name(worker, case, language):
    shown = worker.get(page("consent-form", number=case.pk) + f"?in={language}")
    words, text = said(shown), codelists.pack().consent_text()
    assert (case.code in words, "Zebedayo" in words) == (True, False)
    assert text.title[language] in words
    for one in (*text.information, *text.statements):
        assert one.text(language).replace("{agency}", "Home") in words
    assert f'<html lang="{language}"' in shown.content.decode()


def test_a_blank_form_names_no_case(worker, case):
    words = said(worker.get(page("blank-consent-form")))
    assert ("I agree to be interviewed." in words, case.code in words) == (True, False)
    assert signed_in(make_member("administrator")).get(page("blank-consent-form")).status_code == 403


def test_a_form_for_whoever_must_not_take_paper_home_says_so(worker, case):
    assert "must not take paper home" not in said(worker.get(page("consent-form", number=case.pk)))
    ruled(worker.member, case, "paper", "forbidden")
    assert "must not take paper home" in said(worker.get(page("consent-form", number=case.pk)))


def test_what_is_held_is_not_printed_then(worker, case):
    ruled(worker.member, case, "paper", "forbidden")
    answered = post(worker, "print-held", {"reason": "person_asked"}, number=case.pk)
    words = said(answered)
    assert (answered.status_code, "must not take paper home" in words, "Zebedayo" in words) == (422, True, False)


def test_a_withdrawal_tells_the_other_agency_which_answers_in_a_name(worker, nurse, case):
    shared(worker.member, case, nurse.member, ["course", "identity"])
    withdraw_consent(by=worker.member, at=now(), case=case, purpose="registration")
    assert "1 Agreements taken back, to answer" in said(nurse.get(page("home")))
    assert "Clinic may no longer use: everything. has not answered yet" in said(
        worker.get(page("consents", number=case.pk))
    )
    listed = said(nurse.get(page("notices")))
    assert (case.code in listed, "waits for an answer" in listed) == (True, True)
    one = Notice._base_manager.get()
    shown = said(nurse.get(page("notice", number=one.pk)))
    for kept in ("Zebedayo", "Presumed", worker.member.name):
        assert kept not in shown
    assert nurse.get(page("case", number=case.pk)).status_code == 404
    without = post(nurse, "notice", {"answer": "kept"}, number=one.pk)
    assert (without.status_code, "Say because of which law" in said(without)) == (422, True)
    assert post(nurse, "notice", {"answer": "deleted"}, number=one.pk).status_code == 302
    assert f"Deleted, says {nurse.member.name}" in said(worker.get(page("consents", number=case.pk)))
    assert "Agreements taken back, to answer" not in said(nurse.get(page("home")))


def test_a_notice_is_for_the_agency_that_was_told(worker, nurse, case):
    shared(worker.member, case, nurse.member)
    withdraw_consent(by=worker.member, at=now(), case=case, purpose="registration")
    one = Notice._base_manager.get()
    for other in (worker, signed_in(make_member(agency=make_agency("third")))):
        assert other.get(page("notice", number=one.pk)).status_code == 404


def test_a_rule_of_contact_is_written_and_stands_before_the_telephone(worker, case):
    assert "Nobody has asked this person yet" in said(opened(worker, case))
    given = {"channel": "call", "leave": "conditions", "days": ["0", "2"], "since": "8", "until": "12:00"}
    given |= {"caller": "women", "says": SAYS}
    assert post(worker, "contact-rule", given, number=case.pk).status_code == 302
    row = ContactRule._base_manager.get()
    assert (row.days, row.since, row.until, row.caller) == ([0, 2], dt.time(8), dt.time(12), "women")
    rule = "Only as agreed: Monday, Wednesday, from 08:00 to 12:00; only by a woman."
    assert rule in said(worker.get(page("consents", number=case.pk)))
    words = said(opened(worker, case))
    assert words.index(rule) < words.index("+99911223344")
    assert "choir" not in words
    assert rule not in said(opened(worker, case, "verification"))
    assert rule in said(worker.post(page("correct-name", number=case.pk)))  # the telephone stands there, too


def test_a_time_that_no_clock_shows_is_refused(worker, case):
    given = {"channel": "call", "leave": "allowed", "caller": "anyone", "since": "25:00"}
    answered = post(worker, "contact-rule", given, number=case.pk)
    assert (answered.status_code, "Write the time like 08:00." in said(answered)) == (422, True)


def test_the_rule_that_counts_is_shown_to_be_changed(worker, case):
    ruled(worker.member, case, "visit", "conditions", days=(6,), since=dt.time(9), until=dt.time(10), says=SAYS)
    shown = worker.get(page("contact-rule", number=case.pk) + "?channel=visit").content.decode()
    assert ('value="09:00"' in shown, 'value="visit" checked' in shown, "choir" in shown) == (True, True, False)


def test_what_to_say_is_opened_with_a_reason(worker, case):
    ruled(worker.member, case, "call", "conditions", says=SAYS)
    address = page("contact-words", number=case.pk)
    assert "choir" not in said(worker.get(address))
    assert post(worker, "contact-words", {}, number=case.pk).status_code == 422
    assert SAYS in said(post(worker, "contact-words", {"reason": "contact"}, number=case.pk))


@pytest.mark.parametrize(("groups", "status"), [(["course", "contact"], 200), (["course"], 403)])
def test_another_agency_reads_it_as_far_as_it_is_shared(worker, nurse, case, groups, status):
    shared(worker.member, case, nurse.member, groups)
    assert nurse.get(page("contact-words", number=case.pk)).status_code == status
    for name in ("consents", "ask-consent", "consent-form", "contact-rule"):
        assert nurse.get(page(name, number=case.pk)).status_code == 403


def opened(client, case, reason="contact"):
    return client.post(page("open-name", number=case.pk), {"reason": reason})
