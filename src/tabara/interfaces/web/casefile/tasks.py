"""What falls due, in words, each with the page on which it is done."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.functional import Promise

# The kind of a task -> its sentence, and the page of the case on which it is done.
KINDS: Mapping[str, tuple[str | Promise, str]] = {}


class Due(NamedTuple):
    """One task as people read it."""

    what: str
    at: str
    on: dt.date
    late: bool
    case: Any
    who: str


def told(tasks: Iterable[Any], on: dt.date) -> list[Due]:
    """Return tasks as people read them on a day."""
    return [_told(one, on) for one in tasks]


def _told(one: Any, on: dt.date) -> Due:
    sentence, page = KINDS[one.kind]
    who = one.member or one.case.owner
    at = reverse(f"web:{page}", kwargs={"number": one.case_id})
    return Due(str(sentence), at, one.due_on, one.due_on < on, one.case, who.name if who else "")
