"""Every answer is closed to the outside, whoever gives it: a page, a file, a picture, a redirect, an error."""

import re

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client
from django.urls import path
from PIL import Image

from tabara.interfaces.web.headers import HEADERS
from tabara.project import urls
from tabara.protection.intake import operations as intake
from tests.factories import NOW, register
from tests.web.steps import page, signed_in

pytestmark = pytest.mark.django_db(databases="__all__")


def broken(request):
    raise RuntimeError("Odette")


urlpatterns = [path("broken", broken), *urls.urlpatterns]
handler500 = urls.handler500


@pytest.fixture
def client():
    client = signed_in("supervisor")
    client.raise_request_exception = False
    client.case = register(client.member)
    return client


def closed(answer, **but):
    """Hold that an answer carries every header; `but` are those that it says otherwise."""
    expected = HEADERS | {name.replace("_", "-"): value for name, value in but.items()}
    assert {name: answer.headers.get(name) for name in HEADERS} == expected


def test_the_policy_lets_nothing_in_and_nothing_out():
    policy = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert policy.pop("default-src") == "'none'"
    assert set(policy.values()) == {"'self'", "'none'", "'script'", "tabara"}
    assert (policy["script-src"], policy["frame-ancestors"], policy["base-uri"]) == ("'self'", "'none'", "'none'")


def test_no_page_may_use_what_a_telephone_can_do():
    powers = dict(re.findall(r"([a-z-]+)=([^,]+)", HEADERS["Permissions-Policy"]))
    assert {"camera", "microphone", "geolocation", "usb", "display-capture", "clipboard-read"} <= set(powers)
    assert set(powers.values()) == {"()"}


@pytest.mark.parametrize("name", ["home", "cases", "search", "help", "intake", "figures"])
def test_a_page_is_closed(client, name):
    closed(client.get(page(name)))


def test_a_redirect_is_closed(client):
    closed(Client().get(page("home")))
    closed(client.get(page("home"), {"language": "en"}))


def test_what_is_not_there_is_closed(client):
    answer = client.get("/nowhere")
    assert answer.status_code == 404
    closed(answer)


def test_a_form_without_its_token_is_closed():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(page("sign-in"), {"username": "x"})
    assert answer.status_code == 403
    closed(answer)


def test_a_request_that_django_itself_refuses_is_closed_and_says_nothing_of_it(client):
    for answer in (
        client.get(page("home"), headers={"host": "odette.example"}),
        client.post(page("search"), {f"field{number}": "x" for number in range(2000)}),
    ):
        assert (answer.status_code, b"odette" in answer.content.lower()) == (400, False)
        closed(answer)


@pytest.mark.urls(__name__)
def test_a_page_that_breaks_is_closed_and_says_nothing_of_why(client):
    answer = client.get("/broken")
    assert (answer.status_code, b"Odette" in answer.content) == (500, False)
    closed(answer)


def test_our_own_files_are_closed_and_may_be_kept(client):
    for name in ("js/exit.js", "css/look.css", "img/icon.svg"):
        answer = client.get(staticfiles_storage.url(name))
        assert answer.status_code == 200
        closed(answer, Cache_Control="max-age=315360000, public, immutable")
        answer.close()


def test_a_photograph_is_closed_and_kept_nowhere(client, tmp_path):
    Image.new("RGB", (9, 9)).save(tmp_path / "one.jpg")
    row = intake.add_photograph(by=client.member, at=NOW, case=client.case, picture=(tmp_path / "one.jpg").read_bytes())
    answer = client.get(page("photograph", number=client.case.pk, picture=row.pk))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    closed(answer)


@pytest.mark.parametrize("way", ["sign-out", "exit"])
def test_whoever_leaves_takes_everything_along_that_the_browser_kept(client, way):
    answer = client.post(page(way))
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    closed(answer)
