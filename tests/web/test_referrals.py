"""Referrals through the pages: the clock, the answer, what came of it, the coordinator, a case that changes hands."""

import datetime as dt

import pytest
import time_machine

from tabara.interfaces.web.clocks import clock_words
from tabara.protection.referral.models import Referral, Transfer
from tabara.protection.referral.operations import send_referral
from tests.factories import assisted, make_agency, make_member
from tests.protection.sharing.sharers import agrees, now, receiver, refer, registered, sender, shared, today
from tests.web.steps import hidden, page, said
from tests.web.test_sharing import WHO, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")
HOUR = dt.timedelta(hours=1)
SENT = {"csrfmiddlewaretoken": "as a browser sends it"}


@pytest.fixture(autouse=True)
def noon():
    """Start at noon where the instance is: what is “yesterday” hangs on the hour."""
    with time_machine.travel(now().replace(hour=10, minute=0), tick=True):
        yield


@pytest.fixture
def worker():
    return signed_in(sender())


@pytest.fixture
def nurse():
    return signed_in(receiver())


@pytest.fixture
def watcher():
    return signed_in(make_member("coordinator", agency=make_agency("commission")))


@pytest.fixture
def case(worker):
    return registered(worker.member, names=WHO)


def posted(client, address, shown_at="", **answers):
    return client.post(address, {"event": hidden(client.get(shown_at or address), "event"), **answers})


def urged(worker, nurse, case, **more):
    agrees(worker.member, case, nurse.member.agency)
    given = {"to": nurse.member.agency, "service": "medical", "groups": ["course", "narrative"], "priority": "urgent"}
    return send_referral(by=worker.member, at=now(), case=case, **{**given, **more})


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0.6, "36 minutes left"),
        (1, "1 hour left"),
        (3.5, "3 hours left"),
        (47.9, "47 hours left"),
        (49, "2 days left"),
        (0, "overdue since 12:00"),
        (-5, "overdue since 07:00"),
        (-20, "overdue since yesterday"),
        (-70, "overdue since 2 Mar 2026"),
    ],
)
def test_a_clock_is_said_as_people_say_it(hours, words):
    at = dt.datetime(2026, 3, 5, 10, tzinfo=dt.UTC)  # noon where the instance is
    assert clock_words(at + hours * HOUR, at).replace("\xa0", " ") == words


def test_the_inbox_says_what_presses_and_what_has_time(worker, nurse, case):
    urged(worker, nurse, case)
    words = said(nurse.get(page("referrals")))
    assert ("Medical" in words, "Urgent" in words, case.code in words) == (True, True, True)
    assert "23 hours left" in words or "24 hours left" in words
    with time_machine.travel(now() + 49 * HOUR, tick=False):
        assert "overdue since yesterday" in said(signed_in(nurse.member).get(page("referrals")))
        assert "1 overdue" in said(signed_in(nurse.member).get(page("home")))


def test_an_inbox_without_anything_says_what_will_stand_there(nurse):
    for show, words in (
        ("", "No referral waits"),
        ("under_way", "carries no referral now"),
        ("ended", "has ended yet"),
    ):
        assert words in said(nurse.get(page("referrals"), {"show": show}))
    assert "has come to your agency" in said(nurse.get(page("transfers")))


def test_a_referral_is_sent_with_its_urgency_and_a_few_words(worker, nurse, case):
    agrees(worker.member, case, nurse.member.agency)
    address = page("refer-to", number=case.pk, agency=nurse.member.agency.pk)
    given = {"service": "medical", "priority": "urgent", "groups": ["course", "narrative"], "message": "She is afraid."}
    assert posted(worker, address, **given).url == page("case-referrals", number=case.pk)
    words = said(worker.get(page("case-referrals", number=case.pk)))
    assert ("Clinic" in words, "Urgent" in words, "waits for an answer" in words) == (True, True, True)
    assert "afraid" not in said(nurse.get(page("referral", number=Referral._base_manager.get().pk)))


def test_what_happened_on_one_day_stands_with_the_later_step_first(worker, nurse, case):
    shared(worker.member, case, nurse.member)
    story = said(worker.get(page("case", number=case.pk))).split("What happened")[1]
    places = [story.index(one) for one in ("Referral accepted", "Referral sent", "Consent given", "Case opened")]
    assert places == sorted(places)


def test_what_came_of_it_is_written_read_and_confirmed(worker, nurse, case):
    row = shared(worker.member, case, nurse.member)
    assisted(nurse.member, case, "medical", on=today(), at=now())
    address = page("finish-referral", number=row.pk)
    assert 'value="medical" checked' in nurse.get(address).content.decode()
    given = {"outcome": "given", "services": ["medical"], "note": "She sleeps again."}
    assert posted(nurse, address, **given).url == page("referrals")
    assert nurse.get(page("case", number=case.pk)).status_code == 404
    assert "done" in said(nurse.get(page("referrals"), {"show": "ended"}))
    words = said(worker.get(page("case", number=case.pk)))
    assert ("Referral done" in words, "1 answer to read" in words) == (True, True)
    assert "Read the answer to a referral" in words
    sent = {"number": case.pk, "referral": row.pk}
    words = said(worker.get(page("sent-referral", **sent)))
    assert ("The help was given" in words, "Medical" in words, "sleeps" in words) == (True, True, False)
    told = worker.post(page("referral-words", **sent), {"reason": "assistance"})
    assert "She sleeps again." in said(told)
    assert worker.post(page("referral-words", **sent), SENT).status_code == 422
    posted(worker, page("read-answer", **sent), page("sent-referral", **sent))
    words = said(worker.get(page("case", number=case.pk)))
    assert ("Answer to a referral read" in words, "answer to read" in words) == (True, False)


