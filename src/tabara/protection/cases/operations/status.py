"""Where a case stands: each act that opens, closes or follows up goes by the steps that there are."""

import datetime as dt

from django.utils.translation import gettext as _

from tabara.access.errors import Refused
from tabara.protection.cases.enums import CASE_STEPS, OPEN_CASES, CaseStatus
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations.listing import touch


def move(case: Case, to: CaseStatus) -> None:
    """Let a case go a step; the act that asked stores it.

    Raises:
        Refused: where no step leads there from where the case stands.
    """
    if to not in CASE_STEPS[CaseStatus(case.status)]:
        is_open = case.status in OPEN_CASES
        raise Refused(_("This case is open already.") if is_open else _("This case is closed already."))
    case.status = to


def follow_up(*, case: Case, at: dt.datetime, to_come: bool) -> None:
    """Say within an act what is to come of a case that is open: it is in follow-up as long as there are visits."""
    to = CaseStatus.FOLLOW_UP if to_come else CaseStatus.ACTIVE
    if case.status in OPEN_CASES and case.status != to:
        move(case, to)
        touch(case, at, "status")
