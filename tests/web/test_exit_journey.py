"""Whoever leaves a page in danger leaves nothing behind: in any window, without the server, without a script."""

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.conftest import CHROMIUM, FLAGS
from tests.factories import PASSWORD, make_member, register
from tests.web.browser import sign_in

AWAY = "https://www.wikipedia.org/**"
BUTTON = "Exit this page"


@pytest.fixture
def case(db):
    member = make_member("caseworker", password=PASSWORD)
    case = register(member, given="Zebedayo", surname="Ntakirutimana")
    case.member = member
    return case


@pytest.fixture(params=["with the browser's memory of pages", "without it"])
def window(request, browser: Browser, live_server) -> BrowserContext:
    """Open a window; Playwright switches the memory of pages (bfcache) off, real people have it on."""
    remembering = request.param.startswith("with the")
    one = browser
    if remembering:
        kept = ["--disable-back-forward-cache"]
        one = browser.browser_type.launch(executable_path=CHROMIUM, args=FLAGS, ignore_default_args=kept)
    context = one.new_context(base_url=live_server.url, locale="en-GB")
    context.route(AWAY, lambda route: route.fulfill(body="elsewhere", content_type="text/html"))
    yield context
    context.close()
    if remembering:
        one.close()


def away(page) -> None:
    """Hold that the harmless page is shown."""
    page.wait_for_url(AWAY)
    expect(page.locator("body")).to_have_text("elsewhere")


def signed_out(page, case) -> None:
    """Hold that nothing of the case is on the screen, whichever page it is."""
    page.wait_for_load_state()
    assert case.code not in page.content()
    assert [one["name"] for one in page.context.cookies() if "tabara" in one["name"]] == []


def test_the_way_back_shows_none_of_the_pages_seen_before(window, case):
    page = window.new_page()
    sign_in(page, case.member)
    page.goto("/cases/")
    page.goto(f"/cases/{case.pk}")
    page.get_by_role("button", name=BUTTON).click()
    away(page)
    for _ in range(3):
        page.go_back(wait_until="load")
        signed_out(page, case)


def test_the_cover_is_there_before_anything_is_asked_of_the_network(window, case):
    page = window.new_page()
    sign_in(page, case.member)
    page.goto(f"/cases/{case.pk}")
    covered = page.evaluate(
        """() => { document.querySelector(".govuk-js-exit-this-page-button").click();
                   return [document.body.childElementCount, document.title,
                           getComputedStyle(document.documentElement).display]; }"""
    )
    assert covered == [0, "", "none"]
    away(page)


def test_a_page_is_left_where_the_server_is_gone_and_stays_covered_when_it_returns(window, case, live_server):
    page = window.new_page()
    sign_in(page, case.member)
    page.goto(f"/cases/{case.pk}")
    gone = f"{live_server.url}/**"
    window.route(gone, lambda route: route.abort())
    for _ in range(3):
        page.keyboard.press("Escape")
    away(page)
    window.unroute(gone)
    page.goto(f"/cases/{case.pk}")
    page.wait_for_url(AWAY)
    signed_out(page, case)
    page.goto(f"/cases/{case.pk}")
    assert "/sign-in" in page.url


def test_what_is_left_in_one_window_is_left_in_all(window, case):
    other, page = window.new_page(), window.new_page()
    sign_in(page, case.member)
    other.goto(f"/cases/{case.pk}")
    page.goto("/cases/")
    page.get_by_role("button", name=BUTTON).click()
    away(page)
    away(other)


def test_without_a_script_the_button_is_a_link_that_does_the_same(browser, live_server, case):
    context = browser.new_context(base_url=live_server.url, locale="en-GB", java_script_enabled=False)
    context.route(AWAY, lambda route: route.fulfill(body="elsewhere", content_type="text/html"))
    page = context.new_page()
    sign_in(page, case.member)
    page.goto(f"/cases/{case.pk}")
    page.get_by_role("button", name=BUTTON).click()
    away(page)
    page.go_back()
    signed_out(page, case)
    context.close()


def test_text_becomes_no_code_and_no_markup_in_a_page(window, case):
    page = window.new_page()
    sign_in(page, case.member)
    page.goto("/intake/")
    page.wait_for_function("globalThis.htmx")
    tried = page.evaluate(
        """() => [
            () => { document.body.innerHTML = "<b>"; },
            () => { document.body.insertAdjacentHTML("beforeend", "<b>"); },
            () => { document.createElement("script").src = "/static/js/exit.js"; },
            () => { document.createElement("script").text = "1"; },
            () => { new DOMParser().parseFromString("<b>", "text/html"); },
            () => { trustedTypes.createPolicy("other", {}); },
            () => { trustedTypes.createPolicy("tabara", {}); },
            () => { setTimeout("1"); },
        ].map((act) => { try { act(); return "done"; } catch (error) { return error.constructor.name; } })"""
    )
    assert tried == ["TypeError"] * 8


def test_an_answer_with_a_script_in_it_is_not_put_into_the_page(window, case):
    page = window.new_page()
    sign_in(page, case.member)
    page.goto("/intake/")
    page.wait_for_function("globalThis.htmx")
    attack = "<p id='got'>x</p><script>document.title = 'run'</script>"
    window.route("**/intake/search", lambda route: route.fulfill(body=attack, content_type="text/html"))
    with page.expect_console_message(lambda said: "This answer is no part of a page" in said.text):
        page.get_by_label("Given name, as heard").press_sequentially("Ode")
    assert (page.locator("#got").count(), page.title()) == (0, "Register a person – Tabara")
