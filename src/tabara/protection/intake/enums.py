"""Why an identity may be opened."""

from enum import StrEnum


class Reason(StrEnum):
    """What the member is about to do with the name; it stands in the audit chain beside the act."""

    CONTACT = "contact"
    ASSISTANCE = "assistance"
    VERIFICATION = "verification"
    CORRECTION = "correction"
    EMERGENCY = "emergency"
