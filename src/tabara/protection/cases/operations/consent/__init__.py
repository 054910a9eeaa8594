"""What a person is told, agrees to, refuses and takes back; who is told of that; and how she may be reached."""

from tabara.protection.cases.operations.consent.answers import (
    agree_to_share,
    follows_consent,
    record_consent,
    withdraw_consent,
)
from tabara.protection.cases.operations.consent.asking import Told, record_asking
from tabara.protection.cases.operations.consent.contact import Rule, open_contact, refuse_contact, set_contact_rule
from tabara.protection.cases.operations.consent.notices import acknowledge_notice
from tabara.protection.cases.operations.consent.refusal import answer_refusal

__all__ = [
    "Rule",
    "Told",
    "acknowledge_notice",
    "agree_to_share",
    "answer_refusal",
    "follows_consent",
    "open_contact",
    "record_asking",
    "record_consent",
    "refuse_contact",
    "set_contact_rule",
    "withdraw_consent",
]
