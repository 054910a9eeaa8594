"""Help for a person through the pages: matched, a place booked or asked for, and where she is not safe."""

import pytest

from tabara.interfaces.web.views.directory.helping import MOST_OFFERED
from tabara.protection.directory.models import Ask, Exclusion, Room, Stay
from tabara.protection.directory.operations import Terms, accept_place, arrive
from tests.protection.directory.invented import (
    DAY,
    HOUSE,
    at_home,
    booked,
    listed,
    next_door,
    offering,
    person,
    room,
    shelter,
)
from tests.protection.sharing.sharers import now, today
from tests.web.directing import pressed, sent, signed_in
from tests.web.steps import page, said

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def worker():
    return signed_in(at_home())


@pytest.fixture
def supervisor():
    return signed_in(at_home("supervisor"))


def test_the_list_of_help_says_whom_it_offers_and_why_others_are_left_out(worker):
    offering("medical", "Near", place="ZZA1", phone="22 11")
    offering("medical", "Only men", terms=Terms(sexes=("male",)))
    case = person(worker.member)
    shown = said(worker.get(page("find-help", number=case.pk), {"need": "medical"}))
    assert "Ihuriro, Amahoro Mashasha (same commune) · Free of charge" in shown
    assert "Only for: Male" in shown
    assert shown.index("Near") < shown.index("Left out, and why") < shown.index("Only men")


def test_of_very_many_the_nearest_are_shown_and_the_page_says_how_others_come_first(worker):
    for number in range(MOST_OFFERED + 2):
        offering("medical", f"Provider {number:02}")
    shown = said(worker.get(page("find-help", number=person(worker.member).pk), {"need": "medical"}))
    assert shown.count("Free of charge") == MOST_OFFERED
    assert f"{MOST_OFFERED + 2} can help; here are the nearest {MOST_OFFERED} of them" in shown


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
