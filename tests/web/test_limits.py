"""What one request may cost, and what is said where the server lacks something."""

import errno
import threading
import time

import psycopg
import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import DatabaseError, IntegrityError, OperationalError
from django.test import Client
from django.urls import path

from tabara.access.signin import sessions
from tabara.interfaces.web.limits import LARGEST, TooLong, Watch
from tabara.interfaces.web.outage import Lack, lack, sentence
from tabara.project import urls
from tabara.sealing import KeyUnavailable

pytestmark = pytest.mark.django_db(databases="__all__")
pause = threading.Event()


def caused(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (OperationalError("database or disk is full"), Lack.SPACE),
        (OperationalError("disk I/O error"), Lack.SPACE),
        (OSError(errno.ENOSPC, "No space left on device"), Lack.SPACE),
        (caused(OperationalError("could not extend file"), psycopg.errors.DiskFull()), Lack.SPACE),
        (OperationalError("connection refused"), Lack.DATABASE),
        (OperationalError("the connection is closed"), Lack.DATABASE),
        (caused(OperationalError("terminating connection"), psycopg.errors.AdminShutdown()), Lack.DATABASE),
        (OperationalError("database is locked"), Lack.TIME),
        (caused(OperationalError("canceling statement"), psycopg.errors.QueryCanceled()), Lack.TIME),
        (TooLong(), Lack.TIME),
        (KeyUnavailable("The root key is missing."), Lack.KEY),
        (caused(RuntimeError("while rendering"), KeyUnavailable("The root key is missing.")), Lack.KEY),
        (caused(SessionInterrupted(), OperationalError("the connection is closed")), Lack.DATABASE),
        (caused(SessionInterrupted(), DatabaseError("Save with update_fields did not affect any rows.")), None),
        (OSError(errno.ENOENT, "No such file"), None),
        (IntegrityError("UNIQUE constraint failed"), None),
        (DatabaseError("no such column"), None),
        (None, None),
    ],
)
def test_what_is_missing_is_told_from_what_is_broken(error, found):
    assert lack(error) == found


def test_each_lack_has_its_own_sentence():
    assert len({sentence(one) for one in Lack}) == len(Lack)


def full(request):
    raise OperationalError("database or disk is full")


urlpatterns = [path("full", full), *urls.urlpatterns]
handler500 = urls.handler500


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("language", "words"), [("en", "The disk of the server is full"), ("fr", "Cette étape n’a rien enregistré")]
)
def test_a_lack_is_a_page_and_no_defect(language, words):
    client = Client(raise_request_exception=False, headers={"accept-language": language})
    client.force_login(_member())
    answer = client.get("/full")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert words in answer.content.decode()
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("language", "words"), [("en", "The database does not answer."), ("fr", "Cette étape n’a rien enregistré")]
)
def test_a_lack_before_anybody_is_known_speaks_the_language_of_the_reader(monkeypatch, language, words):
    client = Client(raise_request_exception=False, headers={"accept-language": language})
    client.force_login(_member())
    monkeypatch.setattr(sessions.SessionStore, "load", gone)
    answer = client.get("/cases/")
    assert answer.status_code == 503
    assert words in answer.content.decode()


def gone(store):
    raise OperationalError("the connection is closed")


def _member():
    from tests.factories import make_member

    return make_member()


def test_a_body_larger_than_any_form_is_not_read():
    english = Client(headers={"accept-language": "en"})
    answer = english.post("/sign-in", b"", "text/plain", CONTENT_LENGTH=str(LARGEST + 1))
    assert answer.status_code == 413
    assert "8 MB" in answer.content.decode()


def at_work(watch, seconds, undone):
    """Work until the watch stops it, or for half a minute."""
    with watch.at_most(seconds):
        try:
            for _ in range(3000):
                pause.wait(0.01)
        finally:
            undone.append(True)


def test_what_takes_too_long_is_stopped_where_it_is():
    undone = []
    began = time.monotonic()
    with pytest.raises(TooLong):
        at_work(Watch(), 0.1, undone)
    assert undone == [True]
    assert time.monotonic() - began < 20


def test_the_next_request_of_the_same_thread_has_its_own_time():
    watch = Watch()
    for _ in range(3):
        with pytest.raises(TooLong):
            at_work(watch, 0.05, [])
        with watch.at_most(30):
            pause.wait(0.7)


def test_only_the_late_one_is_stopped():
    watch, said = Watch(), []

    def work(seconds):
        try:
            with watch.at_most(seconds):
                for _ in range(150):
                    pause.wait(0.01)
            said.append("done")
        except TooLong:
            said.append("stopped")

    threads = [threading.Thread(target=work, args=(seconds,)) for seconds in (0.1, 60)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(said) == ["done", "stopped"]
