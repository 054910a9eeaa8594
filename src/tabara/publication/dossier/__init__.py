"""The yearly dossier of a review or a frame: what is known, what was done, and the figures, with what they lack."""

from tabara.publication.dossier.framed import FigureLine, MeasureLines, TargetLines, figure_lines, target_lines
from tabara.publication.dossier.gathering import dossier
from tabara.publication.dossier.leaving import dossier_leaving
from tabara.publication.dossier.printed import Dossier, render

__all__ = [
    "Dossier",
    "FigureLine",
    "MeasureLines",
    "TargetLines",
    "dossier",
    "dossier_leaving",
    "figure_lines",
    "render",
    "target_lines",
]
