"""A printed summary: what is left out is not in the page at all, and who printed how much is remembered."""

import pytest

from tabara.access.models import AuditEvent
from tabara.protection.cases.operations import print_summary
from tabara.protection.cases.operations.printing import BAR, blackened
from tests.factories import assisted
from tests.protection.sharing.sharers import now, registered, today
from tests.web.steps import signed_in

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]
NOTE = "She can be called at +257 71 23 45 67 in the evening."


@pytest.fixture
def client():
    return signed_in()


@pytest.fixture
def case(client):
    case = registered(client.member, birth_year=1990)
    assisted(client.member, case, "medical", on=today(), at=now(), notes=NOTE)
    return case


def sheet(client, case, **answers):
    return client.post(f"/cases/{case.pk}/summary", {"purpose": "colleague", **answers})


def place_of(page, words):
    """Return the value of the box beside a line."""
    before = page.partition(words)[0]
    return before.rpartition('value="')[2].partition('"')[0]


def test_what_is_left_out_is_not_in_the_page(client, case):
    form = client.get(f"/cases/{case.pk}/summary").content.decode()
    assert "Medical" in form
    whole = sheet(client, case).content.decode()
    assert "Medical" in whole
    cut = sheet(client, case, left_out=[place_of(form, ": Medical")]).content.decode()
    assert "Medical" not in cut.partition("<main")[2]
    assert BAR in cut


def test_notes_are_taken_in_only_when_asked_and_their_numbers_are_black(client, case):
    assert "She can be called" not in sheet(client, case).content.decode()
    told = sheet(client, case, notes="yes").content.decode()
    assert f"She can be called at {BAR} in the evening." in told
    assert "71 23 45" not in told
    read = AuditEvent.objects.filter(operation="assistance.open_notes", subject=case.pk)
    assert read.count() == 1


def test_no_name_is_on_the_sheet(client, case):
    for name in ("Odette", "Niragira"):
        assert name not in sheet(client, case, notes="yes").content.decode()


def test_who_printed_is_remembered(client, case):
    sheet(client, case)
    assert AuditEvent.objects.filter(operation="cases.print_summary", subject=case.pk, outcome="done").count() == 1


def test_a_sheet_without_a_line_is_refused(client, case):
    form = client.get(f"/cases/{case.pk}/summary").content.decode()
    every = [str(number) for number in range(form.count('name="left_out"'))]
    refused = sheet(client, case, left_out=every)
    assert refused.status_code == 422
    assert "Everything is left out" in refused.content.decode()


def test_it_is_not_printed_for_somebody_else(client, case):
    colleague = signed_in(agency=client.member.agency)
    assert colleague.get(f"/cases/{case.pk}/summary").status_code in (403, 404)
    print_summary(by=client.member, at=now(), case=case, purpose="court", lines=3)


@pytest.mark.parametrize(
    ("text", "black"),
    [
        ("call 71234567", f"call {BAR}"),
        ("mail a.b@example.org now", f"mail {BAR} now"),
        ("paper 531.0201/12.345", f"paper {BAR}"),
        ("in 2024 she was 17", "in 2024 she was 17"),
        ("12 500 francs", "12 500 francs"),
    ],
)
def test_numbers_that_lead_to_somebody_are_black(text, black):
    assert blackened(text) == black
