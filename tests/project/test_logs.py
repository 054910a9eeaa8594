"""The log names the place of an error, never what it was about."""

import logging
import sys
import time

import pytest
from django.test import Client

from tabara.project.logs import Formatter
from tests.factories import make_member

PLAIN = next(one.formatter for one in logging.getLogger().handlers if isinstance(one.formatter, Formatter))


def quoting(first: str, second: str) -> None:
    try:
        int(first)
    except ValueError as error:
        raise KeyError(second) from error


def test_an_error_is_written_down_without_its_text() -> None:
    try:
        quoting("Odette", "Zebedayo")
    except KeyError:
        record = logging.LogRecord("tabara", logging.ERROR, "", 0, "It broke", (), sys.exc_info())
    written = PLAIN.format(record).replace('quoting("Odette", "Zebedayo")', "the line above")
    assert [name in written for name in ("Odette", "Zebedayo")] == [False, False]
    assert [part in written for part in ("ValueError", "KeyError", "in quoting")] == [True, True, True]


@pytest.mark.django_db(databases="__all__")
def test_a_page_that_breaks_leaves_no_name_in_the_log(caplog) -> None:
    client = Client(raise_request_exception=False)
    member = make_member()
    member.roles = [{"Odette": "Niragira"}]
    member.save()
    client.force_login(member)
    assert client.get("/").status_code == 500
    (record,) = (one for one in caplog.records if one.exc_info)
    assert "Odette" not in PLAIN.format(record)


@pytest.mark.django_db(databases="__all__")
def test_an_address_is_written_down_by_its_rule_not_as_it_was_typed(caplog) -> None:
    client = Client()
    client.get("/Odette-Niragira")
    client.get("/sign-in/passkey-Niragira")
    client.force_login(make_member("caseworker"))
    client.get("/cases/01890a5d-ac96-774b-bcce-b302099a8057")
    written = [PLAIN.format(record) for record in caplog.records if record.name == "django.request"]
    assert [line.rpartition("Not Found: ")[2] for line in written] == [
        "an address that leads nowhere",
        "an address that leads nowhere",
        "/cases/<uuid:number>",
    ]


@pytest.mark.parametrize("zone", ["Africa/Bujumbura", "America/New_York"])
def test_a_line_bears_its_time_in_utc_whatever_zone_the_machine_lives_in(monkeypatch, zone: str) -> None:
    record = logging.LogRecord("tabara", logging.ERROR, "", 0, "It broke", (), None)
    record.created, record.msecs = 1_772_438_400.25, 250.0
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert PLAIN.format(record) == "2026-03-02T08:00:00.250Z ERROR tabara It broke"
    finally:
        monkeypatch.undo()
        time.tzset()