def test_confirming_too_early_says_so(worker, nurse, case):
    agrees(worker.member, case, nurse.member.agency)
    sent = {"number": case.pk, "referral": refer(worker.member, case, nurse.member.agency).pk}
    worker.post(page("read-answer", **sent), SENT)
    assert "There is no answer to this referral yet." in said(worker.get(page("sent-referral", **sent)))


def test_a_referral_is_given_back_with_a_reason(worker, nurse, case):
    row = shared(worker.member, case, nurse.member)
    address = page("return-referral", number=row.pk)
    assert posted(nurse, address).status_code == 422
    assert posted(nurse, address, reason="need_changed").url == page("referrals")
    assert "The person needs something else" in said(worker.get(page("case", number=case.pk)))
    assert posted(nurse, page("finish-referral", number=row.pk), outcome="given").status_code == 422


def test_a_coordinator_sees_reminds_and_advises(worker, nurse, watcher, case):
    row = urged(worker, nurse, case)
    assert "was answered in its time" in said(watcher.get(page("unanswered")))
    with time_machine.travel(now() + 49 * HOUR, tick=False):
        worker, nurse, watcher = (signed_in(one.member) for one in (worker, nurse, watcher))
        assert "1 Referrals that nobody answered in time" in said(watcher.get(page("home")))
        words = said(watcher.get(page("unanswered")))
        assert (case.code in words, "Home" in words, "Clinic" in words, "Medical" in words) == (True,) * 4
        assert "Zebedayo" not in words
        for name in ("remind-referral", "advise-referral"):
            assert posted(watcher, page(name, number=row.pk), page("unanswered")).url == page("unanswered")
        words = said(watcher.get(page("unanswered")))
        assert ("reminded:" in words, "sender asked to turn elsewhere" in words) == (True, True)
        assert "the coordinator reminded you" in said(nurse.get(page("referrals")))
        sent = {"number": case.pk, "referral": row.pk}
        assert "asks you to turn to another agency" in said(worker.get(page("sent-referral", **sent)))
        assert "overdue since yesterday" in said(worker.get(page("sent-referrals")))


def test_a_case_is_asked_for_offered_and_taken_over(worker, nurse, case):
    row = shared(worker.member, case, nurse.member, ["course"])
    assert "Ask for the case" in said(nurse.get(page("referral", number=row.pk)))
    assert posted(nurse, page("ask-for-case", number=row.pk), reason="services").url == page("transfers")
    assert nurse.get(page("ask-for-case", number=row.pk)).status_code == 404
    words = said(worker.get(page("case", number=case.pk)))
    assert ("Answer an agency that asks for the case" in words, "Case asked for" in words) == (True, True)
    address = page("offer-transfer", number=case.pk)
    assert "has not agreed that another agency sees everything" in said(worker.get(address))
    agrees(worker.member, case, nurse.member.agency)
    assert posted(worker, address, to=str(nurse.member.agency.pk), reason="services").status_code == 302
    assert "1 Cases offered to your agency" in said(nurse.get(page("home")))
    moving = page("transfer", number=Transfer._base_manager.get().pk)
    taken = posted(nurse, page("accept-transfer", number=Transfer._base_manager.get().pk), moving)
    assert taken.url == page("case", number=case.pk)
    words = said(nurse.get(page("case", number=case.pk)))
    assert ("Case handed over to another agency" in words, "Home → Clinic" in words) == (True, True)
    assert worker.get(page("case", number=case.pk)).status_code == 404
    words = said(worker.get(page("transfers")))
    assert (case.code in words, "Clinic" in words, "taken over" in words) == (True, True, True)


def test_a_case_offered_is_declined_or_kept(worker, nurse, case):
    agrees(worker.member, case, nurse.member.agency)
    offer = page("offer-transfer", number=case.pk)
    said_so = {"to": str(nurse.member.agency.pk), "reason": "moved"}
    posted(worker, offer, **said_so)
    row = Transfer._base_manager.get()
    assert posted(nurse, page("transfer", number=row.pk)).status_code == 422
    assert posted(nurse, page("transfer", number=row.pk), reason="no_place").url == page("transfers")
    assert "No place free" in said(worker.get(page("case-referrals", number=case.pk)))
    posted(worker, offer, **said_so)
    newest = Transfer._base_manager.get(state="offered")
    posted(worker, page("withdraw-transfer", number=case.pk, transfer=newest.pk))
    shown = nurse.post(page("accept-transfer", number=newest.pk), SENT)
    assert (shown.status_code, "was taken back" in said(shown)) == (422, True)


def test_a_request_is_declined_or_taken_back(worker, nurse, case):
    row = shared(worker.member, case, nurse.member, ["course"])
    ask = page("ask-for-case", number=row.pk)
    posted(nurse, ask, reason="services")
    asked = Transfer._base_manager.get()
    decline = page("decline-request", number=case.pk, transfer=asked.pk)
    assert posted(worker, decline, reason="helped_here").url == page("case-referrals", number=case.pk)
    assert "helped where she is" in said(nurse.get(page("transfer", number=asked.pk)))
    posted(nurse, ask, reason="services")
    again = Transfer._base_manager.get(state="requested")
    shown = page("transfer", number=again.pk)
    assert nurse.post(page("withdraw-request", number=again.pk), SENT).url == page("transfers")
    assert "taken back" in said(nurse.get(shown))
