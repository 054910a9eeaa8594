"""The whole way in Chromium: somebody is registered, identified and helped, and the sheet of this quarter changes."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Download, Page, expect
from pypdf import PdfReader

from tabara import jobs
from tabara.mart.build import build
from tabara.protection.assistance.models import Service
from tabara.protection.cases.models import Case, Determination
from tests.factories import PASSWORD, assisted, determined, make_member, register, screened
from tests.web.browser import (
    agree,
    answer_the_rest,
    decide,
    fits,
    press,
    record_help,
    screen_her,
    search_first,
    sign_in,
)

pytestmark = pytest.mark.past_the_walls  # the mart reads by a role of its own, which the settings of tests do not name
KNOWN = 12  # above the public threshold, so that one more is seen
MORE = 9  # with the one who came, as many as may be told apart from those of the sheet before


@pytest.fixture(autouse=True)
def own_mart(settings, tmp_path):
    settings.MART = tmp_path / "mart"


@pytest.fixture(params=[360, 1280])
def window(request, browser: Browser, live_server):
    """Open windows of a width, each a browser of its own."""
    opened = []

    def another() -> Page:
        size = {"width": request.param, "height": 740}
        opened.append(browser.new_context(base_url=live_server.url, locale="en-GB", viewport=size))
        return opened[-1].new_page()

    yield another
    for context in opened:
        context.close()


@pytest.fixture
def recorded(settings, transactional_db):
    """Record identified and assisted victims as of today, and build the mart."""
    others_are_helped(KNOWN)
    build(settings.MART, at=timezone.now())


def others_are_helped(number: int) -> None:
    """Record others who are identified and assisted today."""
    worker, now = make_member("caseworker"), timezone.now()
    today = timezone.localdate(now)
    for _one in range(number):
        case = register(worker, at=now, opened_on=today)
        screened(worker, case, on=today, at=now, exploitation=["forced_labour"], trafficking_type="internal")
        determined(worker, case, on=today, at=now)
        assisted(worker, case, on=today, at=now)


def counted(desk: Page) -> dict[str, str]:
    """Read the numbers of protection on the dashboard."""
    desk.goto("/figures/")
    fits(desk)
    titles = ("People assisted", "Victims identified", "Services provided")
    numbers = {title: desk.locator(".number").filter(has_text=title).first for title in titles}
    return {title: one.locator(".number__value").inner_text() for title, one in numbers.items()}


def look_at_the_sheet(desk: Page) -> None:
    """Choose this quarter, and look at the sheet."""
    desk.goto("/figures/")
    desk.get_by_role("link", name="Make an infosheet").click()
    desk.get_by_label("From").select_option(index=1)
    desk.get_by_label("To the end of").select_option(index=1)
    press(desk, "Show")
    expect(desk.get_by_role("img", name=re.compile("first page of “Highlights”"))).to_be_visible()
    assert desk.evaluate("document.querySelector('img.sheet').decode().then(() => true)")


def sheet_of_this_quarter(desk: Page) -> Download:
    """Choose this quarter, look at the sheet, and take its PDF."""
    look_at_the_sheet(desk)
    with desk.expect_download() as waiting:
        desk.get_by_role("button", name="Download the PDF").click()
    return waiting.value


def somebody_is_registered_identified_and_helped(phone: Page) -> Case:
    """Walk the caseworker's way."""
    known = set(Case._base_manager.values_list("pk", flat=True))
    sign_in(phone, make_member("caseworker", password=PASSWORD))
    phone.goto("/intake/")
    search_first(phone, "Zebedayo", "Ntakirutimana")
    phone.get_by_role("link", name="Agreement").click()
    agree(phone, counted="Yes")
    answer_the_rest(phone, place="Buco", category="Presumed victim of trafficking")
    case = Case._base_manager.exclude(pk__in=known).get()
    phone.goto(f"/cases/{case.pk}/screening")
    screen_her(phone)
    phone.goto(f"/cases/{case.pk}/determination")
    decide(phone)
    phone.goto(f"/cases/{case.pk}")
    record_help(phone, "Psychosocial support")
    return case


def test_who_is_helped_today_moves_the_number_and_the_sheet(window, recorded):
    desk = window()
    sign_in(desk, make_member("data_team", password=PASSWORD))
    assert set(counted(desk).values()) == {str(KNOWN)}
    before = sheet_of_this_quarter(desk).path()

    case = somebody_is_registered_identified_and_helped(window())
    assert Determination._base_manager.get(case=case).status == "actual"
    assert Service._base_manager.get(case=case).code == "psychosocial"
    assert set(counted(desk).values()) == {str(KNOWN)}  # a figure is of its mart

    figures_are_built(desk)
    assert set(counted(desk).values()) == {str(KNOWN + 1)}
    look_at_the_sheet(desk)
    press(desk, "Download the PDF")
    expect(desk.get_by_role("alert")).to_contain_text("fewer than 10 people joined or left since")

    others_are_helped(MORE)
    figures_are_built(desk)
    after = sheet_of_this_quarter(desk).path()
    assert before.read_bytes() != after.read_bytes()
    assert [people_assisted(file) for file in (before, after)] == [KNOWN, KNOWN + 1 + MORE]


def figures_are_built(desk: Page) -> None:
    """Have the figures built anew."""
    desk.goto("/figures/")
    press(desk, "Build the figures anew")
    expect(desk.get_by_role("status")).to_contain_text("The figures are being built")
    assert jobs.work_off() == 1
    expect(desk.get_by_role("button", name="Build the figures anew")).to_be_visible(timeout=15_000)


def people_assisted(file) -> int:
    """Read the big number of a sheet."""
    text = PdfReader(file).pages[0].extract_text()
    return int(re.search(r"(\d+)\s+people assisted", text)[1])
