"""Write down what is said of the country from outside, and follow what becomes of it."""

from tabara.partnership.operations.reviews.answering import add_evidence, strike_evidence, tie_answer, untie_answer
from tabara.partnership.operations.reviews.editions import correct_edition, record_edition
from tabara.partnership.operations.reviews.recommendations import (
    add_recommendation,
    assign_recommendation,
    correct_recommendation,
    take_up,
    tell_recommendation,
)

__all__ = [
    "add_evidence",
    "add_recommendation",
    "assign_recommendation",
    "correct_edition",
    "correct_recommendation",
    "record_edition",
    "strike_evidence",
    "take_up",
    "tell_recommendation",
    "tie_answer",
    "untie_answer",
]
