"""What is planned with whoever carries a case goes to the next who does."""

from tabara.access.models import Member
from tabara.access.unit import write
from tabara.protection.assistance.enums import AppointmentState
from tabara.protection.assistance.operations.appointments import TASK
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations.tasks import expect, passes_on


@passes_on
def pass_appointments_on(case: Case, before: Member, to: Member) -> None:
    """Give the planned services to whoever carries the case from now on."""
    for row in case.appointments.filter(state=AppointmentState.PLANNED, member=before):
        row.member = to
        write(row, "member")
        expect(case=case, kind=TASK, about=row.pk, due_on=row.on, member=to)
