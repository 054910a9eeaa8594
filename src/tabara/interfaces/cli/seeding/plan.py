"""An invented plan, loaded from a workbook as anybody would load one, and what was reported on it."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone, translation

from tabara import codelists
from tabara.partnership import operations, queries

Clock = Callable[[dt.date], dt.datetime]


def load_plan(told: Mapping[str, Any], members: Mapping[str, Any], clock: Clock) -> None:
    """Load the example in its versions, and report what is told of it; days to come are left out."""
    by, today = members[told["by"]], timezone.localdate()
    with translation.override(told["language"]):
        acts = [(one["on"], _version, one) for one in told["versions"]] + [
            (row[1], _report, row) for row in told["reports"]
        ]
        for on, act, one in sorted(acts, key=lambda each: each[0]):
            if on <= today:
                act(told, one, {"by": by, "at": clock(on)}, on)


def _version(told: Mapping[str, Any], one: Mapping[str, Any], usual: Mapping[str, Any], on: dt.date) -> None:
    """Load the example, changed in the cells that the version names by activity and column."""
    years = codelists.pack().parameters["plan_years"]
    owners = [each.organisation for each in queries.members_of(by=usual["by"], group="commission", on=on)]
    keys = operations.plan.keys_with(years)
    rows = operations.plan.example.rows(years, owners)
    for code, key, value in one.get("changes", ()):
        for row in rows:
            if row[keys.index("code")] == code:
                row[keys.index(key)] = value
    banner = operations.plan.example.banner()
    content = operations.plan.template(years=years, at=usual["at"], rows=rows, banner=banner)
    sent = operations.plan.send_plan(**usual, title=told["title"], content=content)
    operations.plan.load_plan(**usual, version=sent, seen=operations.plan.seen_of(operations.plan.draft_of(sent)))


def _report(told: Mapping[str, Any], row: list[Any], usual: Mapping[str, Any], on: dt.date) -> None:
    """Report on an activity: its number, the day, how far it is, the words, thousands spent, what was reached."""
    code, _on, progress, words, spent, actual = row
    _version_now, standings = queries.plan.plan(by=usual["by"])
    activity = next(one.activity for one in standings if one.activity.code == code)
    said: dict[str, Any] = {"progress": progress, "words": words}
    if spent >= 0:
        said["spent"] = Decimal(spent) * 1000
    if actual >= 0:
        proof = {"evidence": told["evidence"], "source": activity.owner}
        said |= {"actual": Decimal(actual), "actual_year": on.year, **proof}
    operations.plan.report_progress(**usual, activity=activity, on=on, told=operations.plan.Told(**said))
