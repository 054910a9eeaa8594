"""The states the code branches on."""

from enum import IntEnum, StrEnum

from tabara.access.enums import Reason

__all__ = ["BirthPrecision", "CaseStatus", "ConsentPurpose", "Due", "Reason", "Rule", "SharingPurpose", "Status", "Why"]


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


class SharingPurpose(StrEnum):
    """What a person is asked to agree to for each recipient by itself."""

    REFERRAL = "referral"  # to whoever helps
    AUTHORITY = "authority"  # to the police, a court or another authority: asked apart, with its own record


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


class Rule(IntEnum):
    """By which rule a member sees a case, as people ask it; in the order in which one reads it."""

    OWNER = 1
    TEAM = 2
    AGENCY = 3  # watches over the agency's cases
    MECHANISM = 4  # watches over the referral mechanism
    REFERRAL = 5
    BREAK_GLASS = 6


class Why(StrEnum):
    """By which rule somebody sees a case."""

    HOLDER = "holder"  # the owner, the team, the agency, and who watches over them
    REFERRAL = "referral"  # an accepted one, as far as the person agreed
    BREAK_GLASS = "break_glass"  # an emergency, for minutes
