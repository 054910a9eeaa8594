"""An invented plan, plainly marked as an example in every row: no national plan was published with its matrix."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.partnership.operations.plan.columns import TARGET
from tabara.partnership.operations.plan.handing_out import keys_with

LAZY = str | Promise
OBJECTIVES: dict[str, tuple[str, LAZY]] = {
    "1.1": ("prevention", gettext_lazy("People know the danger and whom to call")),
    "1.2": ("prevention", gettext_lazy("Those who meet victims first are trained")),
    "2.1": ("protection", gettext_lazy("Every victim found is helped")),
    "2.2": ("protection", gettext_lazy("Agencies answer one another in time")),
    "3.1": ("prosecution", gettext_lazy("Cases reach a judgment")),
    "3.2": ("prosecution", gettext_lazy("Victims are protected before the courts")),
    "4.1": ("partnership", gettext_lazy("The Commission meets and follows what it decides")),
    "4.2": ("partnership", gettext_lazy("Neighbouring countries work together")),
}


@dataclass(frozen=True)
class Invented:
    """An activity of the example. `first` and `last` are years of the plan, counted from 0; money is in thousands."""

    objective: str
    code: str
    words: LAZY
    indicator: str = ""
    aim: int = 0  # of each year, or of the whole where it counts in all
    measure: LAZY = ""
    budget: int = 0
    funded: float | None = None  # the share of it; nothing where nobody knows
    first: int = 0
    last: int = 4
    counting: str = "yearly"


_I = Invented
ACTIVITIES = (
    _I("1.1", "1.1.1", gettext_lazy("Hold sessions in communes of origin"), "people_reached", 6000, "", 90_000, 0.6),
    _I("1.1", "1.1.2", gettext_lazy("Warn on community radio"), "", 40, gettext_lazy("Broadcasts aired"), 24_000, 1.0),
    _I("1.2", "1.2.1", gettext_lazy("Train police and magistrates"), "people_trained", 300, "", 75_000, 0.4),
    _I("1.2", "1.2.2", gettext_lazy("Print the procedures"), budget=9_000, funded=1.0, last=1),
    _I("2.1", "2.1.1", gettext_lazy("Identify victims"), "victims_identified", 150, "", 60_000, 0.8, counting="total"),
    _I("2.1", "2.1.2", gettext_lazy("Assist people at risk"), "persons_assisted", 400, "", 400_000, 0.55),
    _I(
        *("2.1", "2.1.3", gettext_lazy("Open a shelter in the north"), "", 1, gettext_lazy("Shelters opened")),
        budget=180_000,
        funded=0.2,
        first=1,
        last=2,
        counting="total",
    ),
    _I("2.2", "2.2.1", gettext_lazy("Answer referrals within the days agreed"), "referrals_answered_in_time", 200),
    _I("3.1", "3.1.1", gettext_lazy("Bring cases to a judgment"), "court_files_judged", 12, "", 30_000, 0.5),
    _I(
        *("3.2", "3.2.1", gettext_lazy("Hear children in a room of their own"), "", 4),
        measure=gettext_lazy("Courts with such a room"),
        budget=48_000,
        first=1,
        counting="total",
    ),
    _I("4.1", "4.1.1", gettext_lazy("Meet every month, with a quorum"), "meetings_held", 12, "", 6_000, 1.0),
    _I("4.1", "4.1.2", gettext_lazy("Carry decisions out by their day"), "commission_decisions_done_in_time", 20),
)


def banner() -> str:
    """Return what stands above the rows."""
    return _("EXAMPLE: invented, to show how the workbook is filled. It is nobody’s plan.")


def rows(years: Sequence[int], owners: Sequence[str]) -> list[list[Any]]:
    """Return the rows of the example for these years, done by these organisations in turn."""
    listed = keys_with(years)
    told = [(one, owners[nth % len(owners)]) for nth, one in enumerate(ACTIVITIES)]
    found = [_row(listed, one.objective, _said(one, years, owner)) for one, owner in told]
    return [*found, _row(listed, "4.2", {})]


def _said(one: Invented, years: Sequence[int], owner: str) -> dict[str, Any]:
    since, until = min(years) + one.first, min(min(years) + one.last, max(years))
    budget = one.budget * 1000
    return {
        "code": one.code,
        "activity": _marked(one.words),
        "owner": owner,
        "starts_on": dt.date(since, 1, 1),
        "due_on": dt.date(until, 12, 31),
        "indicator": one.indicator,
        "measure": str(one.measure),
        "counting": one.counting,
        "budget": budget,
        "funded": None if one.funded is None else round(budget * one.funded),
        "currency": codelists.pack().currency if budget else "",
        **_targets(one.aim, one.counting, [year for year in years if since <= year <= until]),
    }


def _targets(aim: int, counting: str, years: Sequence[int]) -> dict[str, int]:
    """Return a target for each year: the same anew, or step by step up to the whole."""
    if not aim:
        return {}
    last = len(years)
    return {
        f"{TARGET}{year}": max(1, aim * nth // last) if counting == "total" else aim
        for nth, year in enumerate(years, start=1)
    }


def _row(listed: Sequence[str], objective: str, said: dict[str, Any]) -> list[Any]:
    pillar, words = OBJECTIVES[objective]
    whole = {"pillar": pillar, "objective_code": objective, "objective": _marked(words), **said}
    return [whole.get(key) or None for key in listed]


def _marked(words: LAZY) -> str:
    return _("EXAMPLE · %(words)s") % {"words": words}
