"""The National Action Plan on its pages: a workbook sent, looked at, loaded, scored, reported on, undone."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tabara.access.models import AuditEvent
from tabara.files.workbooks import workbook
from tabara.partnership.models import PlanReport, PlanVersion
from tests.factories import make_member
from tests.files.hostile_workbooks import book
from tests.partnership.commission import called, decided, groups, presence
from tests.partnership.plans import EMPTY, FIRST, HEADER, SECOND, activity, loaded, owner, sheet
from tests.publication.paper import tags, text_of
from tests.web.steps import hidden, page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


def given(content: bytes) -> dict[str, Any]:
    """Return what the form sends."""
    return {"title": "NAP", "file": SimpleUploadedFile("plan.xlsx", content)}


@time_machine.travel(dt.datetime(2026, 11, 20, 10, tzinfo=dt.UTC), tick=True)  # its activities end with 2026
def test_a_newcomer_loads_a_plan_and_sees_the_scorecard() -> None:
    client = signed_in("secretariat")
    owner(client.member)
    assert "No plan is loaded yet." in said(client.get(page("national-plan")))
    shown = client.post(
        page("plan-workbooks"), given(sheet({**FIRST, "Progress": "Under way"}, SECOND, EMPTY)), follow=True
    )
    assert "3 rows, 2 activities. Nothing of it stands in the plan yet." in said(shown)
    assert "2 activities added" in said(shown)
    answers = {name: hidden(shown, name) for name in ("event", "seen")}
    number = PlanVersion.objects.get().pk
    told = said(client.post(page("national-plan-version", number=number), answers, follow=True))
    for words in ("The version is loaded.", "NAP", "Talk at the markets", "Work with the neighbours", "6,999.5 USD"):
        assert words in told, words
    assert "No figures have been built yet." in told
    assert "Version 1 · NAP in force" in said(client.get(page("national-plan-version", number=number)))


def test_what_is_wrong_is_shown_with_its_cell_and_comes_back_as_a_workbook() -> None:
    client = signed_in("secretariat")
    owner(client.member)
    wrong = {**SECOND, "Activity": "<script>alert(1)</script>", "Target 2025": "sixty"}
    shown = client.post(page("plan-workbooks"), given(sheet(FIRST, wrong)), follow=True)
    assert "N3 Target 2025 : “sixty” is no number. Write it in digits." in said(shown)
    assert "Load this version" not in said(shown)
    assert b"<script>alert(1)" not in shown.content
    number = PlanVersion.objects.get().pk
    back = client.get(page("plan-wrong", number=number))
    assert back["Content-Disposition"] == 'attachment; filename="plan-to-correct.xlsx"'
    assert workbook(back.content).sheets[0].rows[0][1] == (*HEADER, "What is wrong")
    answer = client.post(page("drop-plan", number=number), {"event": hidden(shown, "event")}, follow=True)
    assert "The workbook is dropped." in said(answer)
    assert client.get(page("national-plan-version", number=number)).status_code == 404


def test_a_workbook_that_is_none_is_refused_on_the_page() -> None:
    client = signed_in("secretariat")
    content = book([["a"]], also=lambda _made, one: one.write_formula("C4", "=1"))
    answer = client.post(page("plan-workbooks"), given(content))
    assert (answer.status_code, "There are formulas in these cells: Activities C4." in said(answer)) == (422, True)


def test_the_workbooks_handed_out_are_read_back() -> None:
    client = signed_in("secretariat")
    owner(client.member)
    for name in ("plan-template", "plan-example"):
        answer = client.get(page(name))
        assert answer.status_code == 200
        assert len(workbook(answer.content).sheets) == 3
    shown = client.post(page("plan-workbooks"), given(client.get(page("plan-example")).content), follow=True)
    assert "Rows of this workbook say that they are an example" in said(shown)
    assert "12 activities added" in said(shown)


def test_progress_is_reported_and_read() -> None:
    client = signed_in("secretariat")
    owner(client.member)
    loaded(client.member, at=timezone.now())
    number, today = activity().pk, timezone.localdate()
    there = page("report-progress", number=number)
    day = {"told_on-day": today.day, "told_on-month": today.month, "told_on-year": today.year}
    answers = {
        "progress": "under_way",
        "words": "Two are seen.",
        "spent": "300",
        "actual": "5",
        "actual_year": today.year,
    }
    answer = client.post(there, {**answers, **day})
    assert (answer.status_code, "Say where this can be checked" in said(answer)) == (422, True)
    shown = {"evidence": "https://example.org/r", "source": "Red Lamp"}
    told = said(client.post(there, {**answers, **day, **shown}, follow=True))
    for words in ("Two are seen.", f"Reached in {today.year}: 5", "Says who: Red Lamp", "300 USD"):
        assert words in told, words
    assert PlanReport.objects.count() == 1
    assert "Shelters visited" in said(client.get(there))
    assert "What was reached" not in said(client.get(page("report-progress", number=activity("1.1.1").pk)))


def test_who_only_reads_sees_the_plan_and_no_door_to_change_it() -> None:
    keeper = make_member("secretariat")
    owner(keeper)
    loaded(keeper, at=timezone.now())
    client = signed_in("coordinator")
    number = activity().pk
    assert "Report progress" not in said(client.get(page("plan-activity", number=number)))
    assert client.get(page("report-progress", number=number)).status_code == 403
    assert "Look at the workbook" not in said(client.get(page("plan-workbooks")))
    assert client.post(page("plan-workbooks"), given(sheet(FIRST))).status_code in (200, 403, 422)
    assert PlanVersion.objects.count() == 1


def test_a_version_is_undone_and_the_earlier_one_stays_readable() -> None:
    client = signed_in("secretariat")
    owner(client.member)
    now = timezone.now()
    first = loaded(client.member, at=now - dt.timedelta(hours=2))
    second = loaded(client.member, {**FIRST, "Budget": 13000}, at=now - dt.timedelta(hours=1))
    told = said(client.get(page("national-plan-version", number=second.pk)))
    assert "1 activity dropped from the plan" in told
    assert "Budget: 12,000 → 13,000" in told
    old = said(client.get(page("plan-activity", number=activity().pk)))
    assert "This stands in version 1, which is not in force." in old
    shown = client.get(page("undo-plan", number=second.pk))
    answer = client.post(
        page("undo-plan", number=second.pk), {"event": hidden(shown, "event"), "sure": "yes"}, follow=True
    )
    assert "The one before is in force again." in said(answer), said(answer)
    assert "in force" in said(client.get(page("national-plan-version", number=first.pk)))


def test_a_decision_is_tied_to_an_activity() -> None:
    client = signed_in("secretariat")
    owner(client.member)
    loaded(client.member, at=timezone.now())
    meeting = called(client.member, at=timezone.now(), on=timezone.localdate())
    presence(client.member, meeting, groups(client.member, 2), ("present", "present"), timezone.now())
    due = timezone.localdate() + dt.timedelta(days=9)
    decision = decided(client.member, meeting, at=timezone.now(), due_on=due)
    there = page("tie-decision", number=decision.pk)
    told = said(client.post(there, {"activity": str(activity().pk)}, follow=True))
    assert "2.1.1 · Visit the shelters" in told
    assert "Open a shelter in the north." in said(client.get(page("plan-activity", number=activity().pk)))


def test_the_homes_of_the_pillars_show_their_line() -> None:
    keeper = make_member("secretariat")
    owner(keeper)
    loaded(keeper, {**FIRST, "Ends on": timezone.localdate() - dt.timedelta(days=3)}, SECOND, at=timezone.now())
    told = said(signed_in("secretariat").get(page("prevention")))
    assert "In the National Action Plan" in told
    assert "1 late" in told
    assert "In the National Action Plan" not in said(signed_in("secretariat").get(page("partnership")))
    shown = said(signed_in("secretariat").get(f"{page('national-plan')}?pillar=prevention&light=late"))
    assert "Its last day was 3 days ago, and it is not done." in shown


@pytest.mark.parametrize(
    ("language", "title", "why"),
    [
        ("en", "How the pillars stand", "Its last day was 3 days ago, and it is not done."),
        ("fr", "Situation des piliers", "Son échéance est passée depuis 3 jours"),
    ],
)
def test_the_scorecard_is_printed_as_it_stands_on_the_page_and_the_record_says_so(
    language: str, title: str, why: str
) -> None:
    client = signed_in("secretariat")
    owner(client.member)
    loaded(client.member, {**FIRST, "Ends on": timezone.localdate() - dt.timedelta(days=3)}, at=timezone.now())
    shown = client.get(page("national-plan"))
    assert 'name="tongue" value="fr"' in shown.content.decode()
    answer = client.post(page("national-plan-pdf"), {"tongue": language, "event": hidden(shown, "event")})
    name = f"plan-{timezone.localdate():%Y%m%d}-{language}.pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    told = text_of(answer.content)
    for words in (title, why, "1.1.1 · Talk at the markets", "Red Lamp", "USD"):
        assert words in told, (words, told)
    reading = dict.fromkeys(tag for tag, _alt in tags(answer.content))
    assert {"H1", "H2", "Table", "TH"} <= set(reading)
    row = AuditEvent.objects.filter(operation="page.national-plan-pdf").get()
    assert (row.member, row.outcome) == (client.member.pk, "shown")


def test_without_a_plan_nothing_is_printed() -> None:
    client = signed_in("secretariat")
    assert client.post(page("national-plan-pdf")).url == page("national-plan")
    assert signed_in("caseworker").post(page("national-plan-pdf")).status_code == 403
