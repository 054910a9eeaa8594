"""Link the lists of several agencies inside the vault: a linkage officer's work, answered as counts and numbers."""

from tabara.protection.intake.operations.linking.comparing import Compared, compare_lists, keep_pairs
from tabara.protection.intake.operations.linking.counting import (
    Histories,
    count_lists,
    forget_linkage,
    forget_old_linkages,
)
from tabara.protection.intake.operations.linking.deciding import BothRecords, answer_records, open_records
from tabara.protection.intake.operations.linking.drawing import ListAsked, draw_lists

__all__ = [
    "BothRecords",
    "Compared",
    "Histories",
    "ListAsked",
    "answer_records",
    "compare_lists",
    "count_lists",
    "draw_lists",
    "forget_linkage",
    "forget_old_linkages",
    "keep_pairs",
    "open_records",
]
