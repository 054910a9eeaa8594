"""Reads of services."""

from collections import Counter

from django.db.models import QuerySet

from tabara.access.enums import FieldGroup, Permission
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.assistance.models import Service
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.sealing.keys import Purpose, unseal

RECENT = 500  # services that say which ones an agency gives most


def services(*, by: Member, case: Case) -> list[Service]:
    """Return the services of a case that the member may see, newest first."""
    groups = cases.seen_or_refused(by=by, case=case)
    rows = case.services.select_related("provider", "recorded_by")
    if FieldGroup.SERVICES not in groups:
        rows = rows.filter(recorded_by__agency=by.agency_id)  # what one's own agency gave, it knows anyway
    return list(rows)


def recorded(*, by: Member, case: Case) -> QuerySet[Service]:
    """Return the services that the member may take back: the case's, or where it is only shared, the own agency's."""
    rows = case.services.all()
    return rows if cases.holds(by=by, case=case) else rows.filter(recorded_by__agency=by.agency_id)


def notes(*, by: Member, service: Service) -> str:
    """Return the sealed notes of a service, for whoever may open narratives of this case; else empty."""
    if not permitted(by, Permission.NARRATIVE_OPEN, service.case):
        return ""
    return unseal(service.case_id, Purpose.NARRATIVE, f"service.{service.pk}.notes", service.notes) or ""


def most_given(*, by: Member) -> list[str]:
    """Return the codes of the services that the member's agency gave lately, the most frequent first."""
    recent = (
        Service.objects.visible_to(by)
        .filter(provider=by.agency_id)
        .order_by("-id")
        .values_list("code", flat=True)[:RECENT]
    )
    return [code for code, _ in Counter(recent).most_common()]
