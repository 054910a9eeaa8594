"""Sealed words as a reader is given them: all that open, and of one that was altered the sentence that says so."""

import logging
import uuid
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from tabara.protection.cases.queries.interview import read_out, sections
from tabara.sealing.cipher import SealBroken
from tabara.sealing.keys import Purpose, unseal_many

log = logging.getLogger(__name__)


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
    return text or ""
