"""Between countries on their pages: from an agreement to its renewal, from a promise to its end."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from tabara import codelists
from tabara.access.models import AuditEvent
from tabara.partnership.models import Agreement, Counterpart, Encounter, FollowUp
from tests.web.steps import page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


def sent(client: Any, name: str, answers: dict[str, Any], **parts: Any) -> Any:
    """Send a form and follow where it leads."""
    return client.post(page(name, **parts), answers, follow=True)


def parts_of(name: str, day: dt.date) -> dict[str, int]:
    """Return a day as three boxes."""
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def agreement(**facts: Any) -> dict[str, Any]:
    """Return the answers about an agreement that ends in ninety days."""
    today = timezone.localdate()
    return {
        "kind": "labour",
        "title": "Agreement on domestic workers",
        "countries": "SA",
        "covers": ["contract"],
        "source": "Gazette",
        **parts_of("signed_on", today - dt.timedelta(days=400)),
        **parts_of("in_force_on", today - dt.timedelta(days=300)),
        **parts_of("expires_on", today + dt.timedelta(days=90)),
        **facts,
    }


def test_an_agreement_is_written_down_shown_as_due_and_renewed() -> None:
    client, today = signed_in("secretariat"), timezone.localdate()
    shown = said(sent(client, "write-agreement", agreement()))
    assert "The agreement is written down." in shown
    assert "Renew: Agreement on domestic workers" in shown
    row = Agreement.objects.get()
    answers = {"source": "Letters", **parts_of("on", today), **parts_of("expires_on", today + dt.timedelta(days=900))}
    assert "The agreement is renewed." in said(sent(client, "renew-agreement", answers, number=row.pk))
    assert "Renew:" not in said(client.get(page("countries")))
    ended = {"state": "ended", "source": "Gazette", **parts_of("on", today)}
    assert "ended" in said(sent(client, "move-agreement", ended, number=row.pk))


def test_a_refusal_stands_beside_the_answer_and_nothing_is_written() -> None:
    client = signed_in("secretariat")
    answer = sent(client, "write-agreement", agreement(countries=codelists.pack().country))
    assert (answer.status_code, "This is our own country" in said(answer), Agreement.objects.count()) == (422, True, 0)
    late = parts_of("signed_on", timezone.localdate() + dt.timedelta(days=3))
    assert "is after today" in said(sent(client, "write-agreement", agreement(**late)))


def test_what_is_promised_is_late_on_the_page_of_its_country_until_it_is_done() -> None:
    client, today = signed_in("coordinator"), timezone.localdate()
    met = {"kind": "visit", "countries": "TZ", "organisations": "Red Lamp\nSun House", "results": "A hotline."}
    sent(client, "record-encounter", {**met, **parts_of("on", today - dt.timedelta(days=9))})
    row = Encounter.objects.get()
    assert row.organisations == ["Red Lamp", "Sun House"]
    promise = {"words": "Send the number.", "owner": "Red Lamp", **parts_of("due_on", today - dt.timedelta(days=1))}
    assert "Send the number." in said(sent(client, "add-promise", promise, number=row.pk))
    assert "Send the number." in said(client.get(page("country", code="TZ")))
    done = {"state": "done", "words": "Sent.", **parts_of("on", today)}
    assert "done" in said(sent(client, "settle-promise", done, number=FollowUp.objects.get().pk))
    assert "What is due" not in said(client.get(page("country", code="TZ")))
    assert "counts no more" in said(sent(client, "strike-encounter", {"reason": "Twice."}, number=row.pk))


def test_how_an_office_is_reached_is_shown_once_for_a_reason() -> None:
    client = signed_in("secretariat")
    answers = {"country": "TZ", "side": "transit", "office": "Border police", "function": "Duty officer"}
    sent(client, "add-office-abroad", {**answers, "phone": "+255700000001"})
    row = Counterpart.objects.get()
    assert "+255700000001" not in said(client.get(page("office-abroad", number=row.pk)))
    shown = client.post(page("office-abroad", number=row.pk), {"reason": "assistance"})
    assert "+255700000001" in said(shown)
    assert "+255700000001" not in said(client.get(page("office-abroad", number=row.pk)))
    assert AuditEvent.objects.filter(operation="partnership.open_counterpart", outcome="done").count() == 1
    today = timezone.localdate()
    assert "confirmed" in said(sent(client, "confirm-office-abroad", parts_of("on", today), number=row.pk))
    assert "ended" in said(sent(client, "end-office-abroad", parts_of("on", today), number=row.pk))
    assert Counterpart.objects.get().line is None


@pytest.mark.parametrize("code", ["xx", "XX"])
def test_a_country_that_there_is_not_is_not_found(code: str) -> None:
    client = signed_in("secretariat")
    assert client.get(page("country", code=code)).status_code == 404
    assert client.get(page("country", code=codelists.pack().country)).status_code == 404


def test_without_figures_the_page_of_a_country_says_so_and_lists_no_case() -> None:
    assert "No figures yet" in said(signed_in("secretariat").get(page("country", code="SA")))
