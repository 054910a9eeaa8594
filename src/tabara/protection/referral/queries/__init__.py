"""Reads of referrals and transfers."""

from tabara.protection.referral.enums import LIVE
from tabara.protection.referral.queries import told as told
from tabara.protection.referral.queries.clocks import clock, over, sent, unanswered, unanswered_number
from tabara.protection.referral.queries.referrals import (
    can_read_words,
    ended,
    of_case,
    one,
    one_sent,
    received,
    recipients,
    shared_by,
    to_answer,
    under_way,
    waiting,
)

__all__ = [
    "LIVE",
    "can_read_words",
    "clock",
    "ended",
    "of_case",
    "one",
    "one_sent",
    "over",
    "received",
    "recipients",
    "sent",
    "shared_by",
    "to_answer",
    "unanswered",
    "unanswered_number",
    "under_way",
    "waiting",
]
