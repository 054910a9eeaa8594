"""Invented recruitment agencies: the list, decisions on licences, complaints and what was answered, warnings."""

import random
from collections.abc import Mapping
from typing import Any

from tabara.interfaces.cli.seeding.years.days import Days, commune
from tabara.prevention import operations
from tabara.prevention.operations import About, Licence

FINDINGS = ("upheld", "upheld", "not_upheld", "answered")
PASSED, ANSWERED = (2, 20), (8, 55)  # days after which a complaint is passed on, and answered after that
ANSWERS = 0.8  # share of the complaints passed on to which an answer comes


def watch(told: Mapping[str, Any], members: Mapping[str, Any], days: Days, rng: random.Random) -> None:
    """Keep the list, hear complaints and follow them, and warn."""
    firms = {one["licence"]: _listed(one, members[one["by"]], days) for one in told.get("firm", ())}
    for one in told.get("complaints", ()):
        spread = sorted(rng.randrange(one["since"], one["until"]) for _nth in range(one["number"]))
        for day in spread:
            _heard(one, firms, members, days, day, rng)
    for one in told.get("warning", ()):
        _warned(one, firms, members[one["by"]], days)


def _listed(told: Mapping[str, Any], by: Any, days: Days) -> Any:
    line = Licence(told["name"], days.on(told["since"]), days.on(told["until"]), tuple(told["destinations"]))
    listed = {"listed_on": days.on(told["listed_on"]), "source": "Liste inventée du ministère"}
    at = days.at(told["listed_on"])
    firm = operations.list_firm(by=by, at=at, number=told["licence"], licence=line, **listed)
    for state, day, source in told.get("steps", ()):
        operations.move_licence(by=by, at=days.at(day), firm=firm, state=state, on=days.on(day), source=source)
    return firm


def _heard(
    told: Mapping[str, Any],
    firms: Mapping[str, Any],
    members: Mapping[str, Any],
    days: Days,
    day: int,
    rng: random.Random,
) -> None:
    firm = firms.get(rng.choice(told["firms"]))
    words = told["words"] if firm is None or rng.random() < 1 / 2 else ""
    place = commune(days.on(day), rng)
    about = About(firm=firm, destination=rng.choice(told["destinations"]), words=words, **place)
    said = {"kind": rng.choice(told["kinds"]), "channel": rng.choice(told["channels"]), "about": about}
    by = members[rng.choice(told["heard_by"])]
    row = operations.record_complaint(by=by, at=days.at(day), on=days.on(day), **said)
    passed = day + rng.randrange(*PASSED)
    if passed > 0:
        return
    follows = members[told["follows"]]
    body = {"complaint": row, "to": rng.choice(told["bodies"]), "on": days.on(passed)}
    operations.pass_complaint_on(by=follows, at=days.at(passed), **body)
    answered = passed + rng.randrange(*ANSWERED)
    if answered <= 0 and rng.random() < ANSWERS:
        found = {"complaint": row, "finding": rng.choice(FINDINGS), "on": days.on(answered)}
        operations.answer_complaint(by=follows, at=days.at(answered), **found)


def _warned(told: Mapping[str, Any], firms: Mapping[str, Any], by: Any, days: Days) -> None:
    said = {name: told[name] for name in ("audience", "languages", "words")}
    firm = firms.get(told.get("firm", ""))
    row = operations.issue_warning(by=by, at=days.at(told["on"]), on=days.on(told["on"]), firm=firm, **said)
    if "withdrawn" in told:
        day, reason = told["withdrawn"]
        operations.withdraw_warning(by=by, at=days.at(day), caution=row, on=days.on(day), reason=reason)
