"""Print what is known of a case, with what must not be read blacked out; who printed how much is remembered."""

import datetime as dt
import re
import uuid

from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.protection.cases.enums import Channel
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.consent import refuse_contact

BAR = "█████"
HOME = "person"  # the purpose of a sheet that the person takes along
NUMBERS = re.compile(
    r"\+?\d(?:[\s./-]?\d){5,}|[\w.+-]+@[\w-]+\.[\w.]+"
)  # telephones, papers' numbers, addresses of mail


@operation("cases.print_summary", needs=Permission.CASE_EDIT, on="case")
def print_summary(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, purpose: str, lines: int) -> None:
    """Remember that so many lines of a case were printed for a purpose; refused where paper endangers the person."""
    checks.known("print_purpose", purpose, "purpose")
    if not lines:
        raise Refused(_("Everything is left out. Keep at least one line, or print nothing."))
    if purpose == HOME:
        refuse_contact(case=case, channel=Channel.PAPER, at=at)


def blackened(text: str) -> str:
    """Return a text with every telephone number, number of a paper and address of mail replaced by a bar."""
    return NUMBERS.sub(BAR, text)
