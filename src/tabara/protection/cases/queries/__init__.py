"""Reads of cases. Each takes `by`, the member asking, and returns nothing that member may not see."""

from tabara.protection.cases.queries.documents import documents
from tabara.protection.cases.queries.judgement import (
    Advice,
    adult_age,
    advice,
    age_at_entry,
    conclusion,
    indicator_sets,
)
from tabara.protection.cases.queries.listing import COLUMNS, MOST_COUNTED, PAGE, CasePage, due, page, waiting
from tabara.protection.cases.queries.reach import (
    Holding,
    by_code,
    by_number,
    case,
    first_day,
    holds,
    lately_within_reach,
    seen,
    visible,
    within_reach,
)
from tabara.protection.cases.queries.told import (
    agreed,
    categories,
    consents,
    determinations,
    may_be_told,
    narrative,
    saved_views,
    screenings,
)

__all__ = [
    "COLUMNS",
    "MOST_COUNTED",
    "PAGE",
    "Advice",
    "CasePage",
    "Holding",
    "adult_age",
    "advice",
    "age_at_entry",
    "agreed",
    "by_code",
    "by_number",
    "case",
    "categories",
    "conclusion",
    "consents",
    "determinations",
    "documents",
    "due",
    "first_day",
    "holds",
    "indicator_sets",
    "lately_within_reach",
    "may_be_told",
    "narrative",
    "page",
    "saved_views",
    "screenings",
    "seen",
    "visible",
    "waiting",
    "within_reach",
]
