"""What the security standard asks of every page and every password, and no other test holds (docs/asvs.csv)."""

import base64
import json
import re
import subprocess
import sys
from os import environ

import pytest
import time_machine
from django.test import Client
from django.urls import get_resolver
from playwright.sync_api import Browser, BrowserContext

from tabara.access.models import AuditEvent
from tests.factories import PASSWORD, make_member
from tests.house.test_pages import pages as addresses
from tests.house.tree import files
from tests.web.arriving import ENGLISH, knock, newcomer
from tests.web.browser import sign_in
from tests.web.steps import page, signed_in
from tests.web.world import World, address, make_world, routes

TABLE = "text/csv; charset=utf-8"  # of providers, to fill in
PAPER = "application/pdf"  # a document that was published, to be kept
pytestmark = pytest.mark.django_db(databases="__all__")
LONG = "  Tanganyika " + "é" * 60 + " 2026 "  # 79 characters, of every kind
ENDS_A_VISIT = {"web:exit", "web:sign-out"}
READ_BY_LOOKING = {"cases.show_who_sees", "intake.open_photograph"}  # acts that only show something
OVER_HTTPS = """
import django, json, sys
django.setup()
from django.test import Client
client = Client(headers={"host": "localhost"})
here, open_ = client.get("/sign-in", secure=True), client.get("/sign-in")
client.get("/sign-in?language=en", secure=True)
print(json.dumps({"kept": {name: [one["secure"], one["path"], one["domain"]] for name, one in client.cookies.items()},
    "strict": here.headers.get("Strict-Transport-Security", ""), "open": [open_.status_code, open_.url]}))
"""


@pytest.fixture
def world() -> World:
    return make_world()


def address_of(name, world, member):
    """Return the address of a page, with what there is to visit; of nothing in particular where there is none."""
    try:
        return address(name, world, member)
    except LookupError:
        return dict(addresses(get_resolver().url_patterns))[name]


def everywhere(client, member, world):
    """Give every page that a member can ask for, with its answer."""
    for name in sorted(set(routes()) - ENDS_A_VISIT):
        yield name, client.get(address_of(name, world, member))


def test_a_password_is_taken_as_it_was_typed_whatever_it_is_made_of_and_however_long():
    member = make_member(password=LONG)
    assert knock(member.username, LONG).url == page("enrol")
    for nearly in (LONG.strip(), LONG.lower(), LONG[:64], LONG + " "):
        assert knock(member.username, nearly).status_code == 422


def test_a_password_stays_good_for_years():
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        member, _ = newcomer()
        clock.shift(3 * 365 * 24 * 3600)
        assert knock(member.username, PASSWORD).url == page("second")


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("sign-in", {"username": "text", "password": "password"}),
        ("start", {"username": "text", "code": "text", "password": "password", "again": "password"}),
    ],
)
def test_the_door_asks_for_these_alone_and_lets_a_password_be_pasted_and_kept(name, asked):
    html = Client(headers=ENGLISH).get(page(name)).content.decode()
    fields = [tag for tag in re.findall(r"<input[^>]*>", html) if 'type="hidden"' not in tag]
    assert {re.search('name="([^"]+)"', tag)[1]: re.search('type="([^"]+)"', tag)[1] for tag in fields} == asked
    hidden = [tag for tag in fields if 'type="password"' in tag]
    assert [tag for tag in hidden if not re.search('autocomplete="(current|new)-password"', tag)] == []
    scripts = "".join(path.read_text(encoding="utf-8") for path in files(".js", under=("src",)))
    assert ("onpaste" in html, "paste" in scripts.lower()) == (False, False)


def test_each_challenge_to_a_passkey_is_new_and_long():
    def challenge():
        told = json.loads(Client().post(page("passkey-options"), {"why": "sign-in"}).content)
        found = (told.get("publicKey") or told.get("request_options", {}).get("publicKey") or told)["challenge"]
        return base64.urlsafe_b64decode(found + "==")

    drawn = [challenge() for _ in range(20)]
    assert (len(set(drawn)), min(len(one) for one in drawn) >= 16) == (20, True)


def test_the_key_of_a_session_is_drawn_from_more_than_128_bits():
    keys = {signed_in().cookies["tabara"].value for _ in range(5)}
    assert len(keys) == 5
    assert [key for key in keys if not re.fullmatch("[a-z0-9]{32}", key)] == []  # 32 of 36 signs: 165 bits


