"""The states the code branches on."""

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from tabara.access.enums import Reason

__all__ = [
    "CASE_STEPS",
    "INTERVIEW_STEPS",
    "OPEN_CASES",
    "PRESUMED",
    "RECOURSE_STEPS",
    "REFLECTION_STEPS",
    "WITNESSED",
    "BirthPrecision",
    "Caller",
    "Capacity",
    "CaseStatus",
    "Channel",
    "ConsentPurpose",
    "Due",
    "HowGiven",
    "InterviewState",
    "Leave",
    "NoticeAnswer",
    "Reason",
    "RecourseKind",
    "RecourseState",
    "ReflectionStep",
    "Rule",
    "SharingPurpose",
    "Status",
    "Why",
]


class CaseStatus(StrEnum):
    """Where a case stands (HTCDS 2.0, cas_Status)."""

    ACTIVE = "active"
    FOLLOW_UP = "follow_up"  # open, and visits of a plan of reintegration are to come
    CLOSED = "closed"
    CLOSED_REFERRED = "closed_referred"  # another agency goes on with it


CASE_STEPS: Mapping[CaseStatus, frozenset[CaseStatus]] = {
    CaseStatus.ACTIVE: frozenset({CaseStatus.FOLLOW_UP, CaseStatus.CLOSED, CaseStatus.CLOSED_REFERRED}),
    CaseStatus.FOLLOW_UP: frozenset({CaseStatus.ACTIVE, CaseStatus.CLOSED, CaseStatus.CLOSED_REFERRED}),
    CaseStatus.CLOSED: frozenset({CaseStatus.ACTIVE}),
    CaseStatus.CLOSED_REFERRED: frozenset({CaseStatus.ACTIVE}),
}
OPEN_CASES = (CaseStatus.ACTIVE, CaseStatus.FOLLOW_UP)


class Status(StrEnum):
    """What a determination says of a person; the first three are HTCDS's vic_TraffickingStatus."""

    POSSIBLE = "possible"
    ACTUAL = "actual"
    NOT_A_VICTIM = "not_a_victim"
    INCONCLUSIVE = "inconclusive"


PRESUMED = (Status.POSSIBLE, Status.ACTUAL)  # what gives time to recover and reflect


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


class Capacity(StrEnum):
    """Whether somebody is able to decide about consent."""

    ABLE = "able"
    SUPPORTED = "supported"
    NOT_NOW = "not_now"  # to be asked again, later


class HowGiven(StrEnum):
    """How an answer about consent was given."""

    SIGNATURE = "signature"
    THUMB = "thumb"
    SPOKEN = "spoken"  # before a witness
    REFUSED = "refused"  # before a witness


WITNESSED = (HowGiven.SPOKEN, HowGiven.REFUSED)


class NoticeAnswer(StrEnum):
    """What an agency did with what it may no longer use."""

    DELETED = "deleted"
    KEPT = "kept"  # because a law says so


class Channel(StrEnum):
    """A way to reach a person."""

    CALL = "call"
    SMS = "sms"
    MESSAGING = "messaging"
    LETTER = "letter"
    VISIT = "visit"
    TRUSTED = "trusted"  # through somebody whom the person trusts
    SHELTER = "shelter"
    PAPER = "paper"  # a sheet that the person takes home


class Leave(StrEnum):
    """Whether a person may be reached in some way."""

    ALLOWED = "allowed"
    CONDITIONS = "conditions"
    FORBIDDEN = "forbidden"


class Caller(StrEnum):
    """Who may reach a person in some way."""

    ANYONE = "anyone"  # of the agency
    WOMEN = "women"
    TEAM = "team"
    WORKER = "worker"  # whoever carries the case, alone


class InterviewState(StrEnum):
    """Where an interview stands; an interrupted one stays open and is taken up again."""

    OPEN = "open"
    DONE = "done"  # a screening was recorded from it
    DROPPED = "dropped"  # the person took it back: the answers are gone


INTERVIEW_STEPS: Mapping[InterviewState, frozenset[InterviewState]] = {
    InterviewState.OPEN: frozenset({InterviewState.DONE, InterviewState.DROPPED}),
    InterviewState.DONE: frozenset(),
    InterviewState.DROPPED: frozenset(),
}


class RecourseKind(StrEnum):
    """In which way a decision is looked at again."""

    REVIEW = "review"  # the agency's own second look
    APPEAL = "appeal"  # asked for by the person, or for her


class RecourseState(StrEnum):
    """Where a review or an appeal stands."""

    OPEN = "open"
    UPHELD = "upheld"
    CHANGED = "changed"  # a new determination follows the one that was looked at
    WITHDRAWN = "withdrawn"  # by whoever asked for it


RECOURSE_STEPS: Mapping[RecourseState, frozenset[RecourseState]] = {
    RecourseState.OPEN: frozenset({RecourseState.UPHELD, RecourseState.CHANGED, RecourseState.WITHDRAWN}),
    RecourseState.UPHELD: frozenset(),
    RecourseState.CHANGED: frozenset(),
    RecourseState.WITHDRAWN: frozenset(),
}


class ReflectionStep(StrEnum):
    """What happened to the time that a person has to recover and reflect; each is a row of its own."""

    BEGUN = "begun"
    EXTENDED = "extended"
    ENDED = "ended"  # before its time, by the person's own wish
    TOLD = "told"  # the person was told, as it ended, what comes next


REFLECTION_STEPS: Mapping[ReflectionStep, frozenset[ReflectionStep]] = {
    ReflectionStep.BEGUN: frozenset({ReflectionStep.EXTENDED, ReflectionStep.ENDED, ReflectionStep.TOLD}),
    ReflectionStep.EXTENDED: frozenset({ReflectionStep.EXTENDED, ReflectionStep.ENDED, ReflectionStep.TOLD}),
    ReflectionStep.ENDED: frozenset({ReflectionStep.BEGUN}),
    ReflectionStep.TOLD: frozenset({ReflectionStep.BEGUN}),
}
