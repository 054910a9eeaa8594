"""What the log may say of an error: its kind and the lines it passed. Its text may quote a record."""

import logging
import traceback
from copy import copy
from types import TracebackType
from typing import cast

from django.http import HttpRequest

Error = tuple[type[BaseException], BaseException, TracebackType | None]


class Formatter(logging.Formatter):
    """Write an error without its text, and without the values that it met."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what another formatter made of the error is not used."""
        record = copy(record)
        record.exc_text = None
        request = getattr(record, "request", None)
        if request is not None and isinstance(record.args, tuple):
            record.args = tuple(_page_of(request) if one == request.path else one for one in record.args)
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


def _page_of(request: HttpRequest) -> str:
    """Return the rule that an address follows: what somebody typed in its place may be a name."""
    return f"/{request.resolver_match.route}" if request.resolver_match else "an address that leads nowhere"
