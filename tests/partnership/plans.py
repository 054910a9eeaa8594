"""Workbooks of a plan, written as a spreadsheet writes them, and a plan that is loaded."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from tabara.access.models import Member
from tabara.partnership import operations
from tabara.partnership.models import PlanActivity, PlanVersion
from tabara.partnership.operations.plan import draft_of, seen_of
from tests.factories import NOW
from tests.files.hostile_workbooks import book

HEADER = (
    *("Pillar", "Objective no.", "Objective", "Activity no.", "Activity", "Responsible organisation"),
    *("Begins on", "Ends on", "Progress", "Indicator", "Other measure", "Target counts", "Baseline"),
    *("Target 2025", "Target 2026", "Budget", "Funded", "Spent", "Currency", "Actual", "Evidence"),
)
FIRST: dict[str, Any] = {
    "Pillar": "Prevention",
    "Objective no.": "1.1",
    "Objective": "People know the danger",
    "Activity no.": "1.1.1",
    "Activity": "Talk at the markets",
    "Responsible organisation": "Red Lamp",
    "Begins on": dt.date(2025, 1, 1),
    "Ends on": dt.date(2026, 12, 31),
    "Indicator": "people_reached",
    "Target 2025": 500,
    "Target 2026": "1 000",
    "Budget": 12000,
    "Funded": 5000.5,
    "Currency": "USD",
}
SECOND: dict[str, Any] = {
    **FIRST,
    "Pillar": "protection",
    "Objective no.": "2.1",
    "Objective": "Every shelter is safe",
    "Activity no.": "2.1.1",
    "Activity": "Visit the shelters",
    "Indicator": "",
    "Other measure": "Shelters visited",
    "Target 2025": 4,
    "Target 2026": 6,
    "Funded": None,
}
EMPTY = {"Pillar": "Partnership", "Objective no.": "4.1", "Objective": "Work with the neighbours"}


def sheet(*rows: dict[str, Any], header: Sequence[str] = HEADER, above: Sequence[Sequence[Any]] = ()) -> bytes:
    """Return a workbook with these rows under the header."""
    return book([*above, header, *([row.get(name) for name in header] for row in rows)])


def owner(by: Member, name: str = "Red Lamp") -> None:
    """Let an organisation be known."""
    since = NOW.date() - dt.timedelta(days=400)
    operations.join(by=by, at=NOW, group="commission", organisation=name, kind="ngo", since=since)


def sent(by: Member, *rows: dict[str, Any], at: dt.datetime = NOW, **how: Any) -> PlanVersion:
    """Send a workbook."""
    return operations.plan.send_plan(by=by, at=at, title="NAP", content=sheet(*(rows or (FIRST, SECOND)), **how))


def loaded(by: Member, *rows: dict[str, Any], at: dt.datetime = NOW) -> PlanVersion:
    """Send a workbook and load it."""
    version = sent(by, *rows, at=at)
    return operations.plan.load_plan(by=by, at=at, version=version, seen=seen_of(draft_of(version)))


def activity(code: str = "2.1.1") -> PlanActivity:
    """Return an activity by its number, of the last version."""
    return PlanActivity.objects.filter(code=code).latest("objective__version__number")
