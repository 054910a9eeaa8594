"""Whatever a browser sends gets an answer that says what is wrong: never a broken page."""

import pytest

from tabara.protection.assistance.models import Service
from tabara.protection.cases.models import SavedView
from tests.factories import register
from tests.web.steps import hidden, page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def client():
    return signed_in("caseworker")


@pytest.fixture
def case(client):
    return register(client.member)


@pytest.mark.parametrize(
    "query",
    [
        {"code": "AB\0CD"},
        {"after": "0001-01-01T00:00:00+23:00~01890a5d-ac96-774b-bcce-b302099a8057"},
        {"after": "9999-12-31T23:59:59-23:00~01890a5d-ac96-774b-bcce-b302099a8057"},
        {"after": "2026-01-01~01890a5d-ac96-774b-bcce-b302099a8057"},
        {"after": "yesterday~1"},
    ],
)
def test_the_list_of_cases_reads_any_address(client, case, query):
    assert client.get(page("cases"), query).status_code == 200


def test_a_view_is_kept_under_what_can_be_read_of_its_name(client):
    client.post(page("keep-view"), {"name": " My\0 \n view "})
    assert SavedView._base_manager.get().name == "My view"


@pytest.mark.parametrize("year", ["9" * 30, "²²²²", "0", "-1", "x"])
def test_no_year_breaks_a_day(client, case, year):
    address = page("record-service", number=case.pk)
    event = hidden(client.get(address), "event")
    answer = client.post(address, {"event": event, "code": "cash", "on-day": "1", "on-month": "1", "on-year": year})
    assert (answer.status_code, "is no day of the calendar" in said(answer)) == (422, True)


@pytest.mark.parametrize(
    ("field", "value"),
    [("quantity", "1e30"), ("quantity", "123456789"), ("quantity", "0.001"), ("amount", "1" * 13), ("amount", "NaN")],
)
def test_an_amount_that_no_column_holds_is_refused(client, case, field, value):
    address = page("record-service", number=case.pk)
    event = hidden(client.get(address), "event")
    more = {"unit": "session", "currency": "XTS", field: value}
    answer = client.post(address, {"event": event, "code": "cash", "on": "2026-03-02", **more})
    assert (answer.status_code, Service._base_manager.count()) == (422, 0)


@pytest.mark.parametrize(
    "typed",
    [
        {"given": "Odette", "birth-year": "²²²²"},
        {"given": "Odette", "age": "9" * 5000},
        {"given": "Odette " * 10_000, "aliases": ",".join(f"Name {n}" for n in range(10_000))},
    ],
)
def test_a_search_while_typing_reads_anything_and_little_of_it(client, case, typed):
    answer = client.post(page("intake-alike"), typed, headers={"HX-Request": "true"})
    assert answer.status_code == 200
