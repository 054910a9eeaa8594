"""The directory through the pages: kept, looked through, matched to a person, and its places booked or asked for."""

import re

import pytest
from django.test import Client

from tabara.protection.directory.models import Ask, Exclusion, Offer, Provider, Room, Stay
from tabara.protection.directory.operations import Terms, accept_place, arrive
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
    room,
    shelter,
)
from tests.protection.sharing.sharers import now, today
from tests.web.steps import hidden, page, said

pytestmark = pytest.mark.django_db(databases="__all__")


def signed_in(member, language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(member)
    client.member = member
    return client


@pytest.fixture
def worker():
    return signed_in(at_home())


@pytest.fixture
def supervisor():
    return signed_in(at_home("supervisor"))


def sent(client, name, answers=None, **parts):
    """Open a page, answer it, and send it."""
    address = page(name, **parts)
    shown = client.get(address)
    hidden_ones = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', shown.content.decode())
    own = {key: value.replace("&#34;", '"').replace("&quot;", '"') for key, value in hidden_ones}
    return client.post(address, {**own, **(answers or {})})


def pressed(client, name, **parts):
    return client.post(page(name, **parts), {})


TODAY = {"kind": "women", "since": today().isoformat()}
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


# The help there is for a person


def test_the_list_of_help_says_whom_it_offers_and_why_others_are_left_out(worker):
    offering("medical", "Near", place="ZZA1", phone="22 11")
    offering("medical", "Only men", terms=Terms(sexes=("male",)))
    case = person(worker.member)
    shown = said(worker.get(page("find-help", number=case.pk), {"need": "medical"}))
    assert "Ihuriro, Amahoro Mashasha (same commune) · Free of charge" in shown
    assert "Only for: Male" in shown
    assert shown.index("Near") < shown.index("Left out, and why") < shown.index("Only men")


def test_other_facts_count_for_one_search(worker):
    offering("medical", "For children", terms=Terms(age_to=17))
    case = person(worker.member)
    asked = {"need": "medical", "sex": "female", "age": "9", "languages": "", "place": ""}
    shown = worker.post(page("find-help", number=case.pk), asked)
    assert "distance not known" in said(shown)
    assert "Nobody in the directory" not in said(shown)
    assert worker.post(page("find-help", number=case.pk), {**asked, "age": "old"}).status_code == 422
    assert "Nobody in the directory" in said(worker.get(page("find-help", number=case.pk), {"need": "medical"}))


def test_a_place_at_the_own_shelter_is_booked_begun_kept_longer_and_ended(worker):
    house, case = shelter("Refuge", women=1), person(worker.member)
    assert "Book a place" in said(worker.get(page("find-help", number=case.pk), {"need": "accommodation"}))
    given = {"number": case.pk, "provider": house.pk}
    assert sent(worker, "take-place", {"kind": "women", "since": today().isoformat()}, **given).status_code == 302
    stay = Stay._base_manager.get()
    assert stay.code in said(worker.get(page("shelter", number=case.pk)))
    assert "Expected in a shelter" in said(worker.get(page("case", number=case.pk)))
    assert sent(worker, "arrive", {"on": today().isoformat()}, stay=stay.pk).status_code == 302
    assert pressed(worker, "review-stay", stay=stay.pk).status_code == 302
    assert sent(worker, "extend-stay", {"until": (today() + 9 * DAY).isoformat()}, stay=stay.pk).status_code == 302
    other = person(worker.member)
    full = sent(
        worker, "take-place", {"kind": "women", "since": today().isoformat()}, number=other.pk, provider=house.pk
    )
    assert full.status_code == 422
    assert "No place of this kind is free here before" in said(full)
    assert "Full until" in said(worker.get(page("find-help", number=other.pk), {"need": "accommodation"}))
    ended = sent(worker, "leave", {"on": today().isoformat(), "to": "family", "safe": "yes"}, stay=stay.pk)
    assert ended.status_code == 302
    shown = said(worker.get(page("case", number=case.pk)))
    assert "Left the shelter" in shown
    assert "Refuge" not in shown  # a secret place is not named beside a case
    assert sent(worker, "cancel-stay", stay=stay.pk).status_code == 422


def test_a_place_elsewhere_is_asked_for_and_promised_without_a_name(worker):
    house, asker = shelter("Refuge", women=1), signed_in(next_door())
    case = person(asker.member)
    answers = {"kind": "women", "since": today().isoformat(), "child_ages": "2, 7"}
    wrong = sent(asker, "take-place", {**answers, "child_ages": "two"}, number=case.pk, provider=house.pk)
    assert wrong.status_code == 422
    assert sent(asker, "take-place", answers, number=case.pk, provider=house.pk).status_code == 302
    ask = Ask._base_manager.get()
    shown = said(worker.get(page("place-ask", ask=ask.pk)))
    assert "2, 7" in shown
    assert case.code not in shown
    assert "Places asked for" in said(worker.get(page("bed-board", provider=house.pk)))
    assert asker.get(page("place-ask", ask=ask.pk)).status_code == 404
    assert sent(worker, "promise-place", ask=ask.pk).status_code == 302
    stay = Stay._base_manager.get()
    board = said(worker.get(page("bed-board", provider=house.pk)))
    assert stay.code in board
    assert case.code not in board
    assert stay.code in said(asker.get(page("shelter", number=case.pk)))
    opened = sent(asker, "place-where", {"reason": "assistance"}, number=case.pk, provider=house.pk)
    assert HOUSE in said(opened)
    assert sent(worker, "arrive", {"on": today().isoformat()}, stay=stay.pk).url == page("bed-board", provider=house.pk)


def test_a_request_is_declined_with_a_reason_or_taken_back(worker):
    house, asker = shelter("Refuge", women=1), signed_in(next_door())
    case = person(asker.member)
    for ends in ("declined", "taken back"):
        answers = {"kind": "women", "since": today().isoformat()}
        sent(asker, "take-place", answers, number=case.pk, provider=house.pk)
        ask = Ask._base_manager.first()
        if ends == "declined":
            assert sent(worker, "place-ask", ask=ask.pk).status_code == 422
            sent(worker, "place-ask", {"reason": "no_place"}, ask=ask.pk)
        else:
            pressed(asker, "withdraw-ask", number=case.pk, ask=ask.pk)
        assert ends in said(asker.get(page("shelter", number=case.pk)))
    assert sent(worker, "promise-place", ask=ask.pk).status_code == 422


def test_a_promise_of_a_place_that_is_gone_says_so(worker):
    house, asker = shelter("Refuge", women=1), next_door()
    case = person(asker)
    sent(
        signed_in(asker),
        "take-place",
        {"kind": "women", "since": today().isoformat()},
        number=case.pk,
        provider=house.pk,
    )
    booked(worker.member, person(worker.member), house)
    full = pressed(worker, "promise-place", ask=Ask._base_manager.get().pk)
    assert full.status_code == 422
    assert "No place of this kind is free" in said(full)
    assert "needs an answer" not in said(full)


def test_places_are_counted_and_taken_out_of_order(supervisor):
    house = shelter("Refuge", women=2)
    assert sent(supervisor, "set-rooms", {"kind": "men", "places": "4"}, provider=house.pk).status_code == 302
    assert Room.objects.get(kind="men").places == 4
    shut = {"kind": "men", "places": "1", "reason": "repair", "since": today().isoformat()}
    assert sent(supervisor, "out-of-order", {**shut, "places": "9"}, provider=house.pk).status_code == 422
    assert sent(supervisor, "out-of-order", shut, provider=house.pk).status_code == 302
    shown = said(supervisor.get(page("bed-board", provider=house.pk)))
    assert "3 of 4 free today" in shown
    taken = Room.objects.get(kind="men").taken.get()
    pressed(supervisor, "put-in-order", provider=house.pk, taken=taken.pk)
    assert "4 of 4 free today" in said(supervisor.get(page("bed-board", provider=house.pk)))


# Where the person is not safe


def test_a_provider_that_is_not_safe_is_left_out_and_offered_again(worker):
    clinic, case = offering("medical", "Near"), person(worker.member)
    given = {"number": case.pk, "provider": clinic.pk}
    answers = {"reason": "works_there", "note": "Her uncle is the guard."}
    assert sent(worker, "exclude-provider", answers, **given).status_code == 302
    assert "Not safe for this person" in said(worker.get(page("find-help", number=case.pk), {"need": "medical"}))
    shown = said(worker.get(page("shelter", number=case.pk)))
    assert "Somebody who harmed the person works there" in shown
    assert "uncle" not in shown
    row = Exclusion._base_manager.get()
    why = {"number": case.pk, "exclusion": row.pk}
    assert "uncle" in said(sent(worker, "why-not-safe", {"reason": "assistance"}, **why))
    pressed(worker, "lift-exclusion", **why)
    assert "Nobody in the directory" not in said(worker.get(page("find-help", number=case.pk), {"need": "medical"}))


def test_whoever_stays_where_it_is_not_safe_presses_on_the_case_page(worker):
    house, case = shelter("Refuge", women=1), person(worker.member)
    arrive(by=worker.member, at=now(), stay=booked(worker.member, case, house), on=today())
    sent(worker, "exclude-provider", {"reason": "known_place"}, number=case.pk, provider=house.pk)
    assert "Stays where it is not safe" in said(worker.get(page("case", number=case.pk)))
    assert "Find another one at once" in said(worker.get(page("shelter", number=case.pk)))


@pytest.mark.parametrize("language", ["fr", "rn", "sw"])
def test_every_page_of_it_stands_in_every_language(language):
    member = at_home("supervisor")
    client, asker = signed_in(member, language), next_door()
    house, case = shelter("Refuge", women=2), person(member)
    sisters = listed("Sisters", kind="shelter")
    room(sisters, "women", 1)
    booked(member, case, house)
    sent(
        signed_in(asker),
        "take-place",
        {"kind": "women", "since": today().isoformat()},
        number=person(asker).pk,
        provider=house.pk,
    )
    ask = Ask._base_manager.get()
    pages = (
        ("directory", {}),
        ("provider", {"provider": house.pk}),
        ("edit-provider", {"provider": house.pk}),
        ("bed-board", {"provider": house.pk}),
        ("place-ask", {"ask": ask.pk}),
        ("find-help", {"number": case.pk}),
        ("shelter", {"number": case.pk}),
        ("take-place", {"number": case.pk, "provider": sisters.pk}),
    )
    assert [client.get(page(name, **parts)).status_code for name, parts in pages] == [200] * len(pages)
    accept_place(by=member, at=now(), ask=ask)
