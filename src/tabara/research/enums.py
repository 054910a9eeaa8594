"""The states the code branches on."""

from enum import StrEnum


class Victims(StrEnum):
    """Whom a list counts among the people that its agencies registered."""

    PRESUMED = "presumed"  # registered as a presumed victim, or found to be a possible or an actual one
    IDENTIFIED = "identified"  # found by a determination to be a possible or an actual victim


class Origin(StrEnum):
    """Where lists were linked."""

    VAULT = "vault"  # here, in clear, by a linkage officer
    TOKENS = "tokens"  # by a linkage unit that saw no name, as its account says
    ELSEWHERE = "elsewhere"  # by somebody who gave no account


class StudyState(StrEnum):
    """Where a study stands."""

    RUNNING = "running"
    DONE = "done"
    SIGNED = "signed"  # a second person has agreed: its number may leave
    REFUSED = "refused"  # a second person has said no
