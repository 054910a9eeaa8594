"""The pages of figures: numbers with their period, charts with their tables, the mart's button, the sheets."""

import datetime as dt
import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from tabara import jobs
from tabara.access.models import AuditEvent
from tabara.mart import standing
from tabara.mart.build import build
from tabara.prevention.operations import record_awareness
from tabara.publication.models import Release
from tests.factories import NOW, TODAY, assisted, determined, make_member, register, screened
from tests.web.steps import hidden, page, said, signed_in

pytestmark = [
    pytest.mark.django_db(databases="__all__"),
    pytest.mark.past_the_walls,  # the mart reads by a role of its own, which sees only what is committed
]


@pytest.fixture(autouse=True)
def own_mart(settings, tmp_path):
    settings.MART = tmp_path / "mart"


@pytest.fixture
def recorded():
    """Record twelve women with psychosocial support, and three men with cash, who are victims."""
    worker = make_member()
    for number in range(15):
        case = register(worker, sex="female" if number < 12 else "male", place="ZZ101", place_version="2010")
        assisted(worker, case, "psychosocial" if number < 12 else "cash")
        if number >= 12:
            screened(worker, case, trafficking_type="internal", exploitation=["servitude"])
            determined(worker, case)
    record_awareness(by=make_member("data_team"), at=NOW, on=TODAY, leader="media", reached=600)


@pytest.fixture
def built(recorded, settings):
    build(settings.MART, at=NOW)


def test_the_dashboard_shows_each_number_with_its_period_and_population(built):
    text = said(signed_in("data_team").get(page("figures")))
    assert "15 People assisted January – March 2026 · people who received at least one service" in text
    assert "600 People reached by awareness raising" in text
    assert "withheld Victims identified" in text


def test_figures_of_detail_stand_there_only_where_all_are_asked_for(built):
    client = signed_in("coordinator")
    chief, every = (said(client.get(page("figures"), asked)) for asked in ({}, {"all": "yes"}))
    assert "Cases opened again" not in chief
    assert "People assisted" in chief
    assert len(re.findall(r"number__value", client.get(page("figures")).content.decode())) <= 40
    assert "People assisted" in every
    assert len(every) > len(chief)


def test_each_chart_is_a_picture_of_its_own_beside_its_table(built):
    client = signed_in("coordinator")
    shown = client.get(page("figures"), {"by": "service"})
    assert 'alt="Bar chart' in shown.content.decode()
    assert "Service Count Psychosocial support withheld Cash assistance withheld" in said(shown)  # 15 less 12 tells
    assert "Province Count Amahoro Mashasha 15" in said(client.get(page("figures"), {"by": "province"}))
    chart = client.get(page("figure-chart", key="persons_assisted"), {"by": "service"})
    assert (chart.status_code, chart["Content-Type"]) == (200, "image/svg+xml")
    assert "default-src 'none'" in chart["Content-Security-Policy"]
    assert chart.content.startswith(b"<svg")


@pytest.mark.parametrize("by", ["sex", "province", "quarter", "exploitation", "leader", "agency", "working_group"])
def test_every_breakdown_has_its_page(built, by):
    assert signed_in("supervisor").get(page("figures"), {"by": by}).status_code == 200


def test_the_figures_of_one_province_leave_out_what_has_no_place(built):
    client = signed_in("data_team")
    here, there = (said(client.get(page("figures"), {"province": code})) for code in ("ZZA", "ZZB"))
    assert "15 People assisted" in here
    assert "0 People assisted" in there
    assert "Determinations made" not in here


def test_what_is_in_no_list_is_as_if_it_had_not_been_asked(built):
    client = signed_in("data_team")
    odd = {"since": "1999-Q9", "until": "x", "by": "name", "geography": "1", "province": "'; --"}
    assert said(client.get(page("figures"), odd)) == said(client.get(page("figures")))
    assert client.get(page("figure-chart", key="nothing")).status_code == 404


def test_without_a_mart_the_page_says_who_builds_it():
    text = said(signed_in("supervisor").get(page("figures")))
    assert "the mart has not been built" in text
    assert "Build the figures anew" not in text
    assert signed_in("data_team").get(page("figure-chart", key="persons_assisted")).status_code == 404


@pytest.mark.parametrize("name", ["figures", "infosheet", "infosheet-preview", "mart-progress"])
def test_who_may_not_read_figures_is_told_so(name):
    assert signed_in("caseworker").get(page(name)).status_code == 403


def test_the_data_team_builds_the_figures_anew_and_sees_them_move(recorded, settings):
    client = signed_in("data_team")
    event = hidden(client.get(page("figures")), "event")
    for _twice in range(2):
        assert client.post(page("build-mart"), {"event": event}).url == page("figures")
    waiting = client.get(page("figures"))
    assert "The figures are being built: 0 %" in said(waiting)
    assert "HX-Refresh" not in client.get(page("mart-progress"))
    assert jobs.work_off() == 1
    assert client.get(page("mart-progress"))["HX-Refresh"] == "true"
    assert "15 People assisted" in said(client.get(page("figures")))
    assert standing(settings.MART).rows["persons"] == 15
    assert AuditEvent.objects.filter(operation="mart.build", outcome="done").count() == 1


def test_who_is_not_of_the_data_team_cannot_have_them_built(recorded):
    assert signed_in("supervisor").post(page("build-mart")).status_code == 403


