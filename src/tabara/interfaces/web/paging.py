"""Long lists page by page: a page begins after a row, so that what came in meanwhile moves nothing."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest

from tabara.interfaces.web.forms.base import number_of

Row = TypeVar("Row")
PAGE = 25
ASKED = PAGE + 1  # one more tells whether there is a next page


def after(request: HttpRequest) -> uuid.UUID | None:
    """Return the number of the row after which the page begins; what is no number begins at the first."""
    return number_of(request.GET.get("after", ""))


def page_of(rows: Sequence[Row], chosen: Mapping[str, str]) -> dict[str, Any]:
    """Return the rows of a page, and the address of the next one with what was chosen; empty where there is none."""
    last: Any = rows[PAGE - 1] if len(rows) > PAGE else None
    kept = {name: value for name, value in chosen.items() if value}
    return {"rows": rows[:PAGE], "next": f"?{urlencode({**kept, 'after': last.pk})}" if last else ""}
