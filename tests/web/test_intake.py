"""A person is registered, from the first search to the open case."""

import uuid

import pytest

from tabara.access.models import AuditEvent
from tabara.protection.cases.models import Case, Category, Consent
from tabara.protection.intake.operations import Names, open_identity
from tabara.vault.models import Draft, Identity, Relative
from tests.factories import NOW
from tests.factories import register as register_directly
from tests.web.steps import AGREEMENT, begin, fill, hidden, page, register, said, send, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def client():
    return signed_in("caseworker")


def test_a_presumed_victim_is_registered_and_her_screening_offered(client):
    form = begin(client)
    fill(client, form, where={"division": "2010", "sought": "Buco", "place": "2010|ZZ2010101", "address": "Blue gate"})
    answer = register(client, form)

    case = Case._base_manager.get()
    assert answer.url == page("intake-registered", number=case.pk)
    assert (case.category, case.household, case.place, case.place_version) == (
        "presumed_victim",
        "single_female_parent",
        "ZZ201",
        "2010",
    )
    assert (case.urgent_needs, case.person.birth_year, case.person.birth_precision) == (["food"], 1999, "year")
    assert set(Category._base_manager.values_list("code", "is_primary")) == {
        ("presumed_victim", True),
        ("returnee", False),
    }
    assert set(Consent._base_manager.values_list("purpose", "given", "language")) == {
        ("registration", True, "rn"),
        ("statistics", True, "rn"),
    }
    assert Draft._base_manager.count() == 0
    shown = said(client.get(answer.url))
    assert case.code in shown
    assert "Begin the screening" in shown


def test_what_was_told_of_the_person_is_sealed_whole(client):
    form = begin(client)
    who = {
        "aliases": "Mama Kezia, Zebe",
        "birth-day": "2",
        "birth-month": "4",
        "phone": "+999 1234 5678",
        "paper": "X-17",
        "tie_1": "mother",
        "relative_1": "Kezia",
        "relative_phone_1": "22345678",
    }
    fill(client, form, who=who, where={"place": "2024|ZZB10101"}, safety={"safe_contact": "After dark, as her cousin"})
    register(client, form)

    names = open_identity(by=client.member, at=NOW, case=Case._base_manager.get(), reason="contact")
    assert (names.full, names.aliases) == ("Zebedayo Ntakirutimana", ("Mama Kezia", "Zebe"))
    assert (names.birth_date, names.phones, names.number) == ("1999-04-02", ("+99912345678",), "X-17")
    assert (names.place, names.place_version) == ("ZZB10101", "2024")
    assert names.relatives == (Relative("mother", "Kezia", "22345678"),)
    assert names.safe_contact == "After dark, as her cousin"


PROTECTED = (
    "idp returnee vulnerable_migrant gbv_survivor disability child elderly female_head_of_household host_community"
)


@pytest.mark.parametrize("category", PROTECTED.split())
def test_any_protected_person_can_be_registered(client, category):
    form = begin(client)
    fill(client, form, situation={"category": category, "categories": []})
    answer = register(client, form)
    assert answer.url == page("case", number=Case._base_manager.get(category=category).pk)


def test_an_age_becomes_an_estimated_year(client):
    form = begin(client)
    fill(client, form, who={"birth-year": "", "age": "30"})
    register(client, form)
    case = Case._base_manager.get()
    assert (case.person.birth_year, case.person.birth_precision) == (1996, "estimate")


def test_who_does_not_agree_is_not_recorded(client):
    form = begin(client)
    answer = send(client, form, "agreement", {**AGREEMENT, "agreed": "no"})
    assert answer.url == page("intake-not-agreed")
    assert "were erased" in said(client.get(answer.url))
    assert (Draft._base_manager.count(), Case._base_manager.count(), Identity._base_manager.count()) == (0, 0, 0)


def test_nothing_else_is_asked_before_the_person_agrees(client):
    form = begin(client)
    tasks = page("intake-form", number=form)
    for part in ("who", "where", "situation", "safety"):
        assert client.get(page("intake-part", number=form, part=part)).url == tasks
        assert client.post(page("intake-keep", number=form, part=part), {"given": "A"}).status_code == 404
    assert said(client.get(tasks)).count("Cannot start yet") == 5


