"""The page of those who belong to a person: codes first, words only with a reason."""

import pytest
from django.utils import timezone

from tabara.protection.family.operations import add_household_member, ask_tracing, name_suspect
from tests.factories import register
from tests.protection.sharing.sharers import registered
from tests.web.steps import signed_in

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.database]
SECRET = "Nyandwi at the lake"


@pytest.fixture
def client():
    return signed_in()


@pytest.fixture
def case(client):
    return registered(client.member, birth_year=2015)


def page(client, case):
    return client.get(f"/cases/{case.pk}/family").content.decode()


def send(client, case, path, **answers):
    return client.post(f"/cases/{case.pk}/family/{path}", answers)


def today(name):
    day = timezone.localdate()
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


def test_the_case_page_says_that_nobody_answers_for_the_child(client, case):
    assert "Nobody is known to answer for this child" in client.get(f"/cases/{case.pk}").content.decode()


def test_a_relative_is_added_and_the_name_is_read_only_with_a_reason(client, case):
    done = send(client, case, "add", tie="mother", whereabouts="known", told=SECRET)
    assert done.status_code == 302
    text = page(client, case)
    assert "Mother" in text
    assert SECRET not in text
    refused = client.post(f"/cases/{case.pk}/family", {"reason": ""})
    assert refused.status_code == 422
    opened = client.post(f"/cases/{case.pk}/family", {"reason": "assistance"})
    assert SECRET in opened.content.decode()
    assert opened.headers["Cache-Control"].startswith("no-store")


def test_a_search_goes_step_by_step(client, case):
    assert send(client, case, "search", tie="father", wanted="no", told="x", **today("asked_on")).status_code == 422
    row = ask_tracing(
        by=client.member,
        at=timezone.now(),
        case=case,
        tie="father",
        asked_on=timezone.localdate(),
        wanted=True,
        told=SECRET,
    )
    form = client.get(f"/cases/{case.pk}/family/searches/{row.pk}").content.decode()
    assert 'value="searching"' in form
    assert 'value="reunited"' not in form
    assert send(client, case, f"searches/{row.pk}", state="searching", **today("on")).status_code == 302
    assert "Under way" in page(client, case)
    assert "Searches under way: 1" in client.get(f"/cases/{case.pk}").content.decode() or "Nobody" in page(client, case)


def test_two_cases_are_tied(client, case):
    other = register(client.member, given="Alice")
    assert send(client, case, "tie", code=other.code, tie="sibling", together="on").status_code == 302
    assert other.code in page(client, case)
    assert "stay together" in page(client, other)
    assert "You see no case of that code" in send(client, case, "tie", code="ZZZZ", tie="sibling").content.decode()


def test_a_suspect_is_shown_by_code(client, case):
    assert send(client, case, "suspect", roles=["recruiter"], told=SECRET).status_code == 302
    text = page(client, case)
    assert SECRET not in text
    assert "Recruited or brokered" in text


def test_a_focal_point_reads_no_note_and_meets_no_suspect(client, case):
    add_household_member(by=client.member, at=timezone.now(), case=case, tie="mother", whereabouts="known", told=SECRET)
    name_suspect(by=client.member, at=timezone.now(), case=case, roles=["recruiter"], told=SECRET)
    focal = signed_in("focal_point", agency=client.member.agency)
    own = registered(focal.member)
    text = page(focal, own)
    assert "People suspected" not in text
    assert "Read the names and notes" not in text
    assert focal.get(f"/cases/{case.pk}/family").status_code == 404
    assert send(focal, own, "suspect", roles=["recruiter"], told="x").status_code == 403
