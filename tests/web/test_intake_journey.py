"""A focal point with a small telephone registers somebody; a caseworker screens and decides. In Chromium."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tabara.protection.cases.models import Case, Determination
from tests.factories import PASSWORD, make_member, register
from tests.house.tree import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TOO_WIDE = """[...document.querySelectorAll("main *")]
    .filter(one => one.getBoundingClientRect().right > innerWidth).map(one => one.outerHTML.slice(0, 200))"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(params=[360, 1280])
def phone(request, browser: Browser, live_server) -> Page:
    context = browser.new_context(
        base_url=live_server.url, locale="en-GB", viewport={"width": request.param, "height": 740}
    )
    yield context.new_page()
    context.close()


def sign_in(page: Page, role: str):
    member = make_member(role, password=PASSWORD)
    page.goto("/sign-in")
    page.get_by_label("Sign-in name").fill(member.username)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    return member


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).click()
    fits(page)


def fits(page: Page) -> None:
    """Hold that a page is no wider than the screen, and that axe-core finds nothing to complain about."""
    page.wait_for_load_state()
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        assert page.evaluate(TOO_WIDE) == []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found["violations"]] == []


def look_for_somebody_else_first(phone: Page, code: str) -> None:
    phone.goto("/intake/")
    phone.get_by_label("Given name, as heard").fill("Odeta")
    phone.get_by_label("Surname, as heard").press_sequentially("Niragila")
    expect(phone.locator("#alike")).to_contain_text(code, timeout=15_000)
    phone.get_by_label("Given name, as heard").fill("Zebedayo")
    phone.get_by_label("Surname, as heard").fill("Ntakirutimana")
    press(phone, "Search")
    press(phone, "Register a new person")
    phone.get_by_role("link", name="Agreement").click()


def test_a_person_is_registered_on_a_small_screen_and_every_change_is_kept(phone: Page):
    member = sign_in(phone, "focal_point")
    known = register(member, given="Odette", surname="Niragira", birth_year=1990)
    look_for_somebody_else_first(phone, known.code)
    phone.get_by_label("In which language did you explain it?").select_option("rn")
    expect(phone.locator("[data-kept]")).to_have_text(re.compile(r"Saved \d\d:\d\d"), timeout=15_000)
    phone.get_by_role("group", name="Does the person agree to be registered?").get_by_label("Yes").check()
    phone.get_by_label("The person", exact=True).check()
    phone.get_by_role("group", name="May the person be counted, without a name?").get_by_label("No").check()
    press(phone, "Save and continue")
    phone.get_by_label("Female").check()
    press(phone, "Save and continue")
    phone.get_by_label("Place where the person lives or stays").press_sequentially("buc")
    phone.get_by_label("Buco").check(timeout=15_000)
    press(phone, "Save and continue")
    phone.get_by_role("group", name="Why is the person protected?").get_by_label("Returnee").check()
    press(phone, "Save and continue")
    phone.get_by_label("Food and water").check()
    press(phone, "Save and continue")
    press(phone, "Register the person")
    case = Case.objects.exclude(pk=known.pk).get()
    assert phone.url.rstrip("/").endswith(f"/cases/{case.pk}")
    assert (case.category, case.place, case.urgent_needs) == ("returnee", "ZZB1", ["food"])


def test_a_caseworker_screens_and_decides_with_the_score_and_the_definition_before_her(phone: Page):
    case = register(sign_in(phone, "caseworker"), birth_year=1999)
    phone.goto(f"/cases/{case.pk}/screening")
    phone.get_by_label("Or how old was the person then?").fill("26")
    press(phone, "Continue")
    phone.get_by_label("Forced labour").check()
    press(phone, "Continue")
    phone.locator("summary", has_text="Coercion at destination").click()
    phone.get_by_label("Confiscation of documents").locator("visible=true").check()
    phone.get_by_label("Debt bondage").locator("visible=true").check()
    expect(phone.locator("#advice")).to_contain_text("enough: 1 of 6", timeout=15_000)
    press(phone, "Record the screening")

    phone.goto(f"/cases/{case.pk}/determination")
    phone.get_by_label("Recruitment", exact=True).check()
    phone.locator(".element", has_text="Recruitment").locator("summary").click()
    phone.get_by_label("Statement of the person").locator("visible=true").check()
    fits(phone)
    phone.get_by_label("Deception", exact=True).check()
    phone.get_by_label("Forced labour or services", exact=True).check()
    phone.get_by_label("Identified victim of trafficking").check()
    press(phone, "See what the definition says")
    expect(phone.locator("main")).to_contain_text("The definition of trafficking is met", ignore_case=True)
    press(phone, "Record the decision")
    assert Determination.objects.get().acts == {"recruitment": ["statement"]}
