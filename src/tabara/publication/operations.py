"""What is given out is remembered: who, when, which report."""

import datetime as dt
import uuid

from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.operation import operation


@operation("report.publish", needs=Permission.REPORT_PUBLISH)
def publish(*, by: Member, event: uuid.UUID, at: dt.datetime, reason: str) -> None:
    """Put on record that a report is printed to be given out; `reason` names the report and the language."""
