"""Reads of accounts; each takes `by`, the member asking, but the one that signs in."""

from django.contrib.auth import authenticate
from django.http import HttpRequest

from tabara.access.enums import Permission, Scope
from tabara.access.errors import NotAllowed
from tabara.access.models import Agency, AuditEvent, Member


def signed_in(*, request: HttpRequest, username: str, password: str) -> Member | None:
    """Return the active member with this name and password, or `None`; both failures look and take the same."""
    found = authenticate(request, username=username, password=password)
    return found if isinstance(found, Member) else None


def providers(*, by: Member) -> list[Agency]:
    """Return the agencies that a service can have come from, the member's own first."""
    rows = list(Agency.objects.order_by("name"))
    return sorted(rows, key=lambda agency: agency.id != by.agency_id)


def colleagues(*, by: Member) -> list[Member]:
    """Return the members of the asking member's agency, for those who manage its accounts."""
    if by.reach(Permission.MEMBER_MANAGE) is None:
        raise NotAllowed
    rows = Member.objects.select_related("agency", "team").order_by("name")
    return list(rows if by.reach(Permission.MEMBER_MANAGE) is Scope.ALL else rows.filter(agency=by.agency_id))


def acts_on(*, by: Member, subject: object) -> list[tuple[AuditEvent, str]]:
    """Return who did what with a case, newest first, for a caller who was allowed to open it."""
    rows = list(AuditEvent.objects.filter(subject=subject).order_by("-seq")[:200])
    names = dict(Member.objects.filter(pk__in={row.member for row in rows}).values_list("pk", "name"))
    return [(row, names.get(row.member, "")) for row in rows]
