"""Packets through the pages: what a worker makes, what somebody without an account opens, what comes back."""

import datetime as dt
import html
import logging
import re
from io import BytesIO

import pytest
import time_machine
from django.test import Client
from pypdf import PdfReader

from tabara.protection.cases.operations import withdraw_consent
from tabara.protection.handover.models import Packet
from tabara.protection.handover.queries.packet import by_link
from tests.factories import make_agency, make_member
from tests.protection.handover.packets import asked, instance, outsider, packet
from tests.protection.sharing.sharers import agrees, now, registered, sender
from tests.web.steps import hidden, page, said
from tests.web.test_sharing import signed_in

pytestmark = pytest.mark.django_db(databases="__all__")
LEAVES = {
    "service": "vocational_training",
    "priority": "urgent",
    "told": ["sex", "age", "name"],
    "reason": "assistance",
    "way": "link",
    "call": "22000000",
    "key": "",
    "message": "",
}


@pytest.fixture
def worker():
    instance()
    return signed_in(sender())


@pytest.fixture
def stranger():
    return Client(headers={"accept-language": "en"})


def opened(stranger, at, words):
    """Type the words at a door; return the page that follows."""
    return stranger.post(at, {"words": words}, follow=True)


def text(response):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def made_by_pages(worker, case, to, **more):
    """Compose, look and send; return the page with what is shown once."""
    at = page("compose-packet", number=case.pk, outsider=to.pk)
    event = hidden(worker.get(at), "event")
    return worker.post(at, {**LEAVES, **more, "event": event, "choice": "send"})


def test_the_whole_way_from_the_case_to_somebody_without_an_account_and_back(worker, stranger):
    case, to = asked(worker.member)
    at = page("compose-packet", number=case.pk, outsider=to.pk)
    event = hidden(worker.get(at), "event")
    looked = worker.post(at, {**LEAVES, "event": event, "choice": "look"})
    for line in ("This leaves, and nothing else", "Zebedayo Ntakirutimana", "Vocational training", "Workshop of Ngozi"):
        assert line in text(looked)
    assert "71234567" not in text(looked)
    shown = worker.post(at, {**LEAVES, "event": event, "choice": "send"})
    door, words = re.findall(r'class="govuk-inset-text[^"]*">(?:<strong[^>]*>)?([^<]+)<', shown.content.decode())
    assert door.startswith("http://testserver/packet/")
    door = door.removeprefix("http://testserver")
    assert "A message for you" in text(stranger.get(door))
    seen = opened(stranger, door, words)
    assert "Zebedayo Ntakirutimana" in text(seen)
    assert "for nothing else" in text(seen)
    stranger.post(door + "/answer", {"reply": "accept"})
    assert "You have accepted" in text(stranger.get(door))
    stranger.post(door + "/answer", {"reply": "done", "outcome": "given", "note": "She sews."})
    assert "Your answer has arrived" in text(stranger.get(door))
    row = Packet._base_manager.get(case=case)
    packet_page = text(worker.get(page("case-packet", number=case.pk, packet=row.pk)))
    assert "by the recipient itself" in packet_page
    assert "Read the answer to a referral" in text(worker.get(page("tasks")))
    for entry in ("Packet made", "Packet opened by its recipient", "Referral accepted", "Referral done"):
        assert entry in text(worker.get(page("case", number=case.pk)))


def test_another_browser_is_shown_nothing_but_may_answer_with_the_words(worker, stranger):
    case, to = asked(worker.member)
    made = packet(worker.member, case, to, fields=["sex", "name"], reason="assistance")
    door = page("packet", key=made.opening)
    assert "Zebedayo" in text(opened(stranger, door, made.words))
    assert "Zebedayo" in text(stranger.get(door))
    other = Client(headers={"accept-language": "en"})
    seen = text(opened(other, door, made.words))
    assert "Zebedayo" not in seen
    assert "shown once, and is not shown again" in seen
    assert "You have accepted" in text(other.post(door + "/answer", {"reply": "accept"}, follow=True))
    with time_machine.travel(now() + dt.timedelta(minutes=31), tick=False):
        assert "A message for you" in text(stranger.get(door))
        assert "Zebedayo" not in text(opened(stranger, door, made.words))


