"""The brief of a meeting on one page: its agenda, the figures of the last quarter that is over, and what is late."""

from tabara.publication.brief.gathering import Quarters, brief, figures_of_brief
from tabara.publication.brief.leaving import brief_leaving
from tabara.publication.brief.printed import Brief, Line, Task, render

__all__ = ["Brief", "Line", "Quarters", "Task", "brief", "brief_leaving", "figures_of_brief", "render"]
