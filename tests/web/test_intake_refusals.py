"""Intake with answers that cannot be, with two windows, with somebody else's form; and where the names never go."""

from pathlib import Path

import pytest
from django.db import connection

from tabara.protection.cases.models import Case
from tabara.vault.models import Draft
from tests.web.steps import AGREEMENT, SITUATION, WHO, begin, fill, hidden, page, register, said, send, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")
CANARY = "Zebedayo"


@pytest.fixture
def client():
    return signed_in("caseworker")


@pytest.fixture
def form(client):
    number = begin(client)
    send(client, number, "agreement", AGREEMENT)
    return number


def answers_of(client, form, part):
    """Open a part again and return its page."""
    return client.get(page("intake-part", number=form, part=part)).content.decode()


@pytest.mark.parametrize(
    ("part", "answers", "sentence"),
    [
        ("agreement", {**AGREEMENT, "agreed": ""}, "needs an answer"),
        ("agreement", {**AGREEMENT, "who": ""}, "Choose who agrees"),
        ("agreement", {**AGREEMENT, "statistics": ""}, "Both are good answers"),
        ("agreement", {**AGREEMENT, "language": "xx"}, "Select a valid choice"),
        ("agreement", {**AGREEMENT, "asked_on": "2026-02-30"}, "no day of the calendar"),
        ("agreement", {**AGREEMENT, "asked_on": "2999-01-01"}, "is in the future"),
        ("who", {**WHO, "given": "", "surname": ""}, "Write at least one name"),
        ("who", {**WHO, "sex": ""}, "needs an answer"),
        ("who", {**WHO, "sex": "purple"}, "Select a valid choice"),
        ("who", {**WHO, "birth-day": "31", "birth-month": "2"}, "no day of the calendar"),
        ("who", {**WHO, "birth-day": "31"}, "A day needs its month"),
        ("who", {**WHO, "birth-year": "99"}, "four digits"),
        ("who", {**WHO, "birth-year": "2999"}, "is in the future"),
        ("who", {**WHO, "birth-year": "1850"}, "older than 120"),
        ("who", {**WHO, "age": "60"}, "The age and the date of birth differ"),
        ("who", {**WHO, "phone": "12"}, "no telephone number"),
        ("who", {**WHO, "relative_1": "Kezia"}, "Choose the tie"),
        ("where", {"division": "2024", "place": "2024|NOWHERE"}, "Select a valid choice"),
        ("where", {"division": "2024", "sought": "Buco"}, "Choose one of these places"),
        ("situation", {}, "needs an answer"),
        ("situation", {**SITUATION, "category": "hero"}, "Select a valid choice"),
        ("safety", {"urgent_needs": ["gold"]}, "Select a valid choice"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_beside_the_question_and_kept(client, form, part, answers, sentence):
    answer = send(client, form, part, answers)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert Case._base_manager.count() == 0


def test_a_form_with_a_wrong_part_cannot_be_checked(client, form):
    fill(client, form)
    send(client, form, "who", {**WHO, "birth-day": "31", "birth-month": "2"})
    assert client.get(page("intake-check", number=form)).url == page("intake-part", number=form, part="who")
    assert client.post(page("intake-check", number=form), {}).url == page("intake-part", number=form, part="who")
    assert Case._base_manager.count() == 0


def test_a_birth_after_the_registration_is_refused_and_leads_to_its_part(client, form):
    fill(client, form, who={"birth-day": "1", "birth-month": "4", "birth-year": "2026"})
    answer = register(client, form)
    assert answer.status_code == 422
    assert "is after the day of registration" in said(answer)
    assert page("intake-part", number=form, part="who") in answer.content.decode()
    assert (Case._base_manager.count(), Draft._base_manager.count()) == (0, 1)


def test_what_does_not_fit_together_is_pointed_out_before_it_counts(client, form):
    fill(client, form, who={"birth-year": "2014"}, safety={"urgent_needs": ["safety"]})
    shown = said(client.get(page("intake-check", number=form)))
    assert "nobody agreed on the child" in shown
    assert "The person is not safe" in shown


def test_what_is_typed_is_kept_by_itself_right_or_not(client, form):
    kept = client.post(page("intake-keep", number=form, part="who"), {"given": "Zoé", "birth-year": "19"})
    assert kept.json()["said"].startswith("Saved ")
    shown = answers_of(client, form, "who")
    assert 'value="Zoé"' in shown
    assert "govuk-error-message" not in shown
    assert "Begun" in said(client.get(page("intake-form", number=form)))


def test_a_part_sent_empty_is_done(client, form):
    fill(client, form, safety={"urgent_needs": []})
    assert client.get(page("intake-check", number=form)).status_code == 200


def test_two_windows_are_compared_and_nothing_is_overwritten(client, form):
    address = page("intake-part", number=form, part="who")
    first, second = client.get(address), client.get(address)
    client.post(address, {**WHO, "given": "Amina", "event": hidden(first, "event"), "saw": hidden(first, "saw")})
    clash = client.post(
        address, {**WHO, "given": "Zoé", "event": hidden(second, "event"), "saw": hidden(second, "saw")}
    )
    assert clash.status_code == 409
    assert "Given names Amina Zoé" in said(clash)
    assert 'value="Amina"' in answers_of(client, form, "who")

    again = {**WHO, "given": "Zoé", "event": hidden(clash, "event"), "saw": hidden(clash, "saw")}
    assert client.post(address, again).status_code == 302
    assert 'value="Zoé"' in answers_of(client, form, "who")


def test_the_same_window_may_save_as_often_as_it_likes(client, form):
    address, keep = page("intake-part", number=form, part="who"), page("intake-keep", number=form, part="who")
    shown = client.get(address)
    own = {"event": hidden(shown, "event"), "saw": hidden(shown, "saw")}
    for name in ("A", "Am", "Amina"):
        assert client.post(keep, {**WHO, **own, "given": name}).status_code == 200
    assert client.post(address, {**WHO, **own, "given": "Amina K."}).status_code == 302


def test_a_stale_window_is_told_that_nothing_was_saved(client, form):
    address, keep = page("intake-part", number=form, part="who"), page("intake-keep", number=form, part="who")
    old = client.get(address)
    send(client, form, "who", WHO)
    late = client.post(keep, {**WHO, "given": "Zoé", "event": hidden(old, "event"), "saw": hidden(old, "saw")})
    assert late.status_code == 409
    assert "another window" in late.json()["said"]


def test_two_parts_in_two_windows_are_no_conflict(client, form):
    who, where = (client.get(page("intake-part", number=form, part=part)) for part in ("who", "where"))
    for part, shown, answers in (("who", who, WHO), ("where", where, {"division": "2024"})):
        own = {"event": hidden(shown, "event"), "saw": hidden(shown, "saw")}
        assert client.post(page("intake-part", number=form, part=part), {**answers, **own}).status_code == 302


@pytest.mark.parametrize("role", ["focal_point", "caseworker", "supervisor"])
def test_nobody_opens_the_form_of_somebody_else(client, form, role):
    other = signed_in(role, agency=client.member.agency)
    assert other.get(page("intake-form", number=form)).status_code == 404
    assert other.get(page("intake-part", number=form, part="who")).status_code == 404
    assert other.post(page("intake-keep", number=form, part="who"), {"given": "A"}).status_code == 404
    assert other.post(page("intake-drop", number=form)).status_code == 404
    assert other.get(page("intake-check", number=form)).status_code == 404
    assert Draft._base_manager.count() == 1


def test_an_erased_form_is_gone(client, form):
    client.post(page("intake-drop", number=form))
    assert Draft._base_manager.count() == 0
    assert client.get(page("intake-form", number=form)).status_code == 404


def test_a_search_needs_a_name_and_is_never_in_an_address(client):
    assert client.post(page("intake-search"), {"age": "20"}).status_code == 422
    assert client.get(page("intake-search"), {"given": CANARY}).url == page("intake")


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_a_typed_name_stays_out_of_the_default_database_and_of_every_address_and_title(client):
    shown = client.post(page("intake-search"), {"given": CANARY})
    form = begin(client)
    fill(client, form, who={"given": CANARY, "relative_1": CANARY, "tie_1": "mother"}, where={"address": CANARY})
    answer = register(client, form)
    found = client.post(page("intake-search"), {"given": CANARY, "surname": WHO["surname"], "sex": "female"})
    assert CANARY in said(found)

    assert CANARY not in answer.url
    for one in (shown, found):
        assert CANARY not in one.content.decode().split("</title>")[0]
    assert everything_in("default").count(CANARY) == 0


def everything_in(alias):
    """Return every value of every table of a database as one text, and of SQLite the files themselves too."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the names come from the database itself
            rows += cursor.fetchall()
    text = repr([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in rows])
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        for path in Path(name).parent.glob(f"{Path(name).name}*"):
            text += path.read_bytes().decode("latin-1")
    assert "presumed_victim" in text  # it looks where things are
    return text