def test_whatever_is_wrong_the_door_says_the_same(worker, stranger):
    case, to = asked(worker.member)
    made = packet(worker.member, case, to)
    unknown = stranger.post(page("packet", key="A" * 24), {"words": made.words})
    wrong = stranger.post(page("packet", key=made.opening), {"words": "not these"})
    withdraw_consent(by=worker.member, at=now(), case=case, purpose="referral", recipient=to)
    ended = stranger.post(page("packet", key=made.opening), {"words": made.words})
    said_of = [re.sub(r'name="(csrf\w+|event)" value="[^"]*"', "", one.content.decode()) for one in (unknown, wrong)]
    assert [one.status_code for one in (unknown, wrong, ended)] == [422] * 3
    assert said_of[0].replace(made.words, "not these") == said_of[1]
    assert "This does not open" in text(ended)


def test_who_guesses_waits_and_after_a_few_guesses_the_right_words_open_nothing(worker, stranger):
    case, to = asked(worker.member)
    made = packet(worker.member, case, to)
    door = page("packet", key=made.opening)
    statuses = [stranger.post(door, {"words": f"guess {one}"}).status_code for one in range(7)]
    assert statuses == [422] * 5 + [429] * 2
    with time_machine.travel(now() + dt.timedelta(hours=1), tick=False):
        assert "This does not open" in text(stranger.post(door, {"words": made.words}))
    assert by_link(link=made.opening).state == "locked"
    assert "A packet did not arrive" in text(worker.get(page("tasks")))


def test_the_door_is_neutral_closed_and_leaves_nothing_behind(worker, stranger, caplog):
    case, to = asked(worker.member)
    made = packet(worker.member, case, to, fields=["name"], reason="assistance")
    door = page("packet", key=made.opening)
    with caplog.at_level(logging.DEBUG):
        pages = [stranger.get(door), stranger.post(door, {"words": "wrong"}), opened(stranger, door, made.words)]
        stranger.get(door + "/answer")
    for one in pages:
        title = re.search(r"<title>([^<]*)</title>", one.content.decode())[1]
        assert title.endswith("Message – Tabara")
        assert one.headers["Cache-Control"] == "no-store"
        assert one.headers["Referrer-Policy"] == "same-origin"
        assert one.headers["X-Robots-Tag"] == "noindex, nofollow"
    ours = " ".join(one.getMessage() for one in caplog.records if one.name.startswith("tabara"))
    for secret in (made.words, made.opening, "Zebedayo"):
        assert secret not in ours
    kept = stranger.cookies["packet"]
    assert (kept["path"], kept["httponly"], kept["samesite"]) == (door, True, "Strict")
    for secret in (made.words, made.opening, str(made.pk), "Zebedayo"):
        assert secret not in kept.value
    assert case.code not in "".join(text(one) for one in pages)


def test_without_the_words_nobody_answers(worker, stranger):
    case, to = asked(worker.member)
    made = packet(worker.member, case, to)
    door = page("packet", key=made.opening)
    assert stranger.post(door + "/answer", {"reply": "accept"}).headers["Location"] == door
    stranger.cookies["packet"] = "forged"
    assert stranger.post(door + "/answer", {"reply": "accept"}).headers["Location"] == door
    assert by_link(link=made.opening).state == "made"
    other = packet(worker.member, *asked_again(worker))
    opened(stranger, page("packet", key=other.opening), other.words)
    stranger.cookies["packet"]["path"] = "/"
    assert "A message for you" in text(stranger.get(door))


def asked_again(worker):
    case, to = registered(worker.member), outsider(worker.member, "Another")
    agrees(worker.member, case, to)
    return case, to


def test_an_answer_without_its_reason_is_asked_for_again(worker, stranger):
    case, to = asked(worker.member)
    made = packet(worker.member, case, to)
    door = page("packet", key=made.opening)
    opened(stranger, door, made.words)
    again = stranger.post(door + "/answer", {"reply": "decline"})
    assert (again.status_code, "Say why you cannot help." in text(again)) == (422, True)
    stranger.post(door + "/answer", {"reply": "decline", "reason": "no_place"})
    assert by_link(link=made.opening).referral.decline_reason == "no_place"


