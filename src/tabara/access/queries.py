"""Reads of accounts; each takes `by`, the member asking, but those that find out who that is."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from tabara.access import second
from tabara.access.enums import Permission, Scope
from tabara.access.errors import NotAllowed, NotFound
from tabara.access.models import Agency, Approval, AuditEvent, Knock, Member, Session, StartCode
from tabara.access.operation import registry

MOST_LISTED = 50


def acting(*, username: str) -> Member | None:
    """Return the active member in whose name the command line acts: whoever may start it on the server says who."""
    return Member.objects.select_related("agency").filter(username=username, is_active=True).first()


def acting_as(*, number: str) -> Member | None:
    """Return the active member of a number: in whose name a job goes on that they asked for."""
    return Member.objects.select_related("agency").filter(pk=number, is_active=True).first()


def known(*, username: str) -> uuid.UUID:
    """Return a member's number, whether the account is open or closed.

    Raises:
        NotFound: where there is none.
    """
    found = Member.objects.filter(username=username).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound
    return found


def is_founded() -> bool:
    """Return whether the instance has members."""
    return Member.objects.exists()


def agencies_that_work() -> int:
    """Return how many agencies have active members."""
    return Member.objects.filter(is_active=True).values("agency").distinct().count()


def providers(*, by: Member) -> list[Agency]:
    """Return the agencies that a service can have come from, the member's own first."""
    rows = list(Agency.objects.filter(country="").order_by("name"))
    return sorted(rows, key=lambda agency: agency.id != by.agency_id)


def recipients(*, by: Member) -> list[Agency]:
    """Return the agencies about which a person can be asked: those here, and then those abroad."""
    return [*providers(by=by), *Agency.objects.exclude(country="").order_by("name")]


def with_accounts(*, agencies: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Return which of these agencies have somebody who can sign in: the others read no inbox."""
    rows = Member.objects.filter(agency__in=list(agencies), is_active=True)
    return set(rows.values_list("agency", flat=True).distinct())


def colleagues(*, by: Member) -> list[Member]:
    """Return the members of the asking member's agency, for those who manage its accounts."""
    if by.reach(Permission.MEMBER_MANAGE) is None:
        raise NotAllowed
    rows = Member.objects.select_related("agency", "team").order_by("name")
    return list(rows if by.reach(Permission.MEMBER_MANAGE) is Scope.ALL else rows.filter(agency=by.agency_id))


def acts_on(*, by: Member, subject: uuid.UUID) -> list[tuple[AuditEvent, str]]:
    """Return who did what with a case, newest first, for a caller who was allowed to open it."""
    name = Subquery(Member.objects.filter(pk=OuterRef("member")).values("name"))
    rows = AuditEvent.objects.filter(subject=subject).annotate(done_by=name).order_by("-pk")[:200]
    return [(row, row.done_by or "") for row in rows]


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
    rows = Agency.objects.filter(country="").prefetch_related("teams").order_by("name")
    return list(rows if by.reach(Permission.MEMBER_MANAGE) is Scope.ALL else rows.filter(pk=by.agency_id))


def manages_all(*, by: Member) -> bool:
    """Return whether the member manages the accounts of every agency."""
    return by.reach(Permission.MEMBER_MANAGE) is Scope.ALL


def successors(*, by: Member, agency: Agency, but: uuid.UUID | None = None) -> list[Member]:
    """Return the active members of an agency who could carry a case, less the one who carries it now."""
    rows = Member.objects.filter(agency=agency, is_active=True).order_by("name")
    return [one for one in rows if one.pk != but and one.may(Permission.CASE_EDIT)]


def approvers(*, by: Member, agency: uuid.UUID) -> list[Member]:
    """Return who could be the second person for an act of the asking member, in that agency."""
    active = Member.objects.select_related("agency").filter(is_active=True).order_by("name")
    return [one for one in active if second.may_approve(one, asker=by, agency=agency)]


def approvals_asked(*, by: Member) -> list[Approval]:
    """Return what the member asked others to approve, the last first."""
    return list(Approval.objects.filter(asked_by=by).select_related("asked_by", "decided_by")[:MOST_LISTED])


def approvals_waiting(*, by: Member, now: dt.datetime) -> list[Approval]:
    """Return what waits for the member's own approval, the first that will expire first."""
    if not by.may(Permission.APPROVE):
        return []
    open_ones = Approval.objects.filter(agrees=None, expires_at__gt=now).select_related("asked_by").order_by("asked_at")
    return [one for one in open_ones if second.may_approve(by, asker=one.asked_by, agency=one.agency_id)]


def approvals_decided(*, by: Member) -> list[Approval]:
    """Return what the member approved or refused, the last first."""
    return list(Approval.objects.filter(decided_by=by).select_related("asked_by", "decided_by")[:MOST_LISTED])


def approval(*, by: Member, number: uuid.UUID) -> Approval:
    """Return an approval that the member asked for, may decide on, or decided.

    Raises:
        NotFound: where there is none, or it is not the member's business.
    """
    found = Approval.objects.select_related("asked_by", "decided_by").filter(pk=number).first()
    if found is None:
        raise NotFound
    own = by.pk in (found.asked_by_id, found.decided_by_id)
    if own or second.may_approve(by, asker=found.asked_by, agency=found.agency_id):
        return found
    raise NotFound


def approval_in_words(*, approval: Approval) -> str:
    """Return what exactly will be done when it is approved, in the reader's language."""
    known = registry.get(approval.operation)
    if known is None or known.pair is None or known.pair.words is None:
        return ", ".join((approval.operation, *(f"{name}: {value}" for name, value in approval.arguments.items())))
    return known.pair.words(approval.arguments)


def approvals_ended(*, before: dt.datetime) -> int:
    """Return how many approvals ended before an instant: a number only, for the schedule of what is kept."""
    return Approval.objects.filter(expires_at__lt=before).count()


def ended_at_door(*, before: dt.datetime) -> list[QuerySet[Any]]:
    """Return the sessions, start codes and attempts that ended before an instant, and open or count nothing since."""
    attempts = Knock.objects.filter(last_at__lt=before).exclude(known_until__gte=before)
    return [Session.objects.filter(expire_date__lt=before), StartCode.objects.filter(until__lt=before), attempts]


def left_at_door(*, before: dt.datetime) -> int:
    """Return how many of them there are: a number only, for the schedule of what is kept."""
    return sum(rows.count() for rows in ended_at_door(before=before))


def approval_used_for(*, event: uuid.UUID) -> Approval:
    """Return the approval that an act of two persons has just used; called inside that act."""
    return Approval.objects.get(used_by=event)
