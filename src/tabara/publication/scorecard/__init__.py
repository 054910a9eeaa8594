"""The scorecard of the plan: each activity held against what was to be expected, its money, and the printed sheet."""

from tabara.publication.scorecard.gathering import Card, Scored, card, printed_card, thresholds
from tabara.publication.scorecard.leaving import scorecard_leaving
from tabara.publication.scorecard.printed import Paper, Part, Row, render

__all__ = [
    "Card",
    "Paper",
    "Part",
    "Row",
    "Scored",
    "card",
    "printed_card",
    "render",
    "scorecard_leaving",
    "thresholds",
]
