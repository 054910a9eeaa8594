"""Sealed words as a reader is given them: all that open, and of one that was altered the sentence that says so."""

import datetime as dt
import logging
import uuid
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from tabara.protection.cases.models import Case
from tabara.protection.cases.queries.interview import read_out, sections
from tabara.sealing.cipher import SealBroken
from tabara.sealing.keys import Purpose, unseal_many

log = logging.getLogger(__name__)


class Written(NamedTuple):
    """A sealed text of a case: of which day, about what, under which name it is sealed, and itself."""

    on: dt.date
    about: str
    field: str
    sealed: bytes | None


Source = Callable[[Case], Iterable[Written]]
_sources: list[Source] = []


def writes(source: Source) -> Source:
    """Have a function give what a room has written about a case and nobody reads with its notes: for the person."""
    _sources.append(source)
    return source


def written(*, case: Case) -> list[Written]:
    """Return, still sealed, what every room has written about a case beside its notes, wrong entries included.

    For whoever prints for the person what is held about her, once that was allowed.
    """
    return [one for source in _sources for one in source(case)]


def opened(*, fields: Iterable[tuple[uuid.UUID, str, bytes | None]]) -> list[str]:
    """Return what was written in sealed fields (of what, under which name, what is stored); nothing where nothing is.

    For whoever has asked whether the reader may: a query that knows it, or an operation that remembers it.
    """
    return [_readable(text) for text in unseal_many(Purpose.NARRATIVE, fields)]


def _readable(text: Any) -> str:
    """Return a text, or in its place that it cannot be opened: the others are shown all the same."""
    if isinstance(text, SealBroken):
        log.warning("%s", text)
        return _("This note cannot be opened: it was altered. The administrator can restore it from a backup.")
    if isinstance(text, dict):  # what was answered in an interview
        return read_out(answers=sections(text))
    if isinstance(text, list):  # what speaks for and against each option
        return "\n".join(" – ".join(one) for one in text)
    return text or ""
