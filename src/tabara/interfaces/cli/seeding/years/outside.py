"""Invented answers to reviews from outside, and invented documents with their versions."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from tabara.interfaces.cli.seeding.years.days import Days
from tabara.partnership import operations, queries

GROUP = "commission"


def follow(told: Mapping[str, Any], members: Mapping[str, Any], days: Days) -> None:
    """Follow one recommendation: who does it by when, what answers it, what shows it, what was told of it."""
    by = members[told["by"]]
    row = _begun(told, by, days)
    usual = {"by": by, "recommendation": row}
    if "owner" in told:
        there = queries.members_of(by=by, group=GROUP, on=days.on(told["day"]))
        owner = there[told["owner"] % len(there)]
        operations.assign_recommendation(**usual, at=days.at(told["day"]), owner=owner, due_on=days.on(told["due"]))
    if "decided" in told:
        decision = _decision(by, told["decided"], row.dated_on)
        if decision is not None:
            operations.tie_answer(**usual, at=days.now, decision=decision)
    if "activity" in told:
        operations.tie_answer(**usual, at=days.now, activity=told["activity"])
    for day, words, link in told.get("evidence", ()):
        operations.add_evidence(**usual, at=days.at(day), words=words, on=days.on(day), link=link)
    for day, state, words in told.get("told", ()):
        operations.tell_recommendation(**usual, at=days.at(day), words=words, state=state, on=days.on(day))


def publish(told: Mapping[str, Any], members: Mapping[str, Any], days: Days) -> None:
    """Publish one document with its versions, and withdraw it where that is told."""
    by = members[told["by"]]
    facts = {name: told[name] for name in ("title", "kind", "theme", "audience")}
    one = operations.publish_guidance(by=by, at=days.at(told["day"]), **facts, campaign=told.get("campaign", ""))
    for day, language, text, changes in told["versions"]:
        given = {"language": language, "name": "document.txt", "content": text.encode(), "changes": changes}
        operations.add_guidance_version(by=by, at=days.at(day), guidance=one, on=days.on(day), **given)
    if "withdrawn" in told:
        day, reason = told["withdrawn"]
        operations.withdraw_guidance(by=by, at=days.at(day), guidance=one, reason=reason)


def _begun(told: Mapping[str, Any], by: Any, days: Days) -> Any:
    usual = {"by": by, "at": days.at(told["day"]), "review": told["review"], "year": told["year"]}
    known = days.on(told["known"])
    if "key" in told:
        return operations.take_up(**usual, key=told["key"], dated_on=known)
    facts = {name: told[name] for name in ("words", "pillar", "source")}
    return operations.add_recommendation(**usual, **facts, dated_on=known)


def _decision(by: Any, words: str, since: dt.date) -> Any:
    """Return the first decision of the Commission from a day on that begins with these words."""
    found = [one for one in queries.decisions(by=by, group=GROUP) if one.words.startswith(words)]
    after = [one for one in found if one.meeting.held_on >= since]
    return min(after, key=lambda one: (one.meeting.held_on, one.number), default=None)
