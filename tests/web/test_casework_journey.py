"""A caseworker reads a case, opens the name with a reason, records help in three clicks, and leaves. In Chromium."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tabara.protection.assistance.models import Service
from tests.factories import PASSWORD, assisted, make_member, register, screened
from tests.web.browser import fits, record_help, sign_in


@pytest.fixture(params=[(360, "light"), (1280, "dark")], ids=["telephone", "desk-in-the-dark"])
def screen(request, browser: Browser, live_server) -> Page:
    width, scheme = request.param
    context = browser.new_context(
        base_url=live_server.url, locale="en-GB", viewport={"width": width, "height": 740}, color_scheme=scheme
    )
    context.route("https://www.wikipedia.org/**", lambda route: route.fulfill(body="elsewhere"))
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if "Policy" in said.text else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("response", lambda got: page.complaints.append(got.url) if got.status in (404, 500) else None)
    yield page
    context.close()


def is_well(page: Page) -> None:
    """Hold that the page fits the screen and is for everybody, and that it breaks no policy."""
    fits(page)
    assert page.complaints == []


@pytest.fixture
def case(screen):
    member = make_member("caseworker", password=PASSWORD)
    case = register(member, given="Zebedayo", surname="Ntakirutimana")
    screened(member, case, notes="Told in confidence.")
    assisted(member, case)
    sign_in(screen, member)
    return case


def test_help_is_recorded_in_three_clicks(screen, case):
    screen.goto(f"/cases/{case.pk}")
    is_well(screen)
    record_help(screen, "Cash assistance")
    is_well(screen)
    assert set(Service._base_manager.values_list("code", flat=True)) == {"psychosocial", "cash"}


def test_a_name_is_opened_with_a_reason_and_hidden_again(screen, case):
    screen.goto(f"/cases/{case.pk}")
    screen.get_by_role("button", name="Open the name").click()
    expect(screen.get_by_role("alert")).to_contain_text("Why do you need the name?")
    screen.complaints.clear()
    is_well(screen)
    screen.get_by_label("To contact the person").check()
    screen.get_by_role("button", name="Open the name").click()
    expect(screen.get_by_text("Zebedayo Ntakirutimana")).to_be_visible()
    is_well(screen)
    screen.get_by_role("link", name="Hide the name again").click()
    expect(screen.get_by_text("Zebedayo Ntakirutimana")).to_have_count(0)


def test_every_page_of_a_case_can_be_used_by_everybody(screen, case):
    for part in ("notes", "facts", "category", "consent", "hand-over", "close", "photographs"):
        screen.goto(f"/cases/{case.pk}/{part}")
        is_well(screen)
    for address in ("/", "/cases/", "/cases/?mine=yes&status=closed", "/search", "/help"):
        screen.goto(address)
        is_well(screen)
    screen.get_by_role("button", name="Sign out").click()
    is_well(screen)


def test_the_slash_goes_to_the_search(screen, case):
    screen.goto("/")
    expect(screen.locator("body.js-enabled")).to_have_count(1)
    screen.keyboard.press("/")
    screen.wait_for_url("**/search")
    expect(screen.locator("body.js-enabled")).to_have_count(1)
    screen.keyboard.press("Control+k")
    expect(screen.get_by_label("Given name or nickname")).to_be_focused()


@pytest.mark.parametrize("way", ["button", "Escape", "without a network"])
def test_a_page_is_left_at_once_and_does_not_come_back(screen, case, way):
    screen.goto(f"/cases/{case.pk}")
    expect(screen.locator("body.govuk-frontend-supported")).to_have_count(1)
    screen.context.set_offline(way == "without a network")
    if way == "Escape":
        for _ in range(3):
            screen.keyboard.press("Escape")
    else:
        screen.get_by_role("button", name="Exit this page").click()
    expect(screen.get_by_text(case.code)).to_have_count(0)
    screen.wait_for_url(lambda url: str(case.pk) not in url)
    screen.context.set_offline(False)
    screen.goto(f"/cases/{case.pk}")
    screen.wait_for_url(lambda url: str(case.pk) not in url.partition("?")[0])
    expect(screen.get_by_text(case.code)).to_have_count(0)
    assert [one["name"] for one in screen.context.cookies() if one["name"] == "tabara"] == []
