"""What each gate looks at, and what it saw there. The thresholds are in `gates`."""

from tabara.methods.prevalence.study.looks.lists import coverage, existence, linked, lists, nested_lists, overlap
from tabara.methods.prevalence.study.looks.methods import agreement, bound, chains, kinds, methods, peaks, rivals
from tabara.methods.prevalence.study.looks.number import (
    fit,
    limits,
    linkages,
    lists_left_out,
    missed,
    references,
    trajectory,
    width,
)
from tabara.methods.prevalence.study.looks.seen import Seen

__all__ = [
    "Seen",
    "agreement",
    "bound",
    "chains",
    "coverage",
    "existence",
    "fit",
    "kinds",
    "limits",
    "linkages",
    "linked",
    "lists",
    "lists_left_out",
    "methods",
    "missed",
    "nested_lists",
    "overlap",
    "peaks",
    "references",
    "rivals",
    "trajectory",
    "width",
]
