"""The administrator opens and closes accounts; everybody finds people by what they heard."""

import re

import pytest
from django.test import Client

from tabara.access.models import Agency, Member
from tests.factories import PASSWORD, make_agency, make_member, make_team, register
from tests.web.steps import hidden, page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture
def client():
    return signed_in("administrator")


def add(client, **more):
    shown = client.get(page("add-member"))
    usual = {
        "name": "Odile",
        "username": "odile",
        "belongs": str(client.member.agency_id),
        "roles": ["caseworker"],
        "language": "fr",
        "event": hidden(shown, "event"),
    }
    return client.post(page("add-member"), {**usual, **more})


def test_a_new_member_has_no_password_yet_but_a_code_to_choose_one(client):
    team = make_team(client.member.agency, "North")
    answer = add(client, belongs=f"{team.agency_id}/{team.pk}")
    assert re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", said(answer))
    made = Member.objects.get(username="odile")
    assert (made.agency, made.team, made.roles) == (client.member.agency, team, ["caseworker"])
    assert made.has_usable_password() is False


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"username": "Odile B."}, "Write only small letters"),
        ({"roles": []}, "“Roles” needs an answer."),
        ({"belongs": "elsewhere"}, "Select a valid choice"),
    ],
)
def test_an_account_that_would_not_be_safe_is_refused(client, answers, sentence):
    answer = add(client, **answers)
    assert sentence in said(answer)
    assert not Member.objects.filter(username="odile").exists()


def test_a_name_is_given_once(client):
    add(client)
    assert "This sign-in name is taken" in said(add(client))


def test_a_closed_account_lets_nobody_in(client):
    member = make_member(username="odile", password=PASSWORD, agency=client.member.agency)
    shown = client.get(page("close-member", number=member.pk))
    client.post(page("close-member", number=member.pk), {"event": hidden(shown, "event")})
    assert Member.objects.get(pk=member.pk).is_active is False
    assert Client().post(page("sign-in"), {"username": "odile", "password": PASSWORD}).status_code == 422


def test_an_administrator_manages_the_own_agency_alone(client):
    stranger = make_member(agency=make_agency("other"), name="Stranger")
    assert "Stranger" not in said(client.get(page("members")))
    assert client.get(page("close-member", number=stranger.pk)).status_code == 404


def test_nobody_else_sees_the_accounts():
    for role in ("focal_point", "caseworker", "supervisor", "coordinator", "data_team"):
        assert signed_in(role).get(page("members")).status_code == 403, role


def search(client, **heard):
    return client.post(page("search"), heard)


def test_a_person_is_found_by_another_spelling_and_an_age_about():
    client = signed_in("caseworker")
    case = register(client.member, given="Aline", surname="Ndayizeye", birth_year=1999)
    found = search(client, given="Alin", surname="Ndayizeya", age="27", sex="female")
    assert "Aline Ndayizeye" in said(found)
    assert page("case", number=case.pk) in found.content.decode()


def test_what_was_searched_for_stands_in_no_address():
    answer = search(signed_in(), given="Aline", surname="Ndayizeye")
    assert answer.status_code == 200
    assert answer.request["QUERY_STRING"] == ""


def test_a_search_finds_nobody_of_another_agency():
    register(make_member(agency=make_agency("other")), given="Aline", surname="Ndayizeye")
    assert "Nobody whom you may see has a name like this." in said(
        search(signed_in(), given="Aline", surname="Ndayizeye")
    )


def test_a_search_needs_a_name():
    assert "Write a name, or a part of it as you heard it." in said(search(signed_in(), age="20"))


def test_a_case_is_found_by_its_code_however_it_is_written():
    client = signed_in()
    case = register(client.member)
    assert client.post(page("find-code"), {"code": f" {case.code.lower()} "}).url == page("case", number=case.pk)
    assert "No case that you may see has this code." in said(client.post(page("find-code"), {"code": "ZZZZZZ"}))


def test_whoever_opens_no_names_searches_for_none():
    assert signed_in("coordinator").get(page("search")).status_code == 403


def test_an_agencys_administrator_gives_no_role_that_reaches_beyond_it(client):
    assert "Referral coordinator" not in said(client.get(page("add-member")))
    assert add(client, roles=["coordinator"]).status_code == 422
    assert not Member.objects.filter(username="odile").exists()


def test_the_national_administrator_takes_an_agency_in_and_opens_its_accounts():
    client = signed_in("national_administrator")
    shown = client.get(page("add-agency"))
    answers = {"name": "Umoja", "kind": "shelter", "deciding_kind": "ngo", "teams": "North\nSouth\n"}
    assert client.post(page("add-agency"), {**answers, "event": hidden(shown, "event")}).url == page("add-member")
    umoja = Agency.objects.get(name="Umoja")
    assert sorted(team.name for team in umoja.teams.all()) == ["North", "South"]
    assert add(client, belongs=str(umoja.pk), roles=["administrator"]).status_code == 200
    assert Member.objects.get(username="odile").agency == umoja


def test_a_role_that_reaches_beyond_an_agency_is_given_to_nobody_by_one_person():
    client = signed_in("national_administrator")
    assert "nobody else could approve it yet" in said(add(client, roles=["coordinator"]))
    make_member("data_protection_officer", agency=client.member.agency)
    assert "This role takes two persons" in said(add(client, roles=["coordinator"]))
    assert not Member.objects.filter(username="odile").exists()


def test_the_first_who_can_approve_is_opened_by_one_and_no_further_one(client):
    """Where nobody else could approve there is nobody to ask; after that, one person makes no second one alone."""
    assert add(client, roles=["data_protection_officer"]).status_code == 200
    assert "This role takes two persons" in said(add(client, roles=["supervisor"], username="second"))
    assert not Member.objects.filter(username="second").exists()


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [({"name": ""}, "“Name of the agency” needs an answer."), ({"kind": "circus"}, "Select a valid choice")],
)
def test_an_agency_that_cannot_be_is_refused(answers, sentence):
    client = signed_in("national_administrator")
    usual = {"name": "Umoja", "kind": "shelter", "deciding_kind": "ngo"}
    sent = client.post(
        page("add-agency"), {**usual, **answers, "event": hidden(client.get(page("add-agency")), "event")}
    )
    assert (sent.status_code, sentence in said(sent)) == (422, True)
    assert not Agency.objects.filter(name="Umoja").exists()


def test_only_the_national_administrator_takes_agencies_in(client):
    assert client.get(page("add-agency")).status_code == 403
    assert "Add an agency" not in said(client.get(page("members")))
