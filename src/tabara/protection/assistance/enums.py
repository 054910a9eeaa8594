"""The states the code branches on, each with the steps that lead from one to the next."""

from collections.abc import Mapping
from enum import StrEnum


class AppointmentState(StrEnum):
    """Where a planned service stands."""

    PLANNED = "planned"
    ATTENDED = "attended"  # the service was given in the same act
    MISSED = "missed"
    MOVED = "moved"  # another appointment took its place
    CANCELLED = "cancelled"


APPOINTMENT_STEPS: Mapping[AppointmentState, frozenset[AppointmentState]] = {
    AppointmentState.PLANNED: frozenset(AppointmentState) - {AppointmentState.PLANNED},
    **dict.fromkeys(set(AppointmentState) - {AppointmentState.PLANNED}, frozenset()),
}


class PaymentState(StrEnum):
    """Where a payment stands that a second member has to approve."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    PAID = "paid"


PAYMENT_STEPS: Mapping[PaymentState, frozenset[PaymentState]] = {
    PaymentState.ASKED: frozenset({PaymentState.APPROVED, PaymentState.REFUSED, PaymentState.CANCELLED}),
    PaymentState.APPROVED: frozenset({PaymentState.PAID, PaymentState.CANCELLED}),
    PaymentState.REFUSED: frozenset(),
    PaymentState.CANCELLED: frozenset(),
    PaymentState.PAID: frozenset(),
}


class MovementKind(StrEnum):
    """Why the number of an item in a store changed."""

    IN = "in"
    OUT = "out"
    ADJUST = "adjust"  # what a count found, or a slip put right
    ISSUE = "issue"  # given to a person: the service is recorded in the same act
    BACK = "back"  # that service was taken back


class EnrolmentState(StrEnum):
    """Where a school year, a course or an apprenticeship stands."""

    ATTENDING = "attending"
    COMPLETED = "completed"
    DROPPED_OUT = "dropped_out"


ENROLMENT_STEPS: Mapping[EnrolmentState, frozenset[EnrolmentState]] = {
    EnrolmentState.ATTENDING: frozenset({EnrolmentState.COMPLETED, EnrolmentState.DROPPED_OUT}),
    EnrolmentState.COMPLETED: frozenset(),
    EnrolmentState.DROPPED_OUT: frozenset(),
}


class BusinessState(StrEnum):
    """Where the grant for a small business stands."""

    ASKED = "asked"
    REFUSED = "refused"
    APPROVED = "approved"
    ENDED = "ended"  # nothing more is paid and nobody visits any more


BUSINESS_STEPS: Mapping[BusinessState, frozenset[BusinessState]] = {
    BusinessState.ASKED: frozenset({BusinessState.APPROVED, BusinessState.REFUSED}),
    BusinessState.APPROVED: frozenset({BusinessState.ENDED}),
    BusinessState.REFUSED: frozenset(),
    BusinessState.ENDED: frozenset(),
}


class Found(StrEnum):
    """What a visit found of a business."""

    RUNNING = "running"
    CHANGED = "changed"
    STOPPED = "stopped"


class Income(StrEnum):
    """What the person says of the income, compared with before."""

    MORE = "more"
    SAME = "same"
    LESS = "less"
    NOT_TOLD = "not_told"
