"""The brief of a meeting as it is about to leave: the numbers that the register of releases remembers of it."""

from tabara.codelists import Surface
from tabara.indicators.profiles import profile_at
from tabara.mart import Mart
from tabara.publication.brief.gathering import Quarters
from tabara.publication.releases import Leaving, paper
from tabara.publication.releases.naming import BRIEF


def brief_leaving(figures: Quarters, *, mart: Mart, language: str) -> Leaving | None:
    """Return the figures that a brief prints."""
    return paper(BRIEF, BRIEF, language, [*figures.then, *figures.now], profile_at(Surface.BRIEF), mart)
