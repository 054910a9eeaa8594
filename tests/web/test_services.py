"""Help that was given is recorded in three clicks: open the form, choose the service, save."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone

from tabara.protection.assistance.models import Service
from tests.factories import TODAY, assisted, make_agency, register
from tests.web.steps import hidden, page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def client():
    return signed_in("caseworker")


@pytest.fixture
def case(client):
    return register(client.member)


def shown_values(response):
    """Give what the form would send if somebody only chose a service: the boxes as they were filled for them."""
    html = response.content.decode()
    parts = {name: html.split(f'name="{name}"')[1].split('value="')[1].split('"')[0] for name in DAY}
    return {"event": hidden(response, "event"), **parts}


DAY = ("on-day", "on-month", "on-year")


def record(client, case, code="cash", **more):
    shown = client.get(page("record-service", number=case.pk))
    return client.post(page("record-service", number=case.pk), {**shown_values(shown), "code": code, **more})


def test_three_clicks_record_a_service_of_today_by_the_own_agency(client, case):
    assert page("record-service", number=case.pk) in client.get(page("case", number=case.pk)).content.decode()
    assert record(client, case).status_code == 302
    service = Service._base_manager.get()
    assert (service.code, service.delivered_on, service.provider, service.recorded_by) == (
        "cash",
        timezone.localdate(),
        client.member.agency,
        client.member,
    )
    assert "The service is recorded." in said(client.get(page("case", number=case.pk)))


def test_the_same_form_sent_twice_is_one_service(client, case):
    sent = {**shown_values(client.get(page("record-service", number=case.pk))), "code": "cash"}
    answers = [client.post(page("record-service", number=case.pk), sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Service._base_manager.count() == 1


def test_a_service_takes_provider_amounts_and_sealed_notes(client, case):
    other = make_agency("other")
    more = {
        "provider": str(other.pk),
        "quantity": "2.5",
        "unit": "session",
        "amount": "150000",
        "currency": "XTS",
        "notes": "At the blue gate.",
    }
    record(client, case, **more)
    service = Service._base_manager.get()
    assert (service.provider, service.quantity, service.unit) == (other, Decimal("2.50"), "session")
    assert (service.amount, service.currency) == (Decimal("150000.00"), "XTS")
    assert b"gate" not in bytes(service.notes)
    assert "150,000 XTS" in said(client.get(page("case", number=case.pk)))
    assert "At the blue gate." in said(client.post(page("notes", number=case.pk), {"reason": "assistance"}))


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"code": ""}, "“Which service?” needs an answer."),
        ({"code": "moonlight"}, "Select a valid choice."),
        ({"on-day": "30", "on-month": "2", "on-year": "2026"}, "“30/2/2026” is no day of the calendar."),
        ({"on-day": ""}, "Write the day, the month and the year."),
        ({"on-day": "1", "on-month": "3", "on-year": "2026"}, "is before the day the case was opened"),
        ({"on-day": "1", "on-month": "1", "on-year": "2199"}, "is after today"),
        ({"amount": "-5", "currency": "XTS"}, "Write a number above zero"),
        ({"amount": "much"}, "“Amount of money” asks for a number, in digits."),
        ({"quantity": "3"}, "Choose what was counted."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_question_and_nothing_is_stored(client, case, answers, sentence):
    answer = record(client, case, **answers)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert "There is a problem" in said(answer)
    assert not Service._base_manager.exists()


def test_what_the_agency_gives_most_stands_first(client, case):
    for code in ("legal", "food", "food"):
        assisted(client.member, case, code)
    html = client.get(page("record-service", number=case.pk)).content.decode()
    places = [html.index(f'value="{code}"') for code in ("food", "legal", "psychosocial")]
    assert places == sorted(places)


def test_a_mistake_is_taken_back_and_stays_readable(client, case):
    service = assisted(client.member, case, "cash", on=TODAY)
    address = page("retract-service", number=case.pk, service=service.pk)
    shown = client.get(address)
    assert "This cannot be undone" in said(shown)
    client.post(address, {"event": hidden(shown, "event")})
    assert Service._base_manager.get().retracted_on == timezone.localdate()
    assert "Taken back: it does not count." in said(client.get(page("case", number=case.pk)))


def test_whoever_may_not_record_services_has_no_such_form(case):
    coordinator = signed_in("coordinator")
    assert page("record-service", number=case.pk) not in coordinator.get(page("case", number=case.pk)).content.decode()
    assert coordinator.get(page("record-service", number=case.pk)).status_code == 403


def test_a_closed_account_records_nothing(client, case):
    client.member.is_active = False
    client.member.save()
    answer = client.get(page("record-service", number=case.pk))
    assert (answer.status_code, Service._base_manager.count()) == (302, 0)


def test_a_day_is_written_as_the_language_writes_it(client, case):
    assisted(client.member, case, on=dt.date(2026, 3, 2))
    client.get(page("home"), {"language": "fr"})
    assert "2 mars 2026" in said(client.get(page("case", number=case.pk)))
