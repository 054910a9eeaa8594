"""Conferences about a case, what they decided, and who may be there."""

import datetime as dt
import uuid

from django.db.models import Prefetch

from tabara.access.enums import FieldGroup
from tabara.access.errors import NotFound
from tabara.access.models import Agency, Member
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.planning.models import Attendance, Conference, Decision
from tabara.protection.planning.queries.told import may_see


def conferences(*, by: Member, case: Case) -> list[Conference]:
    """Return the conferences about a case, newest first, with who took part and what was decided."""
    if not may_see(by=by, case=case):
        return []
    rows = case.conferences.select_related("recorded_by")
    return list(rows.prefetch_related("present__agency", "present__member", "decisions__owner__agency"))


@cases.nothing_without("conferences")
def conferences_told(*, by: Member, case: Case) -> list[Conference]:
    """Return the conferences with the agencies that took part: for the line that tells of each."""
    if not may_see(by=by, case=case):
        return []
    present = Prefetch("present", Attendance.objects.visible_to(by).select_related("agency"))
    return list(case.conferences.select_related("recorded_by").prefetch_related(present))


def decision(*, by: Member, case: Case, number: uuid.UUID) -> Decision:
    """Return one decision of the conferences about a case.

    Raises:
        NotFound: where there is none in this case, or it is not for this member.
    """
    rows = Decision.objects.visible_to(by).select_related("conference", "owner__agency").filter(case=case, pk=number)
    found = rows.first() if may_see(by=by, case=case) else None
    if found is None:
        raise NotFound
    return found


def may_take_part(*, case: Case, agency: Agency, on: dt.date) -> bool:
    """Return whether an agency may hear about the plan: it holds the case, or the person agreed that it hears of it."""
    if agency.pk == case.agency_id:
        return True
    agreed = cases.agreed_to_share(case=case, recipient=agency, on=on)
    return agreed is not None and FieldGroup.PLAN in agreed.groups


def who_may_take_part(*, case: Case, on: dt.date) -> list[Agency]:
    """Return the agencies that may hear about the plan on a day, the one that holds the case first."""
    answers = case.consents.exclude(recipient=None).select_related("recipient")
    asked = [one.recipient for one in cases.sharing(answers=answers, on=on) if one.recipient]
    return [case.agency, *(one for one in dict.fromkeys(asked) if may_take_part(case=case, agency=one, on=on))]
