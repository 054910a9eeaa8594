"""What a page weighs, and what every page holds for those who read it by ear, by keyboard or on a small telephone."""

import gzip
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from tabara.access.unit import batch
from tests.factories import assisted, register
from tests.web.steps import page, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")
FIRST, AGAIN = 100_000, 15_000  # bytes on the wire
TITLES = {"home": "Home", "cases": "Cases", "search": "Find a person", "help": "Help", "intake": "Register a person"}


@pytest.fixture
def client():
    client = signed_in("caseworker")
    client.case = register(client.member)
    assisted(client.member, client.case)
    return client


def files_of(html):
    """Give the names of the files that a page loads."""
    addresses = set(re.findall(r'(?:href|src|data-components)="(/static/[^"]+)"', html))
    names = {v: k for k, v in staticfiles_storage.hashed_files.items()}
    return {names[address.removeprefix(settings.STATIC_URL)] for address in addresses}


def weight(content):
    return len(gzip.compress(content, 6))


@pytest.mark.parametrize("name", ["home", "cases", "case", "search", "record-service", "intake"])
def test_a_page_is_light_enough_for_a_telephone_on_a_hill(client, name):
    parts = {"number": client.case.pk} if name in ("case", "record-service") else {}
    with batch():
        for number in range(50 if name == "cases" else 0):
            register(client.member, given=f"Odette{number}")
    html = client.get(page(name, **parts)).content
    files = files_of(html.decode())
    assert {"govuk/govuk-frontend.min.css", "css/look.css", "js/exit.js"} <= files
    collected = sum(weight((settings.STATIC_ROOT / file).read_bytes()) for file in files)
    assert weight(html) <= AGAIN
    assert weight(html) + collected <= FIRST


def test_a_page_is_sent_small_to_whoever_can_read_it_so(client):
    sent = client.get(page("cases"), headers={"accept-encoding": "gzip"})
    assert sent.headers["Content-Encoding"] == "gzip"
    assert len(sent.content) <= AGAIN


def test_no_page_loads_anything_from_elsewhere(client):
    for name in ("home", "cases", "search", "help"):
        html = client.get(page(name)).content.decode()
        assert re.findall(r'(?:src|rel="stylesheet" href)="(?!/static/)[^"]*"', html) == [], name


def test_the_fonts_and_the_crown_of_another_government_are_not_served():
    collected = [path.name for path in settings.STATIC_ROOT.rglob("*") if path.is_file()]
    assert [
        name for name in collected if name.endswith((".woff", ".woff2")) or "crest" in name or "crown" in name
    ] == []
    assert finders.find("govuk/assets/manifest.json") is None
    style = (settings.STATIC_ROOT / "govuk/govuk-frontend.min.css").read_text(encoding="utf-8")
    assert "@font-face" not in style


def test_every_page_has_one_heading_a_language_a_way_to_the_content_and_a_neutral_title(client):
    for name in ("home", "cases", "search", "help"):
        html = client.get(page(name)).content.decode()
        assert html.count("<h1") == 1, name
        assert '<html lang="en"' in html
        assert 'href="#main-content"' in html
        assert 'id="main-content"' in html
        assert re.findall(r"<title>(.*)</title>", html) == [f"{TITLES[name]} – Tabara"]


def test_every_question_has_its_words_and_every_hint_belongs_to_one(client):
    for name in ("search", "record-service", "consent", "close"):
        parts = {} if name == "search" else {"number": client.case.pk}
        html = client.get(page(name, **parts)).content.decode()
        inputs = re.findall(r"<(?:input|select|textarea)\b[^>]*>", html)
        ids = {match for one in inputs if 'type="hidden"' not in one for match in re.findall(r'\bid="([^"]+)"', one)}
        named = set(re.findall(r'<label[^>]*\bfor="([^"]+)"', html))
        described = {part for text in re.findall(r'aria-describedby="([^"]+)"', html) for part in text.split()}
        assert ids - named == set(), name
        assert described - set(re.findall(r'\bid="([^"]+)"', html)) == set(), name


def test_no_two_parts_of_a_page_share_a_name(client):
    for name in ("home", "cases", "case", "record-service", "search"):
        parts = {"number": client.case.pk} if name in ("case", "record-service") else {}
        found = re.findall(r'\sid="([^"]+)"', client.get(page(name, **parts)).content.decode())
        assert sorted(found) == sorted(set(found)), name


def test_what_somebody_writes_is_shown_as_text_and_never_run(client):
    attack = "<script>alert(1)</script>\"'><img src=x>"
    client.post(page("keep-view"), {"name": attack})
    html = client.get(page("cases")).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)" in html
    answer = client.post(page("search"), {"given": attack}).content.decode()
    assert "<img src=x>" not in answer
