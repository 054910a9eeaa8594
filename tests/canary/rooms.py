"""Tell the newer rooms what they seal, each text with a word of its own."""

import datetime as dt
import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web import steps
from tests.web.steps import hidden, page

PAPER = b"%PDF-1.4\n%%EOF\n"
LATER = dt.timedelta(days=20)


def tell_rooms(visitor: Any, words: Any, case: str, today: dt.date) -> None:
    """Write in every room what it seals, as people do in its pages, and read it there."""
    around_the_case(visitor, words, case, today)
    of_the_family(visitor, words, case, today)
    of_the_plan(visitor, words, case, today)
    of_the_way_home(visitor, words, case, today)
    from_the_hills(visitor, words, today)
    read_again(visitor, words, case)


def around_the_case(visitor: Any, words: Any, case: str, today: dt.date) -> None:
    """Say how she is reached, raise a flag, add a paper, pay money, interview her."""
    rule = {"channel": "call", "leave": "conditions", "caller": "women"}
    send(visitor, "contact-rule", {**rule, "says": words.word("what to say on the telephone")}, number=case)
    send(
        visitor,
        "raise-flag",
        {"kind": "court", "words": words.word("words of a flag"), **day("since", today)},
        number=case,
    )
    name, about = f"{words.word('name of a paper')}.txt", words.word("what a paper is about")
    paper = SimpleUploadedFile(name, words.word("text of a paper").encode(), "text/plain")
    send(visitor, "add-document", {"about": about, "file": paper}, number=case)
    money = {"amount": "50000", "currency": "XTS", "purpose": "living", "way": "mobile_money", "received_by": "person"}
    send(visitor, "pay", {**money, **day("on", today), "account": words.number("account of money")}, number=case)
    send(visitor, "interview", {}, number=case)
    told = page("interview-section", number=case, section="safety")
    shown = visitor.get(told)
    own = {"event": hidden(shown, "event"), "saw": hidden(shown, "saw"), "go": "stop"}
    redirected(told, visitor.post(told, {**own, "safe_now": "yes", "note": words.word("note of an interview")}))


def of_the_family(visitor: Any, words: Any, case: str, today: dt.date) -> None:
    """Tell of a relative, of somebody searched for, and of a suspect."""
    relative = {"tie": "mother", "whereabouts": "known", "told": words.word("where a relative is")}
    send(visitor, "add-relative", relative, number=case)
    search = {"tie": "father", "wanted": "yes", "told": words.word("who is searched for"), **day("asked_on", today)}
    send(visitor, "ask-tracing", search, number=case)
    send(visitor, "suspect", {"roles": ["recruiter"], "told": words.word("who a suspect is")}, number=case)


def of_the_plan(visitor: Any, words: Any, case: str, today: dt.date) -> None:
    """Weigh the needs, write a plan, and say what she says of it."""
    address, scores = page("assess", number=case), {"score_safety": "2", "score_health": "4", "on": today.isoformat()}
    scores |= {"note_safety": words.word("note of a need")}
    weighed = visitor.post(address, {"event": hidden(visitor.get(address), "event"), **scores})
    sure = {"event": hidden(weighed, "event"), "risk_asked": "yes", "risk": "high"}
    redirected(address, visitor.post(address, {**sure, **scores}))
    send(visitor, "begin-plan", {"day": (today + LATER).isoformat()}, number=case)
    goal = {"domain": "safety", "text": words.word("goal of a plan"), "target": "5"}
    send(visitor, "add-goal", goal, number=case)
    said = {"agrees": "yes", "signature": "spoken", "on": today.isoformat(), "said": words.word("what she says of it")}
    send(visitor, "plan-agreement", said, number=case)


def of_the_way_home(visitor: Any, words: Any, case: str, today: dt.date) -> None:
    """Prepare a return, with what its list holds, and write a goal of reintegration."""
    for purpose in ("return", "follow_up_contact"):
        send(
            visitor,
            "consent",
            {"purpose": purpose, "answer": "given", "language": "fr", **day("asked_on", today)},
            number=case,
        )
    way = {"from_country": "KE", "to_country": "TZ", "depart_on": today.isoformat()}
    send(visitor, "prepare-return", way, number=case)
    shown = visitor.get(page("return", number=case)).content.decode()
    journey = re.search(r"/return/([0-9a-f-]{36})/item/", shown)[1]  # type: ignore[index]  # it was just prepared
    for key in ("route", "receiver"):
        told = {"words": words.word(f"{key} of a return"), **day("on", today)}
        send(visitor, "return-item", told, number=case, journey=journey, key=key)
    send(visitor, "make-reintegration", {"start": "day", "starts_on": today.isoformat()}, number=case)
    goal = {"kind": "trade", "words": words.word("goal of reintegration")}
    send(visitor, "add-goal-of-reintegration", goal, number=case)


def from_the_hills(visitor: Any, words: Any, today: dt.date) -> None:
    """Write down an alert that came by telephone."""
    told = {"source": "hotline", "channel": "telephone", "received_time": "00:00", "people": "2", "risks": ["held"]}
    told |= {"told": words.word("what an alert tells"), "spot": words.word("where it is")}
    told |= {"reach": words.number("how the caller is reached"), **day("received_on", today)}
    send(visitor, "record-alert", told)


def read_again(visitor: Any, words: Any, case: str) -> None:
    """Open what was told in these rooms, as people do: reading leaves nothing behind, either."""
    for name, about in (
        ("notes", "words of a flag"),
        ("contact-words", "what to say on the telephone"),
        ("family", "where a relative is"),
        ("homeward-notes", "goal of reintegration"),
    ):
        address = page(name, number=case)
        visitor.get(address)
        assert words.said[about] in visitor.post(address, {"reason": "contact"}).content.decode(), about


def send(visitor: Any, name: str, told: dict[str, Any], **parts: Any) -> None:
    """Open the form of an act and send it, as the page gives it."""
    address = page(name, **parts)
    shown = visitor.get(address)
    event = {"event": hidden(shown, "event")} if 'name="event"' in shown.content.decode() else {}
    redirected(name, visitor.post(address, {**event, **told}))


def redirected(name: str, done: Any) -> None:
    """Make sure that an act was done."""
    assert done.status_code == 302, (name, steps.said(done))


def day(name: str, on: dt.date) -> dict[str, str]:
    """Return a day as a form sends it."""
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}
