"""Invented work with other countries: agreements, encounters with what was promised there, offices to turn to."""

from collections.abc import Mapping
from typing import Any

from tabara.interfaces.cli.seeding.years.days import Days
from tabara.partnership import operations
from tabara.partnership.operations import Line

DAYS = ("signed_on", "in_force_on", "expires_on")


def agree(told: Mapping[str, Any], members: Mapping[str, Any], days: Days) -> None:
    """Write an agreement down as it stands, on the day of its last step."""
    known = {name: days.on(told[name]) for name in DAYS if name in told}
    given = {name: told[name] for name in ("kind", "title", "countries", "source")}
    written = max((told[name] for name in DAYS[:2] if name in told), default=-30)
    by, covers = members[told["by"]], told.get("covers", ())
    operations.write_agreement(by=by, at=days.at(written), covers=covers, **given, **known)


def meet(told: Mapping[str, Any], members: Mapping[str, Any], days: Days) -> None:
    """Write an encounter down, what was promised there, and what was kept of it (on day 0: not yet)."""
    by, on = members[told["by"]], told["on"]
    given = {name: told[name] for name in ("kind", "countries", "organisations", "results")}
    met = operations.record_encounter(by=by, at=days.at(on), on=days.on(on), **given)
    for words, owner, due, kept in told.get("promises", ()):
        promise = {"encounter": met, "words": words, "owner": owner, "due_on": days.on(due)}
        row = operations.add_follow_up(by=by, at=days.at(on), **promise)
        if kept:
            done = {"follow_up": row, "state": "done", "on": days.on(kept)}
            operations.settle_follow_up(by=by, at=days.at(kept), **done)


def turn_to(told: Mapping[str, Any], members: Mapping[str, Any], days: Days) -> None:
    """Add an office abroad, and confirm it later where that is told."""
    by = members[told["by"]]
    given = {name: told[name] for name in ("country", "side", "office", "function")}
    line = Line(told.get("phone", ""), told.get("email", ""))
    row = operations.add_counterpart(by=by, at=days.at(told["added"]), line=line, **given)
    if "confirmed" in told:
        day = told["confirmed"]
        operations.confirm_counterpart(by=by, at=days.at(day), counterpart=row, on=days.on(day))
