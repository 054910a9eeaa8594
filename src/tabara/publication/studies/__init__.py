"""Studies of how many people there are, as people see them: the overlaps of lists drawn, and the report printed."""

from tabara.publication.studies.drawn.upset import Picture, picture
from tabara.publication.studies.leaving import Leaving, leaving
from tabara.publication.studies.overlaps import Overlaps, Shared, overlaps
from tabara.publication.studies.reading import reading
from tabara.publication.studies.report import render
from tabara.publication.studies.wording import languages

__all__ = [
    "Leaving",
    "Overlaps",
    "Picture",
    "Shared",
    "languages",
    "leaving",
    "overlaps",
    "picture",
    "reading",
    "render",
]
