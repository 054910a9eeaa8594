"""Whatever leaves with counts: its numbers as the register remembers them, and the guard that compares them."""

from tabara.publication.releases.leaving import Leaving, look_first, refuse_linked
from tabara.publication.releases.naming import titled
from tabara.publication.releases.papers import map_leaving, paper, study_leaving

__all__ = ["Leaving", "look_first", "map_leaving", "paper", "refuse_linked", "study_leaving", "titled"]
