"""Reads of research: lists, linkages, counts and studies, each for those who keep research or who link."""

from tabara.research.queries.left_out import left_out, result_of
from tabara.research.queries.lists import agencies_of, list_of, lists
from tabara.research.queries.overlaps import counts, counts_of, linkage_of, linkages
from tabara.research.queries.studies import latest_signed, studies, study_of
from tabara.research.queries.tables import bits, table_of

__all__ = [
    "agencies_of",
    "bits",
    "counts",
    "counts_of",
    "latest_signed",
    "left_out",
    "linkage_of",
    "linkages",
    "list_of",
    "lists",
    "result_of",
    "studies",
    "study_of",
    "table_of",
]
