"""What ends by itself, where the person no longer agrees to it."""

import datetime as dt

from tabara.access.models import Member
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations.consent import follows_consent
from tabara.protection.reintegration import queries
from tabara.protection.reintegration.enums import ReturnState, VisitState
from tabara.protection.reintegration.operations import steps
from tabara.protection.reintegration.operations.travelling import stop
from tabara.protection.reintegration.operations.visiting import drop

NOT_WANTED, DECLINED = "not_wanted", "declined"  # of the lists return_call_off and closure_reason


@follows_consent
def end_unwanted(by: Member, case: Case, at: dt.datetime) -> None:
    """Call off a return that the person no longer wants, and drop visits that she no longer agrees to."""
    journey = queries.under_way(case=case)
    if journey and journey.state in (ReturnState.PREPARED, ReturnState.CLEARED) and not queries.wish(case=case):
        journey.case = case
        stop(journey, NOT_WANTED, at)
    plan = queries.plan(case=case)
    if plan and not queries.agrees_to_visits(case=case):
        for visit in plan.visits.filter(state=VisitState.PLANNED):
            visit.case = case
            drop(visit, DECLINED, at, by)
        steps.follow(case, at)
