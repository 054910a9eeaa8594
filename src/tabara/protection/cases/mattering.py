"""The acts that matter to whoever carries a case or answers for it: the one register, by the name of the operation.

What is written for each stands in `operations.changes`, the sentence in the door that shows it. A room says with
`only_when` where an act of its own matters only sometimes.
"""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any


class Topic(StrEnum):
    """What an act is about, for whoever does not want to be told of all."""

    SAFETY = "safety"  # cannot be left out
    REFERRAL = "referral"
    STATUS = "status"
    PLAN = "plan"
    HELP = "help"
    SHELTER = "shelter"
    RETURN = "return"
    DOCUMENT = "document"
    CASE = "case"


ALWAYS = frozenset({Topic.SAFETY})  # of these everybody is told
BY_TOPIC: Mapping[Topic, tuple[str, ...]] = {
    Topic.SAFETY: (
        *("cases.break_glass", "cases.raise_flag", "cases.withdraw_consent", "cases.set_contact_rule"),
        *("planning.assess", "reintegration.miss_visit", "directory.exclude_provider", "directory.leave"),
    ),
    Topic.REFERRAL: (
        *("referral.accept", "referral.decline", "referral.complete", "referral.return", "referral.expire"),
        *("referral.advise", "referral.request_transfer", "referral.decline_transfer", "intake.accept_transfer"),
    ),
    Topic.STATUS: (
        *("cases.screen", "cases.determine", "cases.record_appeal", "cases.ask_review", "cases.decide_review"),
        *("cases.decide_appeal", "cases.withdraw_recourse", "cases.end_reflection"),
    ),
    Topic.PLAN: ("planning.decide_plan", "planning.hold_conference", "planning.record_best_interests"),
    Topic.HELP: ("assistance.miss", "assistance.decide_payment", "assistance.decide_business"),
    Topic.SHELTER: ("directory.accept_place", "directory.decline_place", "directory.arrive"),
    Topic.RETURN: ("reintegration.depart", "reintegration.confirm_arrival", "reintegration.call_off"),
    Topic.DOCUMENT: ("cases.add_document", "cases.take_document_back"),
    Topic.CASE: ("cases.hand_over", "cases.close", "cases.reopen", "cases.lower_flag", "intake.erase_case"),
}
MATTERS: Mapping[str, Topic] = {act: topic for topic, acts in BY_TOPIC.items() for act in acts}

Condition = Callable[[Any], bool]
_conditions: dict[str, Condition] = {}


def only_when(act: str) -> Callable[[Condition], Condition]:
    """Have a function say, of what an act made, whether it matters; without one it always does."""

    def register(condition: Condition) -> Condition:
        _conditions[act] = condition
        return condition

    return register


def matters(act: str, thing: Any) -> bool:
    """Return whether somebody is told of an act that made this."""
    return act in MATTERS and (act not in _conditions or _conditions[act](thing))
