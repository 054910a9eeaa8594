"""Reads of packets to somebody without an account."""

from tabara.protection.handover.queries.packet.finding import (
    behind,
    by_link,
    can_show,
    names_in,
    of_case,
    of_referral,
    one,
    outsider_of,
    recipients,
    to_end,
)
from tabara.protection.handover.queries.packet.reading import LABELS, Line, lines, text

__all__ = [
    "LABELS",
    "Line",
    "behind",
    "by_link",
    "can_show",
    "lines",
    "names_in",
    "of_case",
    "of_referral",
    "one",
    "outsider_of",
    "recipients",
    "text",
    "to_end",
]