def test_a_sheet_has_the_squares_and_the_code_and_no_word_about_the_person(worker):
    case, to = asked(worker.member)
    shown = made_by_pages(worker, case, to, way="sheet")
    row = Packet._base_manager.get(case=case)
    sent = {"opening": hidden(shown, "opening"), "call": hidden(shown, "call")}
    at = page("packet-sheet", number=case.pk, packet=row.pk)
    printed = worker.post(at, sent)
    assert printed.headers["Content-Disposition"].startswith('attachment; filename="sheet-')
    reader = PdfReader(BytesIO(printed.content))
    told = " ".join(" ".join(one.extract_text() for one in reader.pages).split())
    assert (len(reader.pages), reader.metadata.title) == (1, "A message is waiting for you")
    for line in (row.code, "22000000", to.name, sent["opening"]):
        assert line in told
    for secret in ("Zebedayo", case.code, "Vocational", "traffick"):
        assert secret not in told
    assert worker.post(at, {"opening": "A" * 24}).status_code == 400


def test_a_file_is_fetched_sealed(worker):
    case, to = asked(worker.member)
    made_by_pages(worker, case, to, way="file")
    row = Packet._base_manager.get(case=case)
    answer = worker.post(page("packet-file", number=case.pk, packet=row.pk))
    assert answer.content.startswith(b"age-encryption.org/v1")
    assert re.search(r'filename="packet-\d{8}\.age"', answer.headers["Content-Disposition"])


def test_an_answer_by_telephone_is_written_down_on_its_page(worker):
    case, to = asked(worker.member)
    made = packet(worker.member, case, to)
    at = page("packet-answer", number=case.pk, packet=made.pk)
    assert worker.post(at, {"code": made.code, "reply": "decline"}).status_code == 422
    wrong = worker.post(at, {"code": "AAAAAA", "reply": "accept", "event": hidden(worker.get(at), "event")})
    assert "This is not the code of this packet" in text(wrong)
    worker.post(at, {"code": made.code, "reply": "accept", "event": hidden(worker.get(at), "event")})
    assert "by telephone, written down by" in text(worker.get(page("case-packet", number=case.pk, packet=made.pk)))


def test_an_organisation_is_named_and_the_person_is_asked_next(worker):
    case, _to = asked(worker.member)
    at = page("name-recipient", number=case.pk)
    answer = worker.post(
        at, {"name": "Tailors of Gitega", "kind": "business", "event": hidden(worker.get(at), "event")}
    )
    assert answer.headers["Location"].startswith(page("sharing", number=case.pk) + "?recipient=")
    following = worker.get(answer.headers["Location"])
    assert "record the answer. Then send" in said(following)
    assert re.search(r'<option value="[^"]+" selected>Tailors of Gitega', following.content.decode())
    assert "Tailors of Gitega" not in text(worker.get(page("packet-recipients", number=case.pk)))


def test_who_is_told_that_nothing_may_be_used_is_ticked_off(worker, stranger):
    case, to = asked(worker.member)
    made = packet(worker.member, case, to)
    opened(stranger, page("packet", key=made.opening), made.words)
    withdraw_consent(by=worker.member, at=now(), case=case, purpose="referral", recipient=to)
    at = page("case-packet", number=case.pk, packet=made.pk)
    shown = worker.get(at)
    assert "may use it no more" in text(shown)
    over = text(stranger.get(page("packet", key=made.opening)))
    assert "This is over" in over
    assert "Thank you" not in over
    worker.post(page("packet-told", number=case.pk, packet=made.pk), {"event": hidden(shown, "event")})
    assert "Recipient told by" in text(worker.get(at))


def test_the_pages_of_a_packet_are_the_holders_alone(worker):
    case, to = asked(worker.member)
    made = packet(worker.member, case, to)
    other = signed_in(make_member(agency=make_agency("third")))
    for name in ("case-packet", "packet-answer"):
        assert other.get(page(name, number=case.pk, packet=made.pk)).status_code in (403, 404)
    assert other.get(page("packets", number=case.pk)).status_code in (403, 404)
