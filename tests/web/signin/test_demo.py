"""Among invented people a password is enough; a folder of real people is never a demonstration."""

import os
import subprocess
import sys

import pytest
import time_machine
from django.test import Client

from tests.factories import PASSWORD, make_member
from tests.web.arriving import ENGLISH, knock
from tests.web.steps import page, said

pytestmark = pytest.mark.django_db(databases="__all__")
ASK = "from django.conf import settings; print(settings.DEMO)"


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def test_in_a_demonstration_a_password_is_enough(demo):
    client = Client(headers=ENGLISH)
    member = make_member(password=PASSWORD)
    assert knock(member.username, client=client).url == page("home")
    assert client.get(page("home")).status_code == 200


def test_in_a_demonstration_a_session_ends_as_elsewhere(demo):
    client = Client(headers=ENGLISH)
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        knock(make_member(password=PASSWORD).username, client=client)
        clock.shift(16 * 60)
        assert client.get(page("home")).status_code == 302


def test_in_a_demonstration_the_password_shows_once_more_who_one_is(demo):
    client = Client(headers=ENGLISH)
    with time_machine.travel("2026-03-02T08:00:00Z", tick=False) as clock:
        knock(make_member(password=PASSWORD).username, client=client)
        clock.shift(6 * 60)
        assert client.get(page("change-password")).url.startswith(page("prove"))
        address = page("prove") + "?next=" + page("change-password")
        assert "Password" in said(client.get(address))
        typed = {"prove-next": page("change-password"), "prove-password": PASSWORD}
        assert client.post(page("prove"), typed).url == page("change-password")
        assert client.get(page("change-password")).status_code == 200


def is_demo(home, asked):
    surroundings = os.environ | {"TABARA_HOME": str(home), "TABARA_DEMO": asked}
    return subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", ASK], env=surroundings, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_a_folder_of_real_people_is_never_a_demonstration(tmp_path):
    real, invented = tmp_path / "real", tmp_path / "invented"
    real.mkdir()
    invented.mkdir()
    (invented / "invented.json").write_text("{}")
    assert [is_demo(real, "1"), is_demo(invented, "1"), is_demo(invented, "")] == ["False", "True", "False"]
