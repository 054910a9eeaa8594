"""Lists, a linkage and its counts for the tests, made through the operations that people use."""

import datetime as dt
from typing import Any

from tabara.access.models import Member
from tabara.methods.prevalence.study import study
from tabara.research.models import CaptureCount, CountedList, Linkage, Study
from tabara.research.operations import (
    Counted,
    Definition,
    Linked,
    StudyAsked,
    ask_linkage,
    ask_study,
    define_list,
    keep_counts,
    keep_linkage,
)
from tabara.research.queries import table_of
from tests.factories import NOW, make_agency, make_member

SINCE, UNTIL = dt.date(2025, 1, 1), dt.date(2026, 1, 1)
# Three lists that overlap: A and B share 6, B and C share 4, all three share 2, A and C alone share nobody.
HISTORIES = {(1, 0, 0): 40, (0, 1, 0): 30, (0, 0, 1): 20, (1, 1, 0): 6, (0, 1, 1): 4, (1, 1, 1): 2}
QUALITY = {
    "people": 102,
    "compared": 900,
    "expected": 14.0,
    "sure": 0.95,
    "doubt": 0.5,
    "linked": 12,
    "to_decide": 3,
    "thresholds": [{"threshold": 0.95, "pairs": 12, "precision": 0.98, "recall": 0.84}],
}


def definition(key: str = "A", *agencies: str, **facts: Any) -> Definition:
    """Return a complete definition of a list."""
    named = tuple(make_agency(one).key for one in agencies or (f"house-{key.lower()}",))
    usual = {"title": f"List {key}", "since": SINCE, "until": UNTIL, "words": "Whoever came to the house."}
    return Definition(key=key, agencies=named, **{**usual, **facts})


def listed(by: Member, key: str = "A", *agencies: str, at: dt.datetime = NOW, **facts: Any) -> CountedList:
    """Return a list that is defined."""
    return define_list(by=by, at=at, definition=definition(key, *agencies, **facts))


def asked(by: Member, *keys: str, at: dt.datetime = NOW) -> Linkage:
    """Return a linkage of lists that was asked for."""
    return ask_linkage(by=by, at=at, lists=[listed(by, key, at=at) for key in keys or ("A", "B", "C")])


def counted(by: Member, *, at: dt.datetime = NOW, histories: Any = HISTORIES, **facts: Any) -> CaptureCount:
    """Return what an officer counted of a linkage that this member asked for."""
    officer = facts.pop("officer", None) or make_member("linkage_officer")
    row = asked(by, at=at)
    people = {key: {"linked": 46, "left_out": 3} for key in row.keys}
    done = keep_linkage(by=officer, at=at, linkage=row, found=Linked(people, QUALITY, {"splink": "5.0.0"}))
    return keep_counts(by=officer, at=at, linkage=done, found=Counted(histories, **facts))


def found_of(counts: CaptureCount) -> dict[str, Any]:
    """Return what a short study of some counts says."""
    return study(table_of(counts), methods=("stepwise",), bootstrap=0).as_dict()


def studied(by: Member, *, at: dt.datetime = NOW, **facts: Any) -> Study:
    """Return a study that was asked for."""
    counts = facts.pop("counts", None) or counted(by, at=at)
    return ask_study(by=by, at=at, counts=counts, asked=StudyAsked(**{"title": "How many in 2025?", **facts}))
