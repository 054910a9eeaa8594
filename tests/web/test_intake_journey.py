"""A focal point with a small telephone registers somebody; a caseworker screens and decides. In Chromium."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tabara.protection.cases.models import Case, Determination
from tests.factories import PASSWORD, make_member, register
from tests.web.browser import agree, answer_the_rest, decide, screen_her, search_first, sign_in


@pytest.fixture(params=[360, 1280])
def phone(request, browser: Browser, live_server) -> Page:
    context = browser.new_context(
        base_url=live_server.url, locale="en-GB", viewport={"width": request.param, "height": 740}
    )
    yield context.new_page()
    context.close()


def look_for_somebody_else_first(phone: Page, code: str) -> None:
    phone.goto("/intake/")
    phone.get_by_label("Given name, as heard").fill("Odeta")
    phone.get_by_label("Surname, as heard").press_sequentially("Niragila")
    expect(phone.locator("#alike")).to_contain_text(code, timeout=15_000)
    search_first(phone, "Zebedayo", "Ntakirutimana")
    phone.get_by_role("link", name="Agreement").click()


def test_a_person_is_registered_on_a_small_screen_and_every_change_is_kept(phone: Page):
    member = make_member("focal_point", password=PASSWORD)
    sign_in(phone, member)
    known = register(member, given="Odette", surname="Niragira", birth_year=1990)
    look_for_somebody_else_first(phone, known.code)
    phone.get_by_label("In which language did you explain it?").select_option("rn")
    expect(phone.locator("[data-kept]")).to_have_text(re.compile(r"Saved \d\d:\d\d"), timeout=15_000)
    agree(phone, counted="No")
    answer_the_rest(phone, place="Buco", category="Returnee")
    case = Case._base_manager.exclude(pk=known.pk).get()
    assert phone.url.rstrip("/").endswith(f"/cases/{case.pk}")
    assert (case.category, case.place, case.urgent_needs) == ("returnee", "ZZB1", ["food"])


def test_a_caseworker_screens_and_decides_with_the_score_and_the_definition_before_her(phone: Page):
    member = make_member("caseworker", password=PASSWORD)
    sign_in(phone, member)
    case = register(member, birth_year=1999)
    phone.goto(f"/cases/{case.pk}/screening")
    screen_her(phone)
    phone.goto(f"/cases/{case.pk}/determination")
    decide(phone)
    assert Determination._base_manager.get().acts == {"recruitment": ["statement"]}


def test_an_answer_given_before_the_scripts_have_come_is_kept_too(phone: Page):
    sign_in(phone, make_member("focal_point", password=PASSWORD))
    phone.goto("/intake/")
    search_first(phone, "Zebedayo", "Ntakirutimana")
    held: list = []
    phone.route("**/keep*.js", lambda route: held.append(route))
    phone.get_by_role("link", name="Agreement").click(no_wait_after=True)
    phone.get_by_label("In which language did you explain it?").select_option("rn")
    expect(phone.locator("[data-kept]")).to_have_text("")
    for route in held:
        route.continue_()
    expect(phone.locator("[data-kept]")).to_have_text(re.compile(r"Saved \d\d:\d\d"), timeout=15_000)
