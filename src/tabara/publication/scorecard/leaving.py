"""The scorecard of the plan as it is about to leave: the numbers that the register of releases remembers of it."""

from tabara.codelists import Surface
from tabara.indicators.profiles import profile_at
from tabara.mart import Mart
from tabara.publication.releases import Leaving, paper
from tabara.publication.releases.naming import SCORECARD
from tabara.publication.scorecard.gathering import Card


def scorecard_leaving(card: Card, *, mart: Mart, language: str) -> Leaving | None:
    """Return the figures that a scorecard prints."""
    figures = [one.figure for one in card.rows if one.figure is not None]
    return paper(SCORECARD, SCORECARD, language, figures, profile_at(Surface.SCORECARD), mart)
