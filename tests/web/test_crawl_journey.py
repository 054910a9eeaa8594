"""Every page there is, as every role, in Chromium: nothing breaks, no policy is broken, and no name is anywhere but in
the text of a page that was opened with a reason."""

import logging
import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page

from tabara.access.roles import ROLES
from tabara.interfaces.web.headers import HEADERS
from tabara.mart.build import build
from tabara.project.logs import Formatter
from tests.factories import NOW
from tests.web.browser import sign_in
from tests.web.world import CANARIES, NAMES, World, address, make_world, routes

LEAVE = {"web:exit", "web:sign-out"}  # they end the visit; tests/web/test_exit_journey.py is about them
OPENERS = ("caseworker", "supervisor")  # of the agency and team that the case belongs to
EXPECTED = re.compile(r"Failed to load resource.* (400|401|403|404|405|409|422) ")
WATCH = """addEventListener("securitypolicyviolation",
    (event) => console.error("Policy broken:", event.violatedDirective, event.blockedURI))"""
FORMS = """forms => forms.map(form => form.getAttribute("action") || location.pathname)"""
EMPTY = """form => {
    for (const one of form.elements) {
        if (one.type === "hidden") continue;
        if (one.type === "checkbox" || one.type === "radio") one.checked = false;
        else if (one.type !== "file") one.value = "";
    }
    HTMLFormElement.prototype.submit.call(form);
}"""
PLAIN = next(one.formatter for one in logging.getLogger().handlers if isinstance(one.formatter, Formatter))


class Visit:
    """One window, and everything that was seen in it."""

    def __init__(self, page: Page) -> None:
        self.page, self.wrong, self.seen = page, [], []
        self.addresses, self.refusals = set(), set()
        page.add_init_script(WATCH)
        page.on("console", self.heard)
        page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: {error}"))
        page.on("response", self.answered)
        page.on("request", lambda request: self.addresses.add(request.url))
        page.on("download", lambda file: self.seen.append(file.suggested_filename))

    def heard(self, said) -> None:
        """Keep what the browser complains of; that a page refuses is no complaint."""
        if said.type in ("error", "warning") and not EXPECTED.search(said.text):
            self.wrong.append(f"{self.page.url}: {said.text}")

    def answered(self, answer) -> None:
        """Look at the headers and the status of an answer."""
        if answer.status >= 500:
            self.wrong.append(f"{answer.status} {answer.url}")
        missing = [name for name in HEADERS if name.lower() not in answer.headers]
        if missing and "://www.wikipedia.org" not in answer.url:
            self.wrong.append(f"{answer.url} lacks {missing}")

    def look(self) -> None:
        """Keep the title, the texts of the links, and the cookies."""
        self.seen.append(self.page.title())
        self.seen += self.page.locator("a, button, [title], [aria-label]").evaluate_all(
            "all => all.map(one => [one.textContent, one.title, one.ariaLabel].join(' '))"
        )
        self.seen += [f"{one['name']}={one['value']}" for one in self.page.context.cookies()]

    def open(self, at: str) -> list[str]:
        """Open a page; return where its forms lead."""
        return self.show(at) if self.worth_opening(at) else []

    def show(self, at: str) -> list[str]:
        """Go to a page of which it is known that it is one; return where its forms lead."""
        self.page.goto(at)
        self.look()
        return self.page.locator("form[method=post]").evaluate_all(FORMS)

    def worth_opening(self, at: str) -> bool:
        """Ask for an address first: a picture is no page, and of refusals that look the same one is enough."""
        answer = self.page.context.request.get(at, max_redirects=0)
        self.answered(answer)
        known = answer.status >= 400 and answer.status in self.refusals
        self.refusals.add(answer.status)
        return not known and answer.headers.get("content-type", "text/html").startswith("text/html")

    def send_empty(self, at: str, action: str) -> None:
        """Send one form of a page with nothing in it."""
        actions = self.show(at)
        if action not in actions:
            return  # what was sent before has taken the form from the page
        form = self.page.locator("form[method=post]").nth(actions.index(action))
        self.page.evaluate("document.documentElement.dataset.sent = 'yes'")
        with self.page.expect_response(lambda got: got.request.method == "POST") as got:
            form.evaluate(EMPTY)
        if "attachment" not in got.value.headers.get("content-disposition", ""):
            self.page.locator("html[data-sent]").wait_for(state="detached")
            self.page.wait_for_load_state()
            self.look()


@pytest.fixture
def visit(browser, live_server, settings, tmp_path):
    settings.MART = tmp_path / "mart"
    context = browser.new_context(base_url=live_server.url, locale="en-GB")
    yield Visit(context.new_page())
    context.close()


@pytest.fixture
def world(visit, settings):
    world = make_world()
    build(settings.MART, at=NOW)
    return world


def addresses(world, member):
    """Give the address of every page, each with what there is to visit in the place of its parts."""
    return [address(name, world, member) for name in sorted(set(routes()) - LEAVE)]


def prove(page: Page) -> None:
    """Let the member be somebody who has just shown who they are, for the pages that ask."""
    client = Client()
    cookies = {one["name"]: one["value"] for one in page.context.cookies()}
    client.cookies[settings.SESSION_COOKIE_NAME] = cookies[settings.SESSION_COOKIE_NAME]
    session = client.session
    session["proved"] = timezone.now().isoformat()
    session.save()


@pytest.mark.django_db(databases="__all__")
def test_there_is_a_rule_for_every_address():
    """Each page is visited below with real records in its address; a page without a rule would be left out."""
    world = make_world()
    found = {at for member in world.members.values() for at in addresses(world, member)}
    assert len(found) >= len(routes()) - len(LEAVE)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_and_every_form_holds(visit, world, role, caplog):
    member = world.members[role]
    sign_in(visit.page, member)
    prove(visit.page)
    forms = {}
    for at in addresses(world, member):
        forms |= {action: at for action in visit.open(at) if "sign-out" not in action and action not in forms}
    for action, at in sorted(forms.items(), key=lambda one: ("drop" in one[0] or "close" in one[0], one)):
        visit.send_empty(at, action)
    opened = open_the_name(visit, world) if role in OPENERS else NAMES.full
    assert visit.wrong == []
    assert (forms != {}, NAMES.full in opened) == (True, True)
    text = "\n".join([*visit.addresses, *visit.seen, *(PLAIN.format(one) for one in caplog.records)])
    assert [canary for canary in CANARIES if canary.lower() in text.lower()] == []


def open_the_name(visit: Visit, world: World) -> str:
    """Open the name of the case with a reason; return the text of the page, which holds it."""
    visit.open(f"/cases/{world.case.pk}")
    visit.page.get_by_label("To contact the person").check()
    visit.page.get_by_role("button", name="Open the name").click()
    visit.page.get_by_text(NAMES.address).wait_for()
    visit.look()
    return visit.page.locator("main").inner_text()
