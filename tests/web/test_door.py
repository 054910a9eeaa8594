"""The door: who comes in, in which language, and what a page gives away to the outside."""

import re

import pytest
from django.test import Client

from tests.factories import PASSWORD, make_agency, make_member, register
from tests.web.arriving import ENGLISH, came_in, knock, newcomer
from tests.web.steps import page, said, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


def without_marks(response):
    """Give a page without the numbers that differ each time it is shown, and without what was typed."""
    return re.sub(r'value="[^"]*"', "", response.content.decode())


def test_a_member_comes_in_with_a_password_and_a_code():
    member, secret = newcomer(username="odile")
    client = Client(headers=ENGLISH)
    assert knock("odile", PASSWORD, client).url == page("second")
    assert client.get(page("home")).status_code == 302
    client, answer = came_in(member, secret, client)
    assert answer.url == page("home")
    assert client.get(page("home")).status_code == 200


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer():
    make_member(username="odile", password=PASSWORD)
    wrong, unknown = knock("odile", "not the password"), knock("nobody", "not the password")
    assert (wrong.status_code, unknown.status_code) == (422, 422)
    assert without_marks(wrong) == without_marks(unknown)
    assert "do not belong together" in said(wrong)


def test_a_closed_account_gets_that_answer_too():
    make_member(username="odile", password=PASSWORD, is_active=False)
    assert without_marks(knock("odile", PASSWORD)) == without_marks(knock("nobody", PASSWORD))


def test_what_was_typed_as_a_password_is_not_sent_back():
    assert "not the password" not in knock("odile", "not the password").content.decode()


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [("/cases/", "/cases/"), ("https://elsewhere.example/", "/"), ("//elsewhere.example/", "/"), ("javascript:1", "/")],
)
def test_after_signing_in_one_goes_on_where_one_was_but_never_to_another_site(wanted, reached):
    assert came_in(*newcomer(), next=wanted)[1].url == reached


def test_the_session_has_a_new_number_after_signing_in():
    client = Client(headers=ENGLISH)
    client.session.save()
    given = client.session.session_key
    came_in(*newcomer(), client)
    assert client.session.session_key != given


def test_signing_out_ends_the_session_and_empties_the_browser():
    client = signed_in()
    answer = client.post(page("sign-out"))
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get(page("home")).status_code == 302


def test_leaving_in_a_hurry_ends_the_session_and_opens_a_harmless_page():
    client = signed_in()
    answer = client.get(page("exit"))
    assert answer.url == "https://www.wikipedia.org/"
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get(page("home")).status_code == 302


def test_every_page_can_be_left_in_a_hurry():
    client = signed_in()
    for name in ("home", "cases", "search", "help"):
        assert f'href="{page("exit")}"' in client.get(page(name)).content.decode(), name


def test_a_language_chosen_on_any_page_is_remembered_and_leaves_the_address():
    client = signed_in()
    answer = client.get(page("cases"), {"mine": "yes", "language": "fr"})
    assert answer.url == page("cases") + "?mine=yes"
    shown = client.get(page("cases"))
    assert '<html lang="fr"' in shown.content.decode()
    assert shown.headers["Content-Language"] == "fr"


def test_a_choice_of_language_never_leads_to_another_site():
    answer = Client().generic("GET", "/", PATH_INFO="//elsewhere.org/", QUERY_STRING="language=en")
    assert (answer.status_code, answer.url) == (302, "/%2Felsewhere.org/")


def test_a_language_that_the_pack_does_not_speak_is_no_choice():
    assert '<html lang="en"' in signed_in().get(page("home"), {"language": "xx"}).content.decode()


def test_the_members_own_language_is_spoken_where_none_was_chosen():
    client, _ = came_in(*newcomer(language="sw"))
    assert '<html lang="sw"' in client.get(page("home")).content.decode()


@pytest.mark.parametrize(("language", "is_draft"), [("fr", False), ("en", False), ("rn", True), ("sw", True)])
def test_a_translation_that_awaits_a_native_reader_says_so(language, is_draft):
    client = signed_in()
    client.get(page("home"), {"language": language})
    assert ("languages__note" in client.get(page("home")).content.decode()) is is_draft


def test_no_page_holds_a_script_or_a_style_of_its_own():
    client = signed_in("supervisor")
    case = register(client.member)
    for address in (page("home"), page("cases"), page("case", number=case.pk), page("search"), page("help")):
        html = client.get(address).content.decode()
        assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", html) == [], address


def test_a_case_that_is_not_shared_looks_like_one_that_does_not_exist():
    theirs = register(make_member(agency=make_agency("other")))
    client = signed_in("supervisor")
    unseen = client.get(page("case", number=theirs.pk))
    unknown = client.get(page("case", number="01890a5d-ac96-774b-bcce-b302099a8057"))
    assert (unseen.status_code, unknown.status_code) == (404, 404)
    assert said(unseen).replace(str(theirs.pk), "") == said(unknown)


def test_what_a_role_does_not_allow_is_said_plainly():
    answer = signed_in("data_team").get(page("cases"))
    assert answer.status_code == 403
    assert "Your role does not allow this" in said(answer)


def test_an_address_that_leads_nowhere_says_so_and_offers_a_way_on():
    answer = signed_in().get("/nothing/here")
    assert answer.status_code == 404
    assert "There is nothing here" in said(answer)
    assert f'href="{page("home")}"' in answer.content.decode()


def test_a_form_without_its_token_is_refused_with_a_way_on():
    make_member(username="odile", password=PASSWORD)
    answer = knock("odile", PASSWORD, Client(enforce_csrf_checks=True, headers=ENGLISH))
    assert answer.status_code == 403
    assert "This page was open too long" in said(answer)


def test_a_defect_of_ours_shows_no_inside():
    client = signed_in()
    client.raise_request_exception = False
    client.member.roles = [["not", "a", "role"]]
    client.member.save()
    client.force_login(client.member)
    answer = client.get(page("home"))
    assert answer.status_code == 500
    assert "Something broke on our side" in said(answer)
    assert "Traceback" not in answer.content.decode()


def test_a_part_of_a_page_asked_for_after_the_session_sends_the_whole_page_to_sign_in():
    answer = Client().get(page("cases"), headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, page("sign-in"))
