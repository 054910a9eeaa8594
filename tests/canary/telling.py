"""Tell the server everything about somebody through every entry there is, each answer with a word of its own."""

import random
import re
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from tests.canary.rooms import tell_rooms
from tests.canary.visitor import Visitor
from tests.web import steps
from tests.web.steps import hidden, page

STATEMENT = {"acts": ["recruitment"], "evidence_acts_recruitment": ["statement"], "means": ["deception"]}
BIRTH = {"birth-day": "2", "birth-month": "4", "birth-year": "1999"}


class Words:
    """Words that nobody has ever said, each remembered with what it was said for."""

    def __init__(self, seed: int) -> None:
        self.chance, self.said = random.Random(seed), {}

    def word(self, about: str) -> str:
        """Return a new word, as a name looks."""
        self.said[about] = "Zq" + "".join(self.chance.choices("bdfgklmnprstvz", k=10))
        return self.said[about]

    def number(self, about: str) -> str:
        """Return a new telephone number."""
        self.said[about] = "9997" + "".join(self.chance.choices("0123456789", k=7))
        return f"+{self.said[about]}"


def tell_everything(visitor: Visitor, words: Words) -> str:
    """Register somebody, picture, screen, decide, help and correct her; return the address of the case."""
    form = begun(visitor, words, "registered")
    steps.fill(visitor, form, **answers(words, "registered"))
    done = steps.register(visitor, form)
    assert done.status_code == 302, steps.said(done)
    case = done.url.rsplit("/", 1)[-1]
    pictured(visitor, words, case)
    screened(visitor, words, case)
    decided(visitor, words, case)
    helped(visitor, words, case)
    corrected(visitor, words, case)
    looked_at(visitor, words, case)
    tell_rooms(visitor, words, case, timezone.localdate())
    unfinished(visitor, words)
    turned_away(visitor, words)
    return case


def answers(words: Words, of: str) -> dict[str, dict[str, Any]]:
    """Return an answer to every question of intake that takes a text."""
    return {
        "who": {
            "given": words.word(f"given name, {of}"),
            "surname": words.word(f"surname, {of}"),
            "aliases": f"{words.word(f'alias, {of}')}, {words.word(f'second alias, {of}')}",
            "phone": words.number(f"telephone, {of}"),
            "paper": words.word(f"paper, {of}"),
            "tie_1": "mother",
            "relative_1": words.word(f"relative, {of}"),
            "relative_phone_1": words.number(f"telephone of the relative, {of}"),
            **BIRTH,
        },
        "where": {"division": "2010", "place": "2010|ZZ2010101", "address": words.word(f"address, {of}")},
        "safety": {"urgent_needs": ["food"], "safe_contact": words.word(f"safe contact, {of}")},
    }


def begun(visitor: Visitor, words: Words, of: str):
    """Search for somebody, also while typing, and begin a form."""
    heard = {"given": words.word(f"heard given, {of}"), "surname": words.word(f"heard surname, {of}")}
    form = steps.begin(visitor, **heard)
    typing = {"HX-Request": "true"}
    visitor.post(page("intake-alike"), {"given": words.word(f"typed, {of}"), "sex": "female"}, **typing)
    visitor.post(page("intake-places"), {"division": "2010", "sought": words.word(f"typed place, {of}")}, **typing)
    return form


def pictured(visitor: Visitor, words: Words, case: str) -> None:
    """Send a photograph that holds words in its name and in what the camera wrote."""
    exif, out = Image.Exif(), BytesIO()
    exif[0x010E], exif[0x013B] = words.word("description of a picture"), words.word("artist of a picture")
    Image.linear_gradient("L").resize((40, 30)).convert("RGB").save(out, "JPEG", exif=exif)
    name = f"{words.word('name of a picture')}.jpg"
    send(visitor, "add-photograph", case, photograph=SimpleUploadedFile(name, out.getvalue(), "image/jpeg"))


def screened(visitor: Visitor, words: Words, case: str) -> None:
    """Screen, with notes."""
    address, shown = page("screening", number=case), visitor.get(page("screening", number=case))
    told = {"event": hidden(shown, "event"), "trafficking_type": "internal", "notes": words.word("screening notes")}
    told |= {"exploitation": ["forced_labour"], "gbv": "unknown", "go": "next", **day_of(shown)}
    for step in ("way", "happened", "indicators"):
        done = visitor.post(address, {**told, "step": step})
    assert done.status_code == 302, steps.said(done)


