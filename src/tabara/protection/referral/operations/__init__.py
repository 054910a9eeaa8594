"""What may happen to a referral, and to a case on its way to another agency."""

from tabara.protection.referral.operations.answering import accept_referral, decline_referral
from tabara.protection.referral.operations.ending import (
    complete_referral,
    expire_referral,
    read_answer,
    return_referral,
)
from tabara.protection.referral.operations.sending import revoke_referral, send_referral
from tabara.protection.referral.operations.transferring import (
    decline_request,
    decline_transfer,
    offer_transfer,
    request_transfer,
    withdraw_request,
    withdraw_transfer,
)
from tabara.protection.referral.operations.watching import advise_sender, remind_recipient
from tabara.protection.referral.operations.words import Words, open_words

__all__ = [
    "Words",
    "accept_referral",
    "advise_sender",
    "complete_referral",
    "decline_referral",
    "decline_request",
    "decline_transfer",
    "expire_referral",
    "offer_transfer",
    "open_words",
    "read_answer",
    "remind_recipient",
    "request_transfer",
    "return_referral",
    "revoke_referral",
    "send_referral",
    "withdraw_request",
    "withdraw_transfer",
]
