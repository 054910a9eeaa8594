"""Showing once more who one is: when it is asked, where it leads, and that nothing written is lost."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from tabara.access.fresh import demand_fresh
from tabara.access.models import AuditEvent, Member
from tabara.project import urls
from tests.factories import PASSWORD
from tests.web.arriving import ENGLISH, came_in, newcomer, shows
from tests.web.steps import page, said

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.urls(__name__)]
CHOSEN = {"former": PASSWORD, "password": "seven rivers, one bridge", "again": "seven rivers, one bridge"}


def guarded(request):
    demand_fresh(request.user)
    return HttpResponse(f"{request.method} {request.POST.getlist('kept')}")


urlpatterns = [path("guarded", guarded), *urls.urlpatterns]


@pytest.fixture
def client():
    """Give a browser in which somebody signed in six minutes ago."""
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        client, _ = came_in(*newcomer())
        clock.shift(6 * 60)
        yield client


def prove(client, back="/guarded", **more):
    return client.post(page("prove"), {"prove-next": back, "prove-code": shows(client.secret), **more})


def test_signing_in_shows_who_one_is_for_five_minutes():
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        client, _ = came_in(*newcomer())
        clock.shift(5 * 60)
        assert client.get("/guarded").content == b"GET []"
        clock.shift(1)
        assert client.get("/guarded").url == page("prove") + "?next=%2Fguarded"


def test_the_page_leads_back_to_where_one_was(client):
    assert "Code from the app" in said(client.get(client.get("/guarded").url))
    assert prove(client).url == "/guarded"
    assert client.get("/guarded").content == b"GET []"


def test_the_session_gets_a_new_key(client):
    before = client.cookies["tabara"].value
    prove(client)
    assert client.cookies["tabara"].value != before
    thief = Client(headers=ENGLISH)
    thief.cookies["tabara"] = before
    assert thief.get(page("home")).status_code == 302


def test_what_was_about_to_be_sent_waits_in_the_page_and_is_sent_afterwards(client):
    shown = client.post("/guarded", {"kept": ["a <b>", "c"], "prove-code": "000000"})
    html = shown.content.decode()
    assert '<input type="hidden" name="kept" value="a &lt;b&gt;">' in html
    assert 'name="kept" value="c"' in html
    again = prove(client, kept=["a <b>", "c"], **{"prove-again": "yes"})
    assert (again.status_code, again.headers["Location"]) == (307, "/guarded")
    assert client.post("/guarded", {"kept": ["a <b>", "c"]}).content == b"POST ['a <b>', 'c']"


def test_a_wrong_code_loses_nothing_of_what_waits(client):
    answers = {"prove-next": "/guarded", "prove-code": "000000", "prove-again": "yes", "kept": "a"}
    answer = client.post(page("prove"), answers)
    assert answer.status_code == 422
    assert 'name="kept" value="a"' in answer.content.decode()
    assert "This code is not right" in said(answer)
    assert client.get("/guarded").status_code == 302


def test_a_file_cannot_wait_and_the_page_says_so(client):
    shown = client.post("/guarded", {"photo": SimpleUploadedFile("a.jpg", b"a"), "kept": "a"})
    assert "What you sent was not stored, because files cannot wait here." in said(shown)
    assert 'name="kept"' not in shown.content.decode()


def test_a_part_of_a_page_sends_the_whole_page_there_and_back_to_itself(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/cases/?mine=yes"}
    answer = client.post("/guarded", headers=headers)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, page("prove") + "?next=%2Fcases%2F")


@pytest.mark.parametrize("elsewhere", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:1", ""])
def test_it_never_leads_to_another_site(client, elsewhere):
    assert prove(client, elsewhere).url == page("home")


def test_it_is_remembered_that_somebody_showed_it(client):
    prove(client)
    (row,) = AuditEvent.objects.filter(operation="access.prove")
    assert (row.member, row.outcome, row.reason) == (client.member.pk, "done", "code")


def test_somebody_elses_code_shows_nothing(client):
    _other, secret = newcomer()
    answer = client.post(page("prove"), {"prove-next": "/guarded", "prove-code": shows(secret)})
    assert answer.status_code == 422


def test_the_password_alone_shows_nothing_outside_a_demonstration(client):
    answer = client.post(page("prove"), {"prove-next": "/guarded", "prove-password": "correct horse battery staple"})
    assert answer.status_code == 422
    assert client.get("/guarded").status_code == 302


def test_a_form_of_ours_is_done_after_all(client):
    shown = client.post(page("change-password"), CHOSEN)
    assert "What you wrote waits, and is sent afterwards." in said(shown)
    assert prove(client, page("change-password"), **CHOSEN, **{"prove-again": "yes"}).status_code == 307
    assert client.post(page("change-password"), CHOSEN).url == page("account")
    assert Member.objects.get(pk=client.member.pk).check_password(CHOSEN["password"])


def test_who_is_not_signed_in_is_led_to_the_door():
    assert Client().post(page("prove")).url == page("sign-in")