def test_the_same_registration_sent_twice_is_one_case(client):
    form = begin(client)
    fill(client, form)
    event = hidden(client.get(page("intake-check", number=form)), "event")
    answers = [client.post(page("intake-check", number=form), {"event": event}).url for _ in range(2)]
    assert answers == [page("intake-registered", number=Case._base_manager.get().pk)] * 2
    assert AuditEvent.objects.filter(operation="intake.register_person").count() == 1


def test_the_same_beginning_sent_twice_is_one_form(client):
    event = hidden(client.get(page("intake")), "event")
    answers = {client.post(page("intake-begin"), {"given": "Zoé", "event": event}).url for _ in range(2)}
    assert len(answers) == Draft._base_manager.count() == 1


def test_a_second_beginning_for_somebody_known_sent_twice_is_one_form(client):
    known = register_directly(client.member, birth_year=1990)
    event = hidden(client.get(page("intake")), "event")
    answers = {client.post(page("intake-again", number=known.pk), {"event": event}).url for _ in range(2)}
    assert len(answers) == Draft._base_manager.count() == 1


def test_a_person_known_already_is_found_and_gets_a_new_case(client):
    known = register_directly(client.member, given="Odette", surname="Niragira", birth_year=1990)
    event = hidden(client.get(page("intake")), "event")
    heard = {"given": "Odeta", "surname": "Niragila", "sex": "female"}
    shown = client.post(page("intake-search"), {**heard, "event": event})
    assert known.code in said(shown)
    begun = client.post(page("intake-again", number=known.pk), {"event": hidden(shown, "event")})
    form = uuid.UUID(begun.url.strip("/").split("/")[-1])
    assert f"for the person of case {known.code}" in said(client.get(begun.url))
    assert client.get(page("intake-part", number=form, part="who")).status_code == 404

    send(client, form, "agreement", AGREEMENT)
    send(client, form, "where", {"division": "2024"})
    send(client, form, "situation", {"category": "returnee"})
    send(client, form, "safety", {})
    register(client, form, why="came_back")
    assert Case._base_manager.exclude(pk=known.pk).get().person_id == known.person_id
    assert Identity._base_manager.count() == 1


def test_a_person_is_found_by_her_telephone_alone(client):
    known = register_directly(client.member, names=Names(given="Odette", phones=("+99922345678",)))
    assert known.code in said(client.post(page("intake-search"), {"phone": "22 34 56 78"}))
    assert known.code not in said(client.post(page("intake-search"), {"phone": "22 34 56 79"}))


def test_people_who_resemble_the_names_are_shown_while_typing_and_by_the_button(client):
    known = register_directly(client.member, given="Odette", surname="Niragira", birth_year=1990)
    form = begin(client)
    send(client, form, "agreement", AGREEMENT)
    typed = {"given": "Odette", "surname": "Niragira", "birth-year": "1991", "sex": "female"}
    part = client.post(page("intake-alike"), typed, headers={"hx-request": "true"})
    assert known.code in said(part)
    assert "<html" not in part.content.decode()
    assert known.code in said(send(client, form, "who", typed, look="1"))


def test_a_place_is_found_by_a_misspelled_name_and_by_the_place_around_it(client):
    found = client.post(page("intake-places"), {"division": "2010", "sought": "akarorelo"})
    assert 'value="2010|ZZ10101"' in found.content.decode()
    inside = client.post(page("intake-places"), {"division": "2010", "place": "2010|ZZ10101"})
    assert 'value="2010|ZZ1010102"' in inside.content.decode()


def test_a_focal_point_can_register_and_is_not_asked_to_screen():
    client = signed_in("focal_point")
    form = begin(client)
    fill(client, form)
    answer = register(client, form)
    assert "A caseworker does the screening" in said(client.get(answer.url))


def test_a_coordinator_cannot_begin():
    assert signed_in("coordinator").get(page("intake")).status_code == 403