def test_an_infosheet_is_looked_at_and_printed_under_a_name_that_says_nothing(built):
    client = signed_in("data_team")
    shown = client.get(page("infosheet"), {"report": "highlights", "tongue": "fr"})
    assert "The first page of “En bref”" not in said(shown)  # the words of the page are the reader's
    assert client.get(page("infosheet-preview"), {"tongue": "fr"}).content.startswith(b"\x89PNG")
    sent = client.post(page("infosheet-pdf"), {"event": hidden(shown, "event"), "report": "highlights", "tongue": "fr"})
    assert re.fullmatch(r'attachment; filename="sheet-\d{8}\.pdf"', sent["Content-Disposition"])
    assert "En bref" in PdfReader(BytesIO(sent.content)).pages[0].extract_text()
    assert AuditEvent.objects.get(operation="report.publish").reason == "highlights fr"


def test_who_may_read_figures_but_not_publish_sees_the_sheet_and_no_button(built):
    client = signed_in("supervisor")
    assert "Download the PDF" not in said(client.get(page("infosheet")))
    assert client.post(page("infosheet-pdf"), {"report": "highlights"}).status_code == 403


def test_no_address_of_a_figure_holds_anything_but_codes(built):
    shown = signed_in("data_team").get(page("figures")).content.decode()
    assert "since=2026-Q1&amp;until=2026-Q1&amp;by=sex&amp;geography=2024&amp;province=" in shown


def printed(client, **what):
    """Send the form of the page for what was chosen, and give the words of the PDF."""
    shown = client.get(page("infosheet"), {"report": "highlights", "tongue": "en", **what})
    asked = {name: hidden(shown, name) for name in ("event", "report", "tongue", "since", "until")}
    return PdfReader(BytesIO(client.post(page("infosheet-pdf"), asked).content)).pages[0].extract_text()


@pytest.fixture
def helped_before(recorded, settings):
    """Record ten men helped in the autumn before, too, and build the mart."""
    worker = make_member()
    autumn = dt.date(2025, 11, 3)
    for _number in range(10):
        assisted(worker, register(worker, sex="male", opened_on=autumn), "cash", on=autumn)
    build(settings.MART, at=NOW)


def test_a_sheet_is_of_the_quarters_chosen(helped_before):
    client = signed_in("data_team")
    assert "10\npeople assisted" in printed(client, since="2025-Q4", until="2025-Q4")
    new = printed(client, since="2026-Q1", until="2026-Q1")
    assert "January – March 2026" in new
    assert "15\npeople assisted" in new
    reasons = set(AuditEvent.objects.filter(operation="report.publish").values_list("reason", flat=True))
    assert reasons == {f"highlights en {months}" for months in ("2025-10/2026-01", "2026-01/2026-04")}
    listed = said(client.get(page("releases")))
    assert "Infosheet: Highlights, January – March 2026, English" in listed
    assert "an agency’s own, k=10" in listed


def test_a_sheet_is_of_the_report_s_own_period_and_one_that_would_give_away_three_men_beside_it_does_not_leave(
    helped_before,
):
    """Of the 13 men of the whole period ten came in autumn: whoever holds both sheets knows of three."""
    client = signed_in("data_team")
    assert "25\npeople assisted" in printed(client)
    shown = client.get(page("infosheet"), {"report": "highlights", "tongue": "en"})
    autumn = {"report": "highlights", "tongue": "en", "since": "2025-Q4", "until": "2025-Q4"}
    answer = client.post(page("infosheet-pdf"), {**autumn, "event": hidden(shown, "event")})
    assert answer.status_code == 422
    told = said(answer)
    assert "This cannot be given out" in told
    assert "“Highlights 2025-10/2025-12” and “Highlights 20" in told
    assert "would together tell of fewer than 10 people" in told
    assert " 3 " not in told[told.index("would together") : told.index("Choose the period and the cut")]
    assert Release.objects.count() == 1
    assert not AuditEvent.objects.filter(operation="report.publish", outcome="done", reason__contains="2025-10")
    assert "25\npeople assisted" in printed(client, since="2026-Q1", until="2025-Q4")  # the same numbers once more


def test_a_preview_follows_the_period_chosen(helped_before):
    client = signed_in("supervisor")
    shown = client.get(page("infosheet"), {"since": "2026-Q1"}).content.decode()
    assert shown.count('<option value="2026-Q1" selected>') == 2  # the last quarter of the list is the other end
    address = re.search(r'src="([^"]*sheet\.png[^"]*)"', shown)[1].replace("&amp;", "&")
    assert address.endswith("?report=highlights&tongue=en&since=2026-Q1&until=2026-Q1")
    assert client.get(address).content != client.get(page("infosheet-preview"), {"tongue": "en"}).content


def test_a_quarter_that_is_in_no_list_is_as_if_it_had_not_been_chosen(built):
    client = signed_in("data_team")
    shown = client.get(page("infosheet"), {"since": "1999-Q1", "until": "'; --"})
    assert (hidden(shown, "since"), hidden(shown, "until")) == ("", "")


def test_a_period_without_records_has_a_page_that_says_so(settings):
    worker, later = make_member(), NOW + dt.timedelta(days=90)
    day = later.date()
    assisted(worker, register(worker, at=later, opened_on=day), on=day, at=later)
    build(settings.MART, at=later)
    client = signed_in("data_team")
    text = said(client.get(page("infosheet")))
    assert "no records of January 2025 – March 2026, but of April – June 2026. Choose another period." in text
    assert "Download the PDF" not in text
    assert "Download the PDF" in said(client.get(page("infosheet"), {"since": "2026-Q2"}))


def test_without_a_mart_there_is_no_period_to_choose():
    text = said(signed_in("data_team").get(page("infosheet"), {"since": "2026-Q1"}))
    assert "There are no figures yet." in text
    assert "To the end of" not in text