def test_what_stands_in_an_address_is_no_answer_to_a_form():
    member, _ = newcomer()
    asked = f"{page('sign-in')}?username={member.username}&password={PASSWORD}"
    answer = Client(headers=ENGLISH).post(asked, {"username": member.username})
    assert answer.status_code == 422


@pytest.mark.parametrize("role", ["caseworker", "supervisor", "national_administrator"])
def test_looking_at_a_page_does_nothing_and_every_page_says_what_it_is(world, role):
    client, member = Client(headers=ENGLISH, raise_request_exception=False), world.members[role]
    client.force_login(member)
    for name in routes():
        address_of(name, world, member)  # what there is to visit is made now
    done = AuditEvent.objects.filter(outcome="done").order_by("pk")
    before, kinds, lacking = done.count(), set(), []
    for name, answer in everywhere(client, member, world):
        kinds.add(answer.headers.get("Content-Type") if answer.content else None)
        if answer.status_code == 200 and b"<html" in answer.content:
            lacking += [name] if f'action="{page("sign-out")}"' not in answer.content.decode() else []
    assert kinds <= {None, "text/html; charset=utf-8", "application/json", "image/jpeg", "image/svg+xml", TABLE, PAPER}
    assert lacking == []
    assert {one.operation for one in done[before:]} - READ_BY_LOOKING == set()


def test_no_form_is_taken_without_its_token(world):
    client, member = Client(enforce_csrf_checks=True), world.members["supervisor"]
    client.force_login(member)
    answers = {name: client.post(address_of(name, world, member)).status_code for name in routes()}
    assert {name: status for name, status in answers.items() if status != 403} == {}


def test_no_other_site_is_given_leave_to_read_an_answer(world):
    client = Client(headers={"origin": "https://elsewhere.example"}, raise_request_exception=False)
    member = world.members["supervisor"]
    client.force_login(member)
    for name, answer in everywhere(client, member, world):
        assert [one for one in answer.headers if one.lower().startswith("access-control-")] == [], name


@pytest.mark.parametrize("at", ["/static/", "/static/js/", "/static/../pyproject.toml", "/.git/config", "/.env"])
def test_no_folder_is_listed_and_nothing_beside_the_program_is_served(at):
    assert signed_in().get(at).status_code == 404


def test_every_page_that_is_there_is_known_and_none_tells_how_the_program_fares():
    known = {name for name, _ in addresses(get_resolver().url_patterns)}
    assert [one for one in known if re.search("metric|status|debug|admin/|schema|docs|health", one)] == []


@pytest.mark.parametrize("method", ["TRACE", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "PROPFIND"])
@pytest.mark.parametrize("at", ["/", "/sign-in", "/cases/", "/static/css/tabara.css", "/nowhere"])
def test_nothing_is_answered_but_reading_and_sending(method, at):
    answer = signed_in().generic(method, at, headers={"x-secret": "told"})
    assert (answer.status_code, answer.content, answer.headers["Allow"]) == (405, b"", "GET, HEAD, POST")


def test_over_https_every_key_in_a_cookie_is_bound_to_this_host():
    here = {name: environ[name] for name in environ if name.startswith(("TABARA", "PATH", "PYTHON"))}
    here |= {"TABARA_HTTPS": "1", "DJANGO_SETTINGS_MODULE": "tabara.project.settings", "TABARA_DATABASE": ""}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", OVER_HTTPS], capture_output=True, text=True, env=here, check=True
    )
    told = json.loads(done.stdout)
    assert told["kept"] == {name: [True, "/", ""] for name in ("__Host-csrf", "__Host-language")}
    assert told["strict"] == "max-age=31536000; includeSubDomains"
    assert told["open"] == [301, "https://localhost/sign-in"]


def test_the_browser_keeps_nothing_of_what_was_read(context: BrowserContext, browser: Browser):
    world, window = make_world(), context.new_page()
    sign_in(window, world.members["caseworker"])
    for at in ("/cases/", f"/cases/{world.case.pk}", "/search", "/intake/"):
        window.goto(at)
        window.wait_for_load_state()
    kept = window.evaluate(
        """async () => [{...localStorage}, {...sessionStorage}, await indexedDB.databases(), await caches.keys(),
            document.cookie.split("; ").map((one) => one.split("=")[0])]"""
    )
    assert kept == [{}, {}, [], [], ["csrf"]]
