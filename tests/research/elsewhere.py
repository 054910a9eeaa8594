"""Lists that were linked elsewhere, brought in for the tests through the operation that people use."""

import datetime as dt
from typing import Any

from tabara.access.models import Member
from tabara.research.models import CaptureCount
from tabara.research.operations import Files, ListElsewhere, bring_in, read
from tests.factories import NOW
from tests.methods.tokens.sent import CAPTURE, PAIRS, STUDY, account

SINCE, UNTIL = dt.date(2025, 1, 1), dt.date(2026, 1, 1)


def told(*names: str, **facts: Any) -> dict[str, ListElsewhere]:
    """Return what each list is."""
    usual = {"since": SINCE, "until": UNTIL, "words": "Whoever called.", "victims": "identified"}
    return {name: ListElsewhere(**{"title": f"List {name}", **usual, **facts}) for name in names or "ABC"}


def files(**other: str | None) -> Files:
    """Return what a unit sends, whole, or with something otherwise."""
    sent = {"capture": CAPTURE, "account": account(), "numbers": STUDY, "pairs": PAIRS, **other}
    return Files(**{name: (text or "").encode() for name, text in sent.items()})


def brought_in(by: Member, *, at: dt.datetime = NOW, lists: Any = None, seed: int = 1, **other: Any) -> CaptureCount:
    """Return the counts of lists that were linked elsewhere."""
    brought = read(files(**other), seed=seed)
    return bring_in(by=by, at=at, brought=brought, lists=told() if lists is None else lists)
