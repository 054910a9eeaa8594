"""Studies of how many people there are, as people see them: the overlaps of lists drawn, and the report printed."""

from tabara.publication.studies.overlaps import Overlaps, Shared, overlaps
from tabara.publication.studies.upset import Picture, picture

__all__ = ["Overlaps", "Picture", "Shared", "overlaps", "picture"]
