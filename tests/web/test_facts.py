"""Two people change the same case: what does not clash is kept, what does is asked."""

import re

import pytest

from tabara.protection.cases.models import Case
from tests.factories import register
from tests.web.steps import hidden, page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")
FACTS = ("household", "marital_status", "education", "referral_source")


@pytest.fixture
def client():
    return signed_in("caseworker")


@pytest.fixture
def case(client):
    return register(client.member)


def opened(response):
    """Give what the browser would send of a form that nobody touched."""
    kept = {name: hidden(response, name) for name in ("event", "version")}
    html = response.content.decode()
    for name in FACTS:
        found = re.search(rf'name="before_{name}"(?: value="([^"]*)")?', html)
        kept[f"before_{name}"] = found[1] or ""
    return kept | {name.removeprefix("before_"): value for name, value in kept.items() if name.startswith("before_")}


def test_a_fact_is_changed_and_shown(client, case):
    address = page("edit-case", number=case.pk)
    sent = {**opened(client.get(address)), "household": "single_female_parent"}
    assert client.post(address, sent).status_code == 302
    assert Case._base_manager.get().household == "single_female_parent"
    assert "Single female parent" in said(client.get(page("case", number=case.pk)))


def test_changes_of_different_facts_are_both_kept(client, case):
    address = page("edit-case", number=case.pk)
    one, other = opened(client.get(address)), opened(client.get(address))
    client.post(address, {**one, "household": "single_female_parent"})
    client.post(address, {**other, "marital_status": "single"})
    stored = Case._base_manager.get()
    assert (stored.household, stored.marital_status) == ("single_female_parent", "single")


def test_a_clash_is_a_question_and_the_second_answer_counts(client, case):
    address = page("edit-case", number=case.pk)
    one, other = opened(client.get(address)), opened(client.get(address))
    client.post(address, {**one, "household": "single_female_parent"})
    asked = client.post(address, {**other, "household": "alone"})
    assert asked.status_code == 422
    assert "Somebody stored “Single female parent” here meanwhile. Choose what is right." in said(asked)
    assert Case._base_manager.get().household == "single_female_parent"
    client.post(address, {**opened(asked), "household": "alone"})
    assert Case._base_manager.get().household == "alone"
