"""Reads of accounts; each takes `by`, the member asking, but those that find out who that is."""

import uuid

from django.contrib.auth import authenticate
from django.http import HttpRequest

from tabara.access.enums import Permission, Scope
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Agency, AuditEvent, Member


def signed_in(*, request: HttpRequest, username: str, password: str) -> Member | None:
    """Return the active member with this name and password, or `None`; both failures look and take the same."""
    found = authenticate(request, username=username, password=password)
    return found if isinstance(found, Member) else None


def acting(*, username: str) -> Member | None:
    """Return the active member in whose name the command line acts: whoever may start it on the server says who."""
    return Member.objects.select_related("agency").filter(username=username, is_active=True).first()


def is_founded() -> bool:
    """Return whether the instance has members."""
    return Member.objects.exists()


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


def acts_on(*, by: Member, subject: uuid.UUID) -> list[tuple[AuditEvent, str]]:
    """Return who did what with a case, newest first, for a caller who was allowed to open it."""
    rows = list(AuditEvent.objects.filter(subject=subject).order_by("-seq")[:200])
    names = dict(Member.objects.filter(pk__in={row.member for row in rows}).values_list("pk", "name"))
    return [(row, names.get(row.member, "") if row.member else "") for row in rows]


def managed(*, by: Member, number: uuid.UUID) -> Member:
    """Return a member whose account the asking member manages.

    Raises:
        NotFound: where there is none, or it is another agency's.
    """
    found = next((one for one in colleagues(by=by) if one.pk == number), None)
    if found is None:
        raise NotFound
    return found


def managed_agencies(*, by: Member) -> list[Agency]:
    """Return the agencies whose accounts the member manages, each with its teams."""
    if by.reach(Permission.MEMBER_MANAGE) is None:
        raise NotAllowed
    rows = Agency.objects.prefetch_related("teams").order_by("name")
    return list(rows if by.reach(Permission.MEMBER_MANAGE) is Scope.ALL else rows.filter(pk=by.agency_id))


def manages_all(*, by: Member) -> bool:
    """Return whether the member manages the accounts of every agency."""
    return by.reach(Permission.MEMBER_MANAGE) is Scope.ALL


def successors(*, by: Member, agency: Agency, but: uuid.UUID | None = None) -> list[Member]:
    """Return the active members of an agency who could carry a case, less the one who carries it now."""
    rows = Member.objects.filter(agency=agency, is_active=True).order_by("name")
    return [one for one in rows if one.pk != but and one.may(Permission.CASE_EDIT)]
