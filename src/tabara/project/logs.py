"""What the log may say: which page, which kind of error, which lines it passed. A text may quote a record."""

import logging
import sys
import threading
import time
import traceback
from contextlib import suppress
from copy import copy
from http import HTTPMethod, HTTPStatus
from types import TracebackType
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter

Error = tuple[type[BaseException], BaseException, TracebackType | None]
OURS = "tabara"  # what we write ourselves names jobs, numbers and kinds of errors; what others write may quote anything
SAID = frozenset({*(status.phrase for status in HTTPStatus), *(str(method) for method in HTTPMethod)})
WITHHELD = "…"


class Formatter(logging.Formatter):
    """Write an error without its text, and without the values that it met; its time in UTC, and so marked."""

    converter = time.gmtime
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what another formatter made of the error is not used."""
        record = copy(record)
        record.exc_text = record.stack_info = None
        request = getattr(record, "request", None)
        page = (request.path, _page_of(request)) if isinstance(request, HttpRequest) else ("", "")
        if record.name.partition(".")[0] != OURS:
            record.msg, record.args = _without_values(record, page), ()
        return super().format(record)

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's own name
        """Return the lines from the oldest to the newest, and the kind, of the error and of those that led to it."""
        _kind, error, _trace = cast("Error", ei)
        parts: list[str] = []
        seen: BaseException | None = error
        while seen is not None:
            parts.append("".join(traceback.format_tb(seen.__traceback__)) + type(seen).__qualname__)
            seen = seen.__cause__ or seen.__context__
        return "\n".join(reversed(parts))


def _without_values(record: logging.LogRecord, page: tuple[str, str]) -> str:
    """Return a sentence of Django or another library with numbers and the page in it, and nothing that came along."""
    if not isinstance(record.args, tuple) or not record.args:
        return WITHHELD  # perhaps the text of an error; its kind stands in the name of the logger or below
    told = tuple(page[1] if one == page[0] else _plain(one) for one in record.args)
    try:
        return str(record.msg) % told
    except (TypeError, ValueError):
        return str(record.msg)


def _plain(value: Any) -> Any:
    known = isinstance(value, int | float | UUID) or (isinstance(value, str) and value in SAID)
    return value if known else WITHHELD


def _page_of(request: HttpRequest) -> str:
    """Return the rule that an address follows: what somebody typed in its place may be a name."""
    return f"/{request.resolver_match.route}" if request.resolver_match else "an address that leads nowhere"


class Handler(logging.StreamHandler):
    """Write to the console; where a line cannot be written, say so without what was to be in it."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Say that something was to be written. logging itself would print the values."""
        with suppress(OSError, ValueError):
            self.stream.write(f"A line of {record.name} could not be written to the log.\n")


class Nothing(SafeExceptionReporterFilter):
    """What Django's own report of an error may show: nothing. It is never asked for; this holds if it ever is."""

    def is_active(self, request: HttpRequest | None) -> bool:
        """Hide, whatever the settings say."""
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        """Show nothing that was sent."""
        return {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: Any) -> list[tuple[str, Any]]:
        """Show no value that the code held."""
        return []

    def get_safe_request_meta(self, request: HttpRequest | None) -> dict[str, Any]:
        """Show nothing of the request."""
        return {}

    def get_safe_cookies(self, request: HttpRequest | None) -> dict[str, Any]:
        """Show no cookie."""
        return {}

    def get_safe_settings(self) -> dict[str, Any]:
        """Show no setting."""
        return {}


def hush() -> None:
    """Send what Python itself would print of errors and warnings through the log: their texts may quote a record."""
    log = logging.getLogger("python")

    def told(*error: Any) -> None:
        log.critical("%s", "", exc_info=cast("Error", error))

    logging.captureWarnings(True)
    sys.excepthook = told
    threading.excepthook = lambda args: told(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: told(args.exc_type, args.exc_value, args.exc_traceback)
