"""The states the code branches on."""

from enum import StrEnum

from tabara.access.enums import Reason

__all__ = ["BirthPrecision", "CaseStatus", "ConsentPurpose", "Due", "Reason", "Status", "Why"]


class CaseStatus(StrEnum):
    """Where a case stands (HTCDS 2.0, cas_Status)."""

    ACTIVE = "active"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"
    CLOSED_REFERRED = "closed_referred"


class Status(StrEnum):
    """What a determination says of a person; the first three are HTCDS's vic_TraffickingStatus."""

    POSSIBLE = "possible"
    ACTUAL = "actual"
    NOT_A_VICTIM = "not_a_victim"
    INCONCLUSIVE = "inconclusive"


class ConsentPurpose(StrEnum):
    """What a person is asked to agree to in this stage of the path."""

    REGISTRATION = "registration"
    STATISTICS = "statistics"
    MATCHING = "matching"
    SHARING = "sharing"
    JUSTICE = "justice"
    RETURN = "return"
    FOLLOW_UP_CONTACT = "follow_up_contact"


class BirthPrecision(StrEnum):
    """How well the birth is known."""

    DAY = "day"
    YEAR = "year"
    ESTIMATE = "estimate"
    UNKNOWN = "unknown"


class Due(StrEnum):
    """What an open case waits for."""

    SCREENING = "screening"
    DETERMINATION = "determination"
    ASSISTANCE = "assistance"


class Why(StrEnum):
    """By which rule somebody sees a case."""

    HOLDER = "holder"  # the owner, the team, the agency, and who watches over them
    REFERRAL = "referral"  # an accepted one, as far as the person agreed
    BREAK_GLASS = "break_glass"  # an emergency, for minutes
