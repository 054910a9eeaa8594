"""Recruitment agencies on their pages: one sentence on a phone, and nothing of what is only alleged."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tabara.prevention import operations
from tabara.prevention.models import Caution, Complaint, Firm, FirmList
from tests.factories import NOW, make_member
from tests.prevention import firms
from tests.web.steps import page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(autouse=True)
def of_that_year() -> Iterator[None]:
    """Look when the list of the ministry is valid."""
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=True):
        yield


def sent(client: Any, name: str, answers: dict[str, Any], **parts: Any) -> Any:
    """Send a form and follow where it leads."""
    return client.post(page(name, **parts), answers, follow=True)


def parts_of(name: str, day: dt.date) -> dict[str, int]:
    """Return a day as three boxes."""
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def line(**facts: Any) -> dict[str, Any]:
    """Return the answers about a line of the list."""
    today = timezone.localdate()
    return {
        "name": "Golden Bridge Recruitment",
        "licence": "MFP/014",
        "destinations": "SA",
        "destinations_2": "QA",
        "source": "List of the ministry",
        **parts_of("since", today - dt.timedelta(days=100)),
        **parts_of("until", today + dt.timedelta(days=100)),
        **parts_of("listed_on", today - dt.timedelta(days=5)),
        **facts,
    }


@pytest.mark.parametrize("role", ["focal_point", "caseworker", "justice", "administrator"])
def test_whoever_is_signed_in_asks_and_reads_one_sentence(role: str) -> None:
    firms.firm(make_member("secretariat"), at=timezone.now())
    client = signed_in(role)
    shown = said(client.post(page("check-agency"), {"asked": "golden bridge recruitment"}))
    assert "Yes: Golden Bridge Recruitment is licensed today, under number MFP/014" in shown
    assert "For work in: Saudi Arabia." in shown
    shown = said(client.post(page("check-agency"), {"asked": "Golden Brige"}))
    assert ("Yes:" in shown, "No agency of exactly this name or number" in shown) == (False, True)
    assert ("no proof" in shown, "Compare every letter" in shown) == (True, True)
    assert client.post(page("check-agency"), {"asked": ""}).status_code == 422


def test_the_list_is_kept_and_a_licence_goes_its_steps() -> None:
    keeper, today = signed_in("secretariat"), timezone.localdate()
    assert "The agency is on the list." in said(sent(keeper, "list-firm", line()))
    row = Firm.objects.get()
    assert row.destinations == ["SA", "QA"]
    assert "on the list already" in said(sent(keeper, "list-firm", line()))
    asked = said(keeper.get(page("relist-firm", number=row.pk)))
    assert "Where this stands" in asked
    later = line(**parts_of("until", today + dt.timedelta(days=800)))
    assert "brought up to date" in said(sent(keeper, "relist-firm", later, number=row.pk))
    gone = {"state": "revoked", "source": "Decision 4", **parts_of("on", today)}
    assert "revoked" in said(sent(keeper, "move-licence", gone, number=row.pk))
    shown = said(signed_in("focal_point").post(page("check-agency"), {"asked": "MFP/014"}))
    assert "No: the licence of Golden Bridge Recruitment, number MFP/014, was revoked." in shown


def test_a_complaint_of_a_focal_point_is_seen_by_who_follows_it_alone() -> None:
    row = firms.firm(make_member("secretariat"), at=timezone.now())
    leader = signed_in("focal_point")
    answers = {"firm": str(row.pk), "kind": "fee_charged", "channel": "in_person", "words": "Four hundred dollars."}
    shown = sent(leader, "record-complaint", {**answers, **parts_of("on", timezone.localdate())})
    assert "The complaint is taken down." in said(shown)
    one = Complaint.objects.get()
    for name, parts in (("complaints", {}), ("complaint", {"number": one.pk})):
        assert leader.get(page(name, **parts)).status_code == 403
    for name, parts in (("recruitment", {}), ("recruitment-firm", {"number": row.pk}), ("warnings", {})):
        shown = said(leader.get(page(name, **parts)))
        assert ("omplaints" in shown.replace("follow complaints", ""), "fee was charged" in shown) == (False, False)
    shown = said(leader.post(page("check-agency"), {"asked": row.name}))
    assert ("Yes:" in shown, "fee" in shown) == (True, False)


def test_a_complaint_is_read_for_a_reason_passed_on_and_answered() -> None:
    at, today = timezone.now(), timezone.localdate()
    one = firms.complained(make_member("focal_point"), at=at, on=today, words="Silver Moon, four hundred.")
    client = signed_in("coordinator")
    assert "1 waits" in said(client.get(page("recruitment")))
    assert "Silver Moon" not in said(client.get(page("complaint", number=one.pk)))
    assert client.post(page("complaint", number=one.pk), {"reason": ""}).status_code == 422
    assert "Silver Moon" in said(client.post(page("complaint", number=one.pk), {"reason": "verification"}))
    passed = {"to": "labour_inspectorate", **parts_of("on", today)}
    assert "Labour inspectorate" in said(sent(client, "pass-complaint-on", passed, number=one.pk))
    answered = {"finding": "upheld", **parts_of("on", today)}
    assert "upheld" in said(sent(client, "answer-complaint", answered, number=one.pk))


def test_a_complaint_written_down_by_mistake_is_struck_out() -> None:
    one = firms.complained(make_member("focal_point"), at=timezone.now(), on=timezone.localdate())
    client = signed_in("data_team")
    assert "counts no more" in said(sent(client, "strike-complaint", {}, number=one.pk))
    assert Complaint.objects.get().state == "struck"


def test_a_warning_names_no_agency_of_which_nothing_was_found() -> None:
    row, today = firms.firm(make_member("secretariat"), at=timezone.now()), timezone.localdate()
    client = signed_in("secretariat")
    told = {"audience": "public", "words": "Nobody pays for a job.", "languages": ["rn"], **parts_of("on", today)}
    shown = sent(client, "issue-warning", {**told, "firm": str(row.pk)})
    assert (shown.status_code, "Warn without naming it" in said(shown), Caution.objects.count()) == (422, True, 0)
    assert "Nobody pays for a job." in said(sent(client, "issue-warning", told))
    assert "Nobody pays for a job." in said(signed_in("focal_point").get(page("recruitment")))
    back = {"reason": "Written twice.", **parts_of("on", today)}
    assert "taken back" in said(sent(client, "withdraw-warning", back, number=Caution.objects.get().pk))


def test_the_list_comes_in_as_a_file_is_looked_at_imported_and_undone() -> None:
    client, today = signed_in("secretariat"), timezone.localdate()
    rest = f"{today - dt.timedelta(days=9)},{today + dt.timedelta(days=90)},SA"
    content = f"licence,name,since,until,destinations\nMFP/1,Sunrise,{rest}\nMFP/2,,{rest}\n".encode()
    answers = {"file": SimpleUploadedFile("list.csv", content), "source": "List", **parts_of("listed_on", today)}
    shown = said(sent(client, "firm-lists", answers))
    assert ("New: 1" in shown, "Wrong, and left out: 1" in shown, "Line 3, name" in shown) == (True, True, True)
    row = FirmList.objects.get()
    sheet = client.get(page("firm-list-wrong", number=row.pk)).content.decode("utf-8-sig")
    assert ("MFP/2" in sheet, "Sunrise" in sheet) == (True, False)
    assert "licence,name" in client.get(page("firm-list-empty")).content.decode("utf-8-sig").replace('"', "")
    assert "Sunrise" in said(sent(client, "firm-list", {"act": "import"}, number=row.pk))
    assert client.get(page("firm-list-wrong", number=row.pk)).status_code == 404
    assert "The list is undone" in said(sent(client, "firm-list", {"act": "undo"}, number=row.pk))
    assert Firm.objects.count() == 0


def test_a_file_that_is_no_list_is_refused_beside_its_field() -> None:
    client, today = signed_in("secretariat"), timezone.localdate()
    answers = {"file": SimpleUploadedFile("x.csv", b"a,b\n1,2\n"), "source": "List", **parts_of("listed_on", today)}
    answer = sent(client, "firm-lists", answers)
    assert (answer.status_code, "is missing" in said(answer), FirmList.objects.count()) == (422, True, 0)


def test_whoever_is_not_on_the_newest_list_gets_no_yes() -> None:
    keeper, today = make_member("secretariat"), timezone.localdate()
    one = firms.firm(keeper, at=timezone.now())
    rest = f"{today - dt.timedelta(days=9)},{today + dt.timedelta(days=90)},SA"
    file = firms.sent(keeper, firms.listing(f"MFP/9,Sunrise,{rest}"), at=timezone.now(), listed_on=today)
    operations.import_firm_list(by=keeper, at=timezone.now(), file=file)
    shown = said(signed_in("focal_point").post(page("check-agency"), {"asked": one.name}))
    assert ("Yes:" in shown, "Not sure:" in shown, "is not on the newest" in shown) == (False, True, True)
