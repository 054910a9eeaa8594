"""The log names the place of an error, never what it was about."""

import logging
import sys

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
    client.force_login(member)
    member.roles = [{"Odette": "Niragira"}]
    member.save()
    assert client.get("/").status_code == 500
    (record,) = (one for one in caplog.records if one.exc_info)
    assert "Odette" not in PLAIN.format(record)
