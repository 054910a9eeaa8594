"""The states the code branches on, and the steps between them; docs/adr/0065-the-path-and-clocks-of-a-referral.md."""

from collections.abc import Mapping
from enum import StrEnum


class ReferralState(StrEnum):
    """Where a referral stands; `EXPIRED` follows from the day, the others from what somebody did."""

    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REVOKED = "revoked"
    EXPIRED = "expired"
    DONE = "done"
    RETURNED = "returned"


class TransferState(StrEnum):
    """Where the transfer of a case to another agency stands."""

    REQUESTED = "requested"  # by the agency that would take it
    OFFERED = "offered"  # by the agency that holds it
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


STEPS: Mapping[ReferralState, frozenset[ReferralState]] = {
    ReferralState.SENT: frozenset(
        {ReferralState.ACCEPTED, ReferralState.DECLINED, ReferralState.REVOKED, ReferralState.EXPIRED}
    ),
    ReferralState.ACCEPTED: frozenset(
        {ReferralState.DONE, ReferralState.RETURNED, ReferralState.REVOKED, ReferralState.EXPIRED}
    ),
    ReferralState.DECLINED: frozenset(),
    ReferralState.REVOKED: frozenset(),
    ReferralState.EXPIRED: frozenset(),
    ReferralState.DONE: frozenset(),
    ReferralState.RETURNED: frozenset(),
}
TRANSFER_STEPS: Mapping[TransferState, frozenset[TransferState]] = {
    TransferState.REQUESTED: frozenset({TransferState.OFFERED, TransferState.DECLINED, TransferState.WITHDRAWN}),
    TransferState.OFFERED: frozenset({TransferState.ACCEPTED, TransferState.DECLINED, TransferState.WITHDRAWN}),
    TransferState.ACCEPTED: frozenset(),
    TransferState.DECLINED: frozenset(),
    TransferState.WITHDRAWN: frozenset(),
}
LIVE = (ReferralState.SENT, ReferralState.ACCEPTED)
# What comes back from the other agency, or does not: whoever carries the case has to read it.
ANSWERS = (ReferralState.DECLINED, ReferralState.DONE, ReferralState.RETURNED, ReferralState.EXPIRED)
OPEN_TRANSFERS = (TransferState.REQUESTED, TransferState.OFFERED)
