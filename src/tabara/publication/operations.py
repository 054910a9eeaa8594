"""What is given out is remembered: who, when, which report."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.operation import operation


@operation("report.publish", needs=Permission.REPORT_PUBLISH)
def publish(*, by: Member, event: uuid.UUID, at: dt.datetime, reason: str) -> None:
    """Put on record that a report is printed to be given out; `reason` is what it is called."""


def called(name: str, language: str, asked: Mapping[str, Any] | None = None) -> str:
    """Name what is printed, short enough for the record; the months are those of a period asked for."""
    return f"{name} {language}" + (f" {asked['since']:%Y-%m}/{asked['until']:%Y-%m}" if asked else "")
