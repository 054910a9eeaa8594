"""The directory through the pages: kept, looked through, matched to a person, and its places booked or asked for."""

import pytest

from tabara.protection.directory.models import Offer, Provider
from tabara.protection.directory.operations import Terms
from tests.protection.directory.invented import (
    DAY,
    HOUSE,
    PHONE,
    at_home,
    booked,
    keeper,
    listed,
    next_door,
    offering,
    person,
    shelter,
)
from tests.protection.sharing.sharers import today
from tests.web.directing import pressed, sent, signed_in
from tests.web.steps import hidden, page, said

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def worker():
    return signed_in(at_home())


@pytest.fixture
def supervisor():
    return signed_in(at_home("supervisor"))


LISTING = {"name": "Centre Akabanga", "kind": "clinic", "place": "2024|ZZA1", "languages": ["rn"], "hours": "8-12"}


def test_a_supervisor_adds_a_provider_with_a_service_and_everybody_finds_it(supervisor, worker):
    answers = {**LISTING, "agency": str(supervisor.member.agency_id), "phone": "22 00"}
    assert sent(supervisor, "add-provider", answers).status_code == 302
    made = Provider.objects.get()
    assert (made.name, made.place, made.place_version, made.languages) == ("Centre Akabanga", "ZZA1", "2024", ["rn"])
    terms = {"service": "medical", "cost": "free", "sexes": ["female"], "age_from": "18", "closed_days": ["sun"]}
    assert sent(supervisor, "add-offer", terms, provider=made.pk).status_code == 302
    assert (Offer.objects.get().sexes, Offer.objects.get().closed_days) == (["female"], ["sun"])
    shown = said(worker.get(page("directory"), {"service": "medical", "province": "ZZA"}))
    assert "Centre Akabanga" in shown
    assert "Medical assistance" in shown
    shown = said(worker.get(page("provider", provider=made.pk)))
    assert "Free of charge · Female · from 18 years · Closed: Sunday" in shown


def test_a_supervisor_is_offered_the_own_agency_alone_and_a_coordinator_all_and_none(supervisor):
    next_door()
    assert "next-door" not in supervisor.get(page("add-provider")).content.decode().lower()
    shown = said(signed_in(keeper()).get(page("add-provider")))
    assert "Next-Door" in shown
    assert "An organisation that does not use Tabara" in shown


def test_a_secret_place_is_sealed_and_opened_with_a_reason(supervisor, worker):
    answers = {**LISTING, "hours": "", "agency": str(supervisor.member.agency_id), "is_confidential": "on"}
    sent(supervisor, "add-provider", {**answers, "place": "2024|ZZA", "address": HOUSE, "phone": PHONE})
    made = Provider.objects.get()
    for address in (page("directory"), page("provider", provider=made.pk)):
        shown = said(worker.get(address))
        assert HOUSE not in shown
        assert PHONE not in shown
    assert pressed(worker, "provider-where", provider=made.pk).status_code == 422
    shown = said(worker.post(page("provider-where", provider=made.pk), {"reason": "contact"}))
    assert HOUSE in shown
    assert PHONE in shown
    stranger = signed_in(next_door())
    assert "stays sealed" in said(stranger.get(page("provider", provider=made.pk)))
    assert stranger.post(page("provider-where", provider=made.pk), {"reason": "contact"}).status_code == 403


def test_two_who_change_the_same_are_shown_both(supervisor):
    made = listed(agency=supervisor.member.agency, phone="1")
    address = page("edit-provider", provider=made.pk)
    shown = supervisor.get(address)
    old = {name: hidden(shown, name).replace("&#34;", '"') for name in ("event", "version", "seen")}
    answers = {"name": "Clinic", "kind": "clinic", "place": "2024|ZZA1", "languages": ["rn", "fr"], "hours": ""}
    assert sent(supervisor, "edit-provider", {**answers, "phone": "2"}, provider=made.pk).status_code == 302
    late = supervisor.post(address, {**old, **answers, "phone": "3"})
    assert late.status_code == 422
    assert "Somebody stored “2” here meanwhile" in said(late)
    again = {name: hidden(late, name).replace("&#34;", '"') for name in ("event", "version", "seen")}
    assert supervisor.post(address, {**again, **answers, "phone": "3"}).status_code == 302
    stored = Provider.objects.get()
    assert (stored.phone, stored.languages, stored.version) == ("3", ["rn", "fr"], 3)


def test_the_terms_of_a_service_are_changed_and_ended(supervisor):
    made = listed(agency=supervisor.member.agency)
    sent(supervisor, "add-offer", {"service": "legal", "cost": "free"}, provider=made.pk)
    row = Offer.objects.get()
    given = {"provider": made.pk, "offer": row.pk}
    day = today() + 9 * DAY
    full = {"full_until-day": day.day, "full_until-month": day.month, "full_until-year": day.year}
    assert sent(supervisor, "edit-offer", {"cost": "paid", **full}, **given).status_code == 302
    assert (Offer.objects.get().cost, Offer.objects.get().full_until) == ("paid", day)
    assert sent(supervisor, "end-offer", **given).status_code == 302
    assert Offer.objects.get().until == today()


def test_confirmed_sealed_and_closed_by_their_buttons(supervisor):
    made = listed(agency=supervisor.member.agency)
    Provider.objects.update(verified_on=today() - 200 * DAY)
    assert "long ago" in said(supervisor.get(page("directory")))
    pressed(supervisor, "confirm-provider", provider=made.pk)
    assert Provider.objects.get().verified_on == today()
    assert sent(supervisor, "seal-provider", {"address": HOUSE, "phone": PHONE}, provider=made.pk).status_code == 302
    assert Provider.objects.get().is_confidential is True
    assert sent(supervisor, "close-provider", provider=made.pk).status_code == 422
    on = {"on": today().isoformat()}
    assert sent(supervisor, "close-provider", on, provider=made.pk).status_code == 302
    assert "Clinic" in said(supervisor.get(page("directory"), {"closed": "yes"}))


def test_the_list_is_narrowed_to_whom_it_is_for_and_to_free_places(worker):
    offering("legal", "Lawyers for men", terms=Terms(sexes=("male",)))
    house = shelter("Refuge", women=1)
    assert "Lawyers for men" not in said(worker.get(page("directory"), {"who": "women"}))
    assert "Refuge" in said(worker.get(page("directory"), {"who": "women", "free": "yes"}))
    assert "No provider fits" in said(worker.get(page("directory"), {"who": "men", "free": "yes"}))
    booked(worker.member, person(worker.member), house)
    assert "No provider fits" in said(worker.get(page("directory"), {"free": "yes"}))
    assert worker.get(page("directory"), {"after": "x~y", "who": "x", "province": "ZZ"}).status_code == 404
