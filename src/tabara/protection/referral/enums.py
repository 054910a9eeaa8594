"""The states the code branches on."""

from enum import StrEnum


class ReferralState(StrEnum):
    """Where a referral stands; `EXPIRED` follows from the day, the others from what somebody did."""

    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REVOKED = "revoked"
    EXPIRED = "expired"
