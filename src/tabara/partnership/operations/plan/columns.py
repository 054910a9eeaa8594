"""The columns of the plan's workbook: how each is called, and how its cells are filled."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tabara import codelists
from tabara.protection.directory.operations.filing.plain import plain


class Kind(StrEnum):
    """What stands in a cell."""

    WORDS = "words"
    CODE = "code"  # of the list named beside it
    DAY = "day"
    NUMBER = "number"
    MONEY = "money"


@dataclass(frozen=True)
class Column:
    """One column. Its key is known to every workbook; its title is the reader's."""

    key: str
    title: str | Promise
    how: str | Promise
    kind: Kind = Kind.WORDS
    codelist: str = ""
    needed: bool = False
    longest: int = 300


COLUMNS = (
    Column("pillar", _("Pillar"), _("One of the four pillars."), Kind.CODE, "pillar", needed=True),
    Column("objective_code", _("Objective no."), _("A short number, as 1.2."), needed=True, longest=20),
    Column("objective", _("Objective"), _("The same words in each row of the objective."), needed=True),
    Column(
        "code",
        _("Activity no."),
        _("A short number that stays the same in every version, as 1.2.3. Empty where an objective has none yet."),
        needed=True,
        longest=20,
    ),
    Column("activity", _("Activity"), _("What is done. Nobody is named."), needed=True),
    Column("owner", _("Responsible organisation"), _("As it stands among the members."), needed=True, longest=120),
    Column("starts_on", _("Begins on"), _("A day, as 2026-12-31."), Kind.DAY, needed=True),
    Column("due_on", _("Ends on"), _("A day, as 2026-12-31."), Kind.DAY, needed=True),
    Column("progress", _("Progress"), _("How far it is; empty leaves what was reported."), Kind.CODE, "plan_progress"),
    Column("indicator", _("Indicator"), _("Its key in the catalogue, so that the actual computes itself."), longest=60),
    Column(
        "measure", _("Other measure"), _("What is measured, where no indicator of the catalogue does."), longest=200
    ),
    Column("counting", _("Target counts"), _("Each year anew, or in all."), Kind.CODE, "plan_counting"),
    Column("baseline", _("Baseline"), _("The figure before the plan began."), Kind.NUMBER),
    Column("target", _("Target"), _("One column for each year, with the year behind it."), Kind.NUMBER),
    Column("budget", _("Budget"), _("What it costs in all."), Kind.MONEY),
    Column("funded", _("Funded"), _("What has been promised or paid of it; empty where nobody knows."), Kind.MONEY),
    Column("spent", _("Spent"), _("What was spent in all so far."), Kind.MONEY),
    Column("currency", _("Currency"), _("Its three letters."), longest=3),
    Column("actual", _("Actual"), _("What was reached, where no indicator computes it."), Kind.NUMBER),
    Column("evidence", _("Evidence"), _("An address or a document that shows it.")),
)
PROBLEM = Column("problem", _("What is wrong"), "")  # of a workbook that we sent back: not read again
BY_KEY: Mapping[str, Column] = {one.key: one for one in (*COLUMNS, PROBLEM)}
WITH_YEAR = re.compile(r"\A(.*?)[ _]*(20\d\d)\Z")
TARGET = "target_"


def columns() -> list[tuple[str, str, bool]]:
    """Return what each column is called, how it is filled, and whether it is needed."""
    return [(str(one.title), str(one.how), one.needed) for one in COLUMNS]


def column(key: str) -> Column:
    """Return a column by its key; that of a year's target is the target's."""
    return BY_KEY["target" if key.startswith(TARGET) else key]


def title(key: str) -> str:
    """Return what a column is called in the reader's language."""
    said = str(column(key).title)
    return f"{said} {key.removeprefix(TARGET)}" if key.startswith(TARGET) else said


def keys_of(header: Sequence[str]) -> dict[int, str]:
    """Return which column stands where, by what it may be called in any language of the pack, or by its key."""
    known = _titles()
    found: dict[int, str] = {}
    for place, cell in enumerate(header):
        asked = plain(cell)
        year = WITH_YEAR.match(asked)
        key = known.get(asked, "")
        if year and known.get(year[1]) == "target":
            key = f"{TARGET}{year[2]}"
        if key and key != "target" and key not in found.values():
            found[place] = key
    return found


def _titles() -> dict[str, str]:
    found = {plain(one.key): one.key for one in BY_KEY.values()}
    for language in codelists.pack().languages:
        with translation.override(language):
            found |= {plain(str(one.title)): one.key for one in BY_KEY.values()}
    return found
