"""The reports of the pack: a period, a population, and lines that each answer one published figure."""

from tabara.indicators.reports.figures import ReportFigures, figures_of

__all__ = ["ReportFigures", "figures_of"]
