"""Whatever breaks, and whatever was sent: the log names the page and the kind of error, and nothing else."""

import inspect
import io
import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver
from django.views.debug import ExceptionReporter

from tabara.access.operation import registry
from tabara.project import logs
from tabara.project.logs import Formatter, Handler, Nothing
from tests.factories import fresh, make_member, register
from tests.house.test_pages import sample
from tests.web.world import CANARIES

pytestmark = pytest.mark.django_db(databases="__all__")
NAME = "Zebedayo Ntakirutimana"
SENT = dict.fromkeys(("given", "surname", "name", "notes", "about", "reason", "username", "password", "next"), NAME)
TOLD = {"HTTP_REFERER": f"http://testserver/{NAME}", "HTTP_USER_AGENT": NAME, "HTTP_X_FORWARDED_FOR": NAME}


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Give what a server would write: every logger, at every level, in the words of our formatter."""
    out, root = io.StringIO(), logging.getLogger()
    handler = Handler(out)
    handler.setFormatter(next(one.formatter for one in root.handlers if isinstance(one.formatter, Formatter)))
    root.addHandler(handler)
    yield out
    root.removeHandler(handler)


def canaries(text: str) -> list[str]:
    return [one for one in CANARIES if one.lower() in text.lower()]


def patterns(found, before=""):
    for one in found:
        address = before + sample(one.pattern)
        if isinstance(one, URLPattern):
            yield one, "/" + address
        else:
            yield from patterns(one.url_patterns, address)


def broken(view):
    def breaks(request, **parts):
        typed = {**request.POST.dict(), "session": request.session.get("said"), "parts": parts}
        raise ValueError(f"{NAME}: {typed}") from KeyError(NAME)

    breaks.open_door = True
    breaks.csrf_exempt = getattr(view, "csrf_exempt", False)
    return breaks


def test_a_view_that_breaks_writes_down_nothing_of_what_it_met(written, monkeypatch):
    client = Client(raise_request_exception=False)
    client.force_login(fresh(make_member("supervisor", name=NAME)))
    session = client.session
    session["said"] = NAME
    session.save()
    client.cookies["kept"] = NAME
    count = 0
    for pattern, address in patterns(get_resolver().url_patterns):
        with monkeypatch.context() as patched:
            patched.setattr(pattern, "callback", broken(pattern.callback))
            answers = [client.get(address, {"q": NAME}, **TOLD), client.post(f"{address}?q={NAME}", SENT, **TOLD)]
        assert [answer.status_code for answer in answers] == [500, 500], address
        assert [canaries(answer.content.decode()) for answer in answers] == [[], []], address
        count += 2
    assert written.getvalue().count("\nValueError\n") == count
    assert canaries(written.getvalue()) == []


def test_an_operation_that_breaks_writes_down_nothing_of_what_it_was_given(written):
    member = fresh(make_member("supervisor", name=NAME))
    case = register(member)
    for one in registry.values():
        asked = inspect.signature(inspect.unwrap(one.call)).parameters
        given = {name: case if name in ("case", one.on) else NAME for name in asked if name not in ("by", "event")}
        try:
            one.call(by=member, **given)
        except Exception:
            logging.getLogger("django.request").exception("Internal Server Error: %s", NAME)
    assert written.getvalue().count("Internal Server Error: …") > len(registry) / 2
    assert canaries(written.getvalue()) == []


@pytest.mark.parametrize(
    "sent",
    [
        lambda client: client.get(f"/{NAME}"),
        lambda client: client.get("/", headers={"host": "zebedayo.example"}),
        lambda client: client.post("/sign-in", SENT, headers={"origin": "https://zebedayo.example"}),
        lambda client: client.post("/sign-in", SENT, headers={"referer": f"https://testserver/{NAME}"}),
        lambda client: client.post("/search", {f"{NAME}{n}": NAME for n in range(2000)}),
        lambda client: client.post("/search", data=NAME.encode(), content_type="multipart/form-data"),
        lambda client: client.put(f"/cases/{NAME}"),
    ],
)
def test_what_django_refuses_is_written_down_without_what_was_sent(written, sent):
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    client.force_login(make_member("supervisor"))
    assert sent(client).status_code >= 300
    assert canaries(written.getvalue()) == []


def test_a_sentence_of_a_library_keeps_its_numbers_and_loses_its_values(written):
    log = logging.getLogger("some.library")
    log.warning("%s of %d, %.1f for %r", "Zebedayo", 3, 2.5, {"a": NAME})
    log.warning(f"About {NAME}")  # noqa: G004 - what a library might do
    log.warning("%(given)s", {"given": NAME})
    assert written.getvalue().splitlines()[0].endswith("… of 3, 2.5 for '…'")
    assert canaries(written.getvalue()) == []


def test_a_line_that_cannot_be_written_is_not_printed_with_its_values(capsys):
    out = io.StringIO()
    Handler(out).handle(logging.LogRecord("tabara", logging.WARNING, "", 0, "%d", (NAME,), None))
    said = capsys.readouterr()
    assert out.getvalue() == "A line of tabara could not be written to the log.\n"
    assert (said.out, said.err) == ("", "")


def test_what_python_would_print_goes_through_the_log(written, monkeypatch):
    for module, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setattr(warnings, "showwarning", warnings.showwarning)
    logs.hush()
    try:
        raise ValueError(NAME)
    except ValueError:
        sys.excepthook(*sys.exc_info())
    warnings.showwarning(f"a naive day of {NAME}", RuntimeWarning, "file.py", 1)
    logging.captureWarnings(False)
    assert (written.getvalue().count("\nValueError\n"), canaries(written.getvalue())) == (1, [])


def test_the_report_that_django_could_make_of_an_error_shows_nothing():
    try:
        given = NAME
        raise ValueError(given)
    except ValueError:
        error = sys.exc_info()
    request = RequestFactory().post("/", SENT, **TOLD)
    request.COOKIES["kept"] = NAME
    reporter = ExceptionReporter(request, *error)
    assert isinstance(reporter.filter, Nothing)
    data = reporter.get_traceback_data()
    assert [one["vars"] for one in data["frames"]] == [[]] * len(data["frames"])
    assert (data["filtered_POST_items"], data["settings"], data["request_meta"]) == ([], {}, {})


def test_nobody_is_written_a_mail_about_an_error():
    assert (settings.ADMINS, settings.MANAGERS, settings.DEBUG) == ([], [], False)
    for name in ("django", "django.request", "django.security", ""):
        handlers = [type(one).__name__ for one in logging.getLogger(name).handlers]
        assert [one for one in handlers if "Mail" in one or "Email" in one] == [], name
    assert mail.outbox == []


def test_nothing_in_the_surroundings_turns_debugging_on():
    code = "from django.conf import settings; print(settings.DEBUG, settings.DEBUG_PROPAGATE_EXCEPTIONS)"
    surroundings = {"DEBUG": "1", "DJANGO_DEBUG": "1", "TABARA_DEBUG": "1"}
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=_here() | surroundings
    )
    assert done.stdout.split() == ["False", "False"]


def _here() -> dict[str, str]:
    import os

    return {name: os.environ[name] for name in os.environ if name.startswith(("TABARA", "DJANGO", "PATH", "PYTHON"))}
