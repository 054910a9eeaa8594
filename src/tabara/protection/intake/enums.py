"""Why an identity may be opened, and where a possible duplicate and a question to another agency stand (ADR 0075)."""

from collections.abc import Mapping
from enum import StrEnum

from tabara.protection.cases.enums import Reason

__all__ = ["INQUIRY_STEPS", "PAIR_STEPS", "TO_DECIDE", "Alike", "Answer", "InquiryState", "PairState", "Reason", "Side"]


class PairState(StrEnum):
    """Where two people stand who may be one."""

    OPEN = "open"  # found, or named by somebody; nobody has decided
    ASKED = "asked"  # whoever looked was not sure, and asked a colleague
    SAME = "same"  # one person, says whoever looked; not merged yet
    DIFFERENT = "different"  # two people; offered again only if what is known of one of them changes
    MERGED = "merged"


PAIR_STEPS: Mapping[PairState, frozenset[PairState]] = {
    PairState.OPEN: frozenset({PairState.ASKED, PairState.SAME, PairState.DIFFERENT, PairState.MERGED}),
    PairState.ASKED: frozenset({PairState.ASKED, PairState.SAME, PairState.DIFFERENT, PairState.MERGED}),
    PairState.SAME: frozenset({PairState.DIFFERENT, PairState.MERGED}),
    PairState.DIFFERENT: frozenset({PairState.OPEN, PairState.SAME}),
    PairState.MERGED: frozenset({PairState.OPEN}),
}
TO_DECIDE = (PairState.OPEN, PairState.ASKED, PairState.SAME)


class Alike(StrEnum):
    """What two people have in common; kept as such a word alone, never what it is."""

    NAME = "name"  # the names sound the same
    BIRTH = "birth"  # the same year
    NEAR = "near"  # born within two years of each other
    PHONE = "phone"
    MOTHER = "mother"
    RELATIVE = "relative"
    PLACE = "place"
    NUMBER = "number"  # of an identity paper


class Side(StrEnum):
    """Which of two people something is taken from."""

    FIRST = "first"  # who was registered earlier, and who stays
    SECOND = "second"


class SameOrNot(StrEnum):
    """What is known of two records of a linkage, or what somebody said who looked at both."""

    KNOWN = "known"  # one person by the way a case went: nobody has to look
    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"  # nobody can tell: it counts as nothing said


TOLD = (SameOrNot.SAME, SameOrNot.DIFFERENT, SameOrNot.UNSURE)  # what a person can answer


class InquiryState(StrEnum):
    """Where a question to another agency stands."""

    OPEN = "open"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


INQUIRY_STEPS: Mapping[InquiryState, frozenset[InquiryState]] = {
    InquiryState.OPEN: frozenset({InquiryState.ANSWERED, InquiryState.WITHDRAWN}),
    InquiryState.ANSWERED: frozenset(),
    InquiryState.WITHDRAWN: frozenset(),
}


class Answer(StrEnum):
    """What another agency says of a person that it was asked about."""

    YES = "yes"
    NO = "no"
    CANNOT_SAY = "cannot_say"
