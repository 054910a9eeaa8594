"""Steps that a person takes through intake, for the tests of its pages."""

import re
import uuid

from django.test import Client
from django.urls import reverse

from tests.factories import TODAY, make_member

AGREEMENT = {"language": "rn", "agreed": "yes", "who": "person", "statistics": "yes", "asked_on": TODAY.isoformat()}
WHO = {"given": "Zebedayo", "surname": "Ntakirutimana", "sex": "female", "birth-year": "1999"}
SITUATION = {"category": "presumed_victim", "categories": ["returnee"], "household": "single_female_parent"}


def signed_in(role: str = "caseworker", **facts: object) -> Client:
    """Return a browser in which a member of the role has signed in, reading English."""
    client = Client(headers={"accept-language": "en"})
    client.member = make_member(role, **facts)
    client.force_login(client.member)
    return client


def hidden(response, name: str) -> str:
    """Return the value of a hidden input of a page."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', response.content.decode())
    assert found, f"no hidden {name} on the page"
    return found[1]


def page(name: str, **parts: object) -> str:
    """Return the address of a page."""
    return reverse(f"web:{name}", kwargs=parts or None)


def begin(client: Client, **heard: str) -> uuid.UUID:
    """Search for somebody unknown, begin a form, and return its number."""
    asked = {"given": "Zebedayo", "surname": "Ntakirutimana", "sex": "female", **heard}
    shown = client.get(page("intake"))
    found = client.post(page("intake-search"), {**asked, "event": hidden(shown, "event")})
    begun = client.post(page("intake-begin"), {**asked, "event": hidden(found, "event")})
    assert begun.status_code == 302
    return uuid.UUID(begun.url.strip("/").split("/")[-1])


def send(client: Client, form: uuid.UUID, part: str, answers: dict[str, object], **more: object):
    """Open a part, answer it, and send it."""
    address = page("intake-part", number=form, part=part)
    shown = client.get(address)
    own = {"event": hidden(shown, "event"), "saw": hidden(shown, "saw")}
    return client.post(address, {**own, **answers, **more})


def fill(client: Client, form: uuid.UUID, **parts: dict[str, object]) -> None:
    """Send every part of a form; what is named replaces the usual answers."""
    usual = {
        "agreement": AGREEMENT,
        "who": WHO,
        "where": {"division": "2024"},
        "situation": SITUATION,
        "safety": {"urgent_needs": ["food"]},
    }
    for part, answers in usual.items():
        sent = send(client, form, part, {**answers, **parts.get(part, {})})
        assert sent.status_code == 302, (part, re.findall(r"govuk-error-message.*?</p>", sent.content.decode(), re.S))


def register(client: Client, form: uuid.UUID, **more: str):
    """Check the answers and register the person."""
    shown = client.get(page("intake-check", number=form))
    return client.post(page("intake-check", number=form), {"event": hidden(shown, "event"), **more})


def said(response) -> str:
    """Return the words of a page, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
