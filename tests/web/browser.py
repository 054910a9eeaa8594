"""Steps that a person takes in Chromium, and what every page must be on the way: no wider than the screen, for all."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from tests.house.tree import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TOO_WIDE = """[...document.querySelectorAll("main *")]
    .filter(one => one.getBoundingClientRect().right > innerWidth).map(one => one.outerHTML.slice(0, 200))"""


def fits(page: Page) -> None:
    """Hold that a page is no wider than the screen, and that axe-core finds nothing to complain about."""
    page.wait_for_load_state()
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        assert page.evaluate(TOO_WIDE) == [], page.url
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    wrong = [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found["violations"]]
    assert wrong == [], (page.url, wrong)


def press(page: Page, name: str) -> None:
    """Press a button, and hold that the page that follows is well."""
    page.locator("main").get_by_role("button", name=name, exact=True).click()
    fits(page)


def sign_in(page: Page, member) -> None:
    """Sign a member in, past the pages of signing in: they have journeys of their own."""
    client = Client()
    client.force_login(member)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.goto("/help")
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": page.url}])
    page.goto("/")


def search_first(page: Page, given: str, surname: str) -> None:
    """Search for somebody who is not there yet, and begin a form."""
    page.get_by_label("Given name, as heard").fill(given)
    page.get_by_label("Surname, as heard").fill(surname)
    press(page, "Search")
    press(page, "Register a new person")


def agree(page: Page, *, counted: str) -> None:
    """Answer that the person agrees to be registered, and whether to be counted."""
    page.get_by_label("In which language did you explain it?").select_option("rn")
    page.get_by_role("group", name="Does the person agree to be registered?").get_by_label("Yes").check()
    page.get_by_label("The person", exact=True).check()
    page.get_by_role("group", name="May the person be counted, without a name?").get_by_label(counted).check()
    press(page, "Save and continue")


def answer_the_rest(page: Page, *, place: str, category: str) -> None:
    """Answer who and where the person is, why protected, and what is needed, and register her."""
    page.get_by_label("Female").check()
    press(page, "Save and continue")
    page.get_by_label("Place where the person lives or stays").press_sequentially(place[:3].lower())
    page.get_by_label(place).check(timeout=15_000)
    press(page, "Save and continue")
    page.get_by_role("group", name="Why is the person protected?").get_by_label(category).check()
    press(page, "Save and continue")
    page.get_by_label("Food and water").check()
    press(page, "Save and continue")
    press(page, "Register the person")


def screen_her(page: Page) -> None:
    """Screen the person whose screening is open, with the score beside the answers."""
    page.get_by_label("Or how old was the person then?").fill("26")
    press(page, "Continue")
    page.get_by_label("Forced labour").check()
    press(page, "Continue")
    page.locator("summary", has_text="Coercion at destination").click()
    page.get_by_label("Confiscation of documents").locator("visible=true").check()
    page.get_by_label("Debt bondage").locator("visible=true").check()
    expect(page.locator("#advice")).to_contain_text("enough: 1 of 6", timeout=15_000)
    press(page, "Record the screening")


def decide(page: Page) -> None:
    """Decide that the person whose determination is open is a victim."""
    page.get_by_label("Recruitment", exact=True).check()
    page.locator(".element", has_text="Recruitment").locator("summary").click()
    page.get_by_label("Statement of the person").locator("visible=true").check()
    fits(page)
    page.get_by_label("Deception", exact=True).check()
    page.get_by_label("Forced labour or services", exact=True).check()
    page.get_by_label("Identified victim of trafficking").check()
    press(page, "See what the definition says")
    expect(page.locator("main")).to_contain_text("The definition of trafficking is met", ignore_case=True)
    press(page, "Record the decision")


def record_help(page: Page, service: str) -> None:
    """Record help from the page of a case: open, choose, save."""
    page.get_by_role("button", name="Record a service").click()
    fits(page)
    page.get_by_label(service).check()
    page.get_by_role("button", name="Save the service").click()
    expect(page.get_by_text("The service is recorded.")).to_be_visible()
