"""Whoever comes to a page sees what comes next: on a case, after registering, and where only a form may arrive."""

import re

import pytest
from django.test import Client

from tabara.access.founding import SYSTEM
from tabara.protection.cases.models import Case
from tests.factories import NOW, TODAY, assisted, determined, make_member, register, screened
from tests.web.steps import begin, fill, page, said, signed_in
from tests.web.steps import register as registered

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def client():
    return signed_in("caseworker")


@pytest.fixture
def case(client):
    return register(client.member, urgent_needs=("food", "medical"))


@pytest.fixture
def soon(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def buttons(client, case):
    text = client.get(page("case", number=case.pk)).content.decode()
    steps = re.search(r'<ul class="actions" aria-label="What you can do">(.*?)</ul>', text, re.S)
    return re.findall(r">([^<>]+)</a>", steps[1])


@pytest.mark.usefixtures("soon")
def test_the_first_button_of_a_case_is_what_the_case_waits_for(client, case):
    assert buttons(client, case) == ["Screen", "Record a service", "Determine"]
    screened(client.member, case)
    assert buttons(client, case) == ["Determine", "Record a service", "Screen again"]
    determined(client.member, case)
    assert buttons(client, case) == ["Record a service", "Screen again", "Determine"]


def test_a_closed_case_offers_to_be_opened_again_first(client, case):
    client.post(page("close", number=case.pk), {"reason": "goals_met", "on": TODAY.isoformat(), "answer": "agrees"})
    assert buttons(client, case)[0] == "Open again"


@pytest.mark.usefixtures("soon")
def test_what_is_urgent_stands_on_the_case_until_a_service_is_recorded(client, case):
    waiting = "Urgent since registration, and no service recorded yet"
    assert waiting in said(client.get(page("case", number=case.pk)))
    assisted(client.member, case, "food")
    text = said(client.get(page("case", number=case.pk)))
    assert waiting not in text
    assert "Urgent at registration Food and water, Urgent medical care" in text


@pytest.mark.usefixtures("soon")
def test_of_one_day_the_later_step_of_the_path_stands_first(client, case):
    screened(client.member, case)
    determined(client.member, case)
    text = said(client.get(page("case", number=case.pk))).partition("What happened")[2]
    assert sorted(("Case opened", "Screening", "Determination"), key=text.index) == [
        "Determination",
        "Screening",
        "Case opened",
    ]


def test_whoever_registers_somebody_reads_that_it_is_done_and_the_number_of_the_case(client):
    form = begin(client)
    fill(client, form, situation={"category": "idp", "categories": []})
    arrived = client.get(registered(client, form).url)
    assert f"Registered. The number of the case is {Case._base_manager.get().code}." in said(arrived)


@pytest.mark.parametrize(
    ("sent_to", "asked_at"),
    [("find-code", "search"), ("intake-search", "intake"), ("intake-begin", "intake"), ("keep-view", "cases")],
)
def test_where_only_a_form_may_arrive_anybody_else_is_led_to_the_page_that_asks(client, sent_to, asked_at):
    chosen = client.get(page(sent_to) + "?language=fr", follow=True)
    assert (chosen.status_code, chosen.request["PATH_INFO"]) == (200, page(asked_at))


@pytest.mark.parametrize("sent_to", ["open-name", "correct-name", "intake-again"])
def test_where_a_name_was_open_a_choice_of_language_leads_back_to_the_case(client, case, sent_to):
    chosen = client.get(page(sent_to, number=case.pk) + "?language=fr", follow=True)
    assert (chosen.status_code, chosen.request["PATH_INFO"]) == (200, page("case", number=case.pk))


def test_the_account_of_the_command_line_is_not_offered_for_closing():
    client = signed_in("administrator")
    make_member("data_team", username=SYSTEM, agency=client.member.agency)
    assert SYSTEM not in said(client.get(page("members"))).partition("Account")[2]


def test_the_words_of_the_password_box_are_in_the_readers_language():
    text = Client().get(page("sign-in"), headers={"accept-language": "fr"}).content.decode()
    assert "Afficher" in text
    assert ">Show<" not in text
