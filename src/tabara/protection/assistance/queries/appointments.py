"""Reads of what is planned: in a case, in a week, in a group."""

import datetime as dt
import uuid
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q, QuerySet

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.assistance.enums import AppointmentState
from tabara.protection.assistance.models import Appointment, Session
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case

MOST_LISTED = 200
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Attendance:
    """Of the services planned for somebody that came to their day: how many were attended."""

    attended: int
    missed: int

    @property
    def share(self) -> Fraction | None:
        """Return the share that was attended; nothing where no day has come yet."""
        total = self.attended + self.missed
        return Fraction(self.attended, total) if total else None


@cases.nothing_without("appointments")
def appointments(*, by: Member, case: Case) -> list[Appointment]:
    """Return what was planned in a case, as far as the member may see it: what is still to come first."""
    groups = cases.seen_or_refused(by=by, case=case)
    rows = case.appointments.select_related("provider", "member", "recorded_by", "service")
    if FieldGroup.SERVICES not in groups:
        rows = rows.filter(_of_agency(by))
    return sorted(rows, key=lambda one: one.state != AppointmentState.PLANNED)


def attendance(*, by: Member, case: Case) -> Attendance:
    """Return how many of the planned services of a case were attended, and how many missed."""
    standing = [one for one in appointments(by=by, case=case) if not (one.service and one.service.retracted_on)]
    states = [one.state for one in standing]
    return Attendance(states.count(AppointmentState.ATTENDED), states.count(AppointmentState.MISSED))


def settled_by(*, by: Member, case: Case) -> QuerySet[Appointment]:
    """Return the appointments of a case that the member may settle: where it is only shared, the own agency's."""
    rows = case.appointments.select_related("provider", "member")
    return rows if cases.holds(by=by, case=case) else rows.filter(_of_agency(by))


def appointment(*, by: Member, case: Case, number: uuid.UUID) -> Appointment:
    """Return one appointment that the member may settle.

    Raises:
        NotFound: where there is none, or it is not the member's to settle.
    """
    found = settled_by(by=by, case=case).filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def week(*, by: Member, on: dt.date) -> list[Appointment]:
    """Return what the member has planned from a day on for a week, and what was left open before: by day and hour."""
    rows = Appointment.objects.visible_to(by).filter(state=AppointmentState.PLANNED, on__lt=on + WEEK)
    mine = Q(member=by) | Q(member=None, case__owner=by)
    return list(rows.filter(mine).select_related("case", "provider").order_by("on", "hour", "id")[:MOST_LISTED])


def sessions(*, by: Member) -> list[Session]:
    """Return the group sessions of the member's agency, the last one first, to whoever records services there."""
    if not by.may(Permission.SERVICE_RECORD):
        return []
    return list(Session.objects.filter(agency=by.agency_id).select_related("agency", "recorded_by")[:MOST_LISTED])


def session(*, by: Member, number: uuid.UUID) -> Session:
    """Return one group session of the member's agency.

    Raises:
        NotFound: where there is none, or it is another agency's.
    """
    rows = Session.objects.select_related("agency") if by.may(Permission.SERVICE_RECORD) else Session.objects.none()
    found = rows.filter(pk=number, agency=by.agency_id).first()
    if found is None:
        raise NotFound
    return found


def expected(*, by: Member, session: Session) -> list[Appointment]:
    """Return who is expected in a session and not answered yet, of the cases in which the member records services."""
    rows = Appointment.objects.visible_to(by).filter(session=session, state=AppointmentState.PLANNED)
    found = rows.select_related("case__agency").order_by("case__code")
    return [one for one in found if permitted(by, Permission.SERVICE_RECORD, one.case)]


def answered(*, by: Member, session: Session) -> list[Appointment]:
    """Return what became of those who were expected in a session, of the cases that the member sees."""
    rows = Appointment.objects.visible_to(by).filter(session=session).exclude(state=AppointmentState.PLANNED)
    return list(rows.select_related("case").order_by("case__code"))


def to_invite(*, by: Member) -> list[Case]:
    """Return the open cases in which the member records services, those of the own caseload first."""
    rows = cases.visible(by=by).select_related("agency", "owner").filter(closed_on=None).order_by("-updated_at")
    found = [one for one in rows[:MOST_LISTED] if permitted(by, Permission.SERVICE_RECORD, one)]
    return sorted(found, key=lambda one: one.owner_id != by.pk)


def _of_agency(by: Member) -> Q:
    return Q(provider=by.agency_id) | Q(recorded_by__agency=by.agency_id)
