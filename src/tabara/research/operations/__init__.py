"""What may happen in research: define lists, have them linked and counted, study the counts, sign a study off."""

from tabara.research.operations.lists import Definition, define_list, strike_list
from tabara.research.operations.outside import ListElsewhere, bring_in
from tabara.research.operations.overlaps import (
    Counted,
    Linked,
    ask_linkage,
    keep_counts,
    keep_linkage,
    strike_linkage,
)
from tabara.research.operations.receiving import Brought, Files, look_at, read
from tabara.research.operations.studies import StudyAsked, ask_study, keep_study, make_study, sign_study, study_key

__all__ = [
    "Brought",
    "Counted",
    "Definition",
    "Files",
    "Linked",
    "ListElsewhere",
    "StudyAsked",
    "ask_linkage",
    "ask_study",
    "bring_in",
    "define_list",
    "keep_counts",
    "keep_linkage",
    "keep_study",
    "look_at",
    "make_study",
    "read",
    "sign_study",
    "strike_linkage",
    "strike_list",
    "study_key",
]
