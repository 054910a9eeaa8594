"""What two persons do together, on the pages."""

import pytest
from django.test import Client

from tabara.access.operations import ask_approval
from tests.factories import NOW, approved, fresh, make_agency, make_member
from tests.web.steps import page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def client() -> Client:
    return signed_in("administrator")


def given(client: Client) -> dict[str, object]:
    return {"member": make_member(name="Odile", agency=client.member.agency), "roles": ["supervisor"]}


def test_what_somebody_asked_for_is_told_in_words_to_whoever_can_approve_it(client) -> None:
    officer = signed_in("data_protection_officer")
    asked = ask_approval(by=fresh(client.member), at=NOW, act="access.change_roles", given=given(client))
    for reader in (client, officer):
        assert "Give Odile of First these roles: Supervisor" in said(reader.get(page("approvals")))
        assert "Give Odile of First these roles: Supervisor" in said(reader.get(page("approval", number=asked.pk)))
    assert "Approve" in said(officer.get(page("approval", number=asked.pk)))
    shown = said(client.get(page("approval", number=asked.pk)))
    assert (officer.member.name in shown, "Refuse" in shown) == (True, False)


def test_an_approved_act_offers_itself_to_whoever_asked_alone(client) -> None:
    officer = signed_in("data_protection_officer")
    approval = approved(client.member, "access.change_roles", second=officer.member, **given(client))
    assert "Do it now" in said(client.get(page("approval", number=approval.pk)))
    assert "Do it now" not in said(officer.get(page("approval", number=approval.pk)))


def test_an_approval_is_nobody_elses_business(client) -> None:
    make_member("data_protection_officer")
    asked = ask_approval(by=fresh(client.member), at=NOW, act="access.change_roles", given=given(client))
    stranger = signed_in("data_protection_officer", agency=make_agency("away"))
    assert stranger.get(page("approval", number=asked.pk)).status_code == 404
    assert "Odile" not in said(stranger.get(page("approvals")))
    worker = signed_in("caseworker")
    assert worker.get(page("approvals")).status_code == 403
    assert "Approvals" not in said(worker.get(page("home")))


def test_the_page_of_an_account_asks_for_its_roles(client) -> None:
    member = given(client)["member"]
    shown = said(client.get(page("change-roles", number=member.pk)))
    assert "This takes two persons" in shown
    stranger = make_member(agency=make_agency("away"))
    assert client.get(page("change-roles", number=stranger.pk)).status_code == 404