def decided(visitor: Visitor, words: Words, case: str) -> None:
    """Decide, with grounds."""
    told = {**STATEMENT, "purposes": ["forced_labour"], "age_at_entry": "26", "status": "actual", "go": "record"}
    send(visitor, "determination", case, **told, grounds=words.word("grounds of a decision"))


def helped(visitor: Visitor, words: Words, case: str) -> None:
    """Record help, with notes."""
    send(visitor, "record-service", case, code="psychosocial", notes=words.word("notes of a service"))


def corrected(visitor: Visitor, words: Words, case: str) -> None:
    """Correct the name."""
    address = page("correct-name", number=case)
    visitor.get(page("case", number=case))
    shown = visitor.post(address, {})
    told = {"event": hidden(shown, "event"), "version": hidden(shown, "version"), **answers(words, "corrected")["who"]}
    done = visitor.post(address, {**told, "address": words.word("address, corrected at the case")})
    assert done.status_code == 302, steps.said(done)


def looked_at(visitor: Visitor, words: Words, case: str) -> None:
    """Open the name, the notes and the picture, and search as people do."""
    visitor.get(page("case", number=case))
    opened = visitor.post(page("open-name", number=case), {"reason": "contact"})
    assert words.said["surname, corrected"] in opened.content.decode()
    for picture in re.findall(r"/photographs/[0-9a-f-]+", opened.content.decode()):
        assert visitor.get(f"/cases/{case}{picture}").status_code == 200
    notes = visitor.post(page("notes", number=case), {"reason": "contact"})
    assert words.said["grounds of a decision"] in notes.content.decode()
    visitor.get(page("search"))
    visitor.post(page("search"), {"given": words.said["given name, registered"], "surname": words.word("searched for")})
    visitor.post(page("find-code"), {"code": words.word("code searched for")})


def unfinished(visitor: Visitor, words: Words) -> None:
    """Leave one form half filled, kept by itself while typing; and throw another away."""
    kept, thrown = begun(visitor, words, "unfinished"), begun(visitor, words, "thrown away")
    for form, of in ((kept, "unfinished"), (thrown, "thrown away")):
        steps.send(visitor, form, "agreement", steps.AGREEMENT)
        shown = visitor.get(page("intake-part", number=form, part="who"))
        own = {"event": hidden(shown, "event"), "saw": hidden(shown, "saw")}
        done = visitor.post(page("intake-keep", number=form, part="who"), {**own, **answers(words, of)["who"]})
        assert done.status_code == 200, done.content
    visitor.post(page("intake-drop", number=thrown), {})


def turned_away(visitor: Visitor, words: Words) -> None:
    """Send what is refused, what leads nowhere, and what breaks: nothing of it may be written down, either."""
    visitor.get(f"/{words.word('address that leads nowhere')}")
    visitor.get(f"/cases/?status={words.word('filter that is none')}")
    visitor.get(f"/cases/?after={words.word('place of a page that is none')}")
    visitor.post(page("search"), {"given": words.word("refused search"), "sex": words.word("sex that is none")})
    visitor.get("/sign-in", Referer=f"http://elsewhere/{words.word('where somebody came from')}")
    stranger = Visitor(visitor.port)
    stranger.get("/sign-in")
    for of in ("a stranger", "a stranger without a token"):
        told = {"username": words.word(f"name of {of}"), "password": words.word(f"password of {of}")}
        stranger.post("/sign-in", told)
        stranger.token = "none"


def send(visitor: Visitor, name: str, case: str, **told: Any) -> None:
    """Open the form of an act, and send it with these answers and with the day that stands in it."""
    address = page(name, number=case)
    shown = visitor.get(address)
    done = visitor.post(address, {"event": hidden(shown, "event"), **day_of(shown), **told})
    assert done.status_code == 302, (name, steps.said(done))


def day_of(shown: Any) -> dict[str, str]:
    """Return the day as it stands in the form."""
    found = re.findall(r'name="(on-(?:day|month|year))"[^>]*value="(\d+)"', shown.content.decode())
    return dict(found)
