"""Invented campaigns: their sessions with whom they reached and what people asked, and their broadcasts."""

import random
from collections.abc import Mapping
from typing import Any

from tabara.interfaces.cli.seeding.years.days import Days, commune, shares
from tabara.prevention import operations
from tabara.prevention.operations import Told
from tabara.protection.community import queries as community

POINT = "community_focal_point"
GROUPS = (("female", "adult"), ("male", "adult"), ("female", "child"), ("male", "child"), ("female", "elderly"))
COUNTED = ("one_by_one", "list", "tickets", "rows")
TOLD_APART = 0.8  # share of the sessions of which the groups are known
ALERTS = (0, 0, 0, 0, 1, 0, 0, 2)
ASKED = 0.7  # share of the sessions at which somebody wrote down what people asked


def campaign(told: Mapping[str, Any], members: Mapping[str, Any], days: Days, rng: random.Random) -> None:
    """Run a campaign: as many sessions as told, which reach exactly as many people as told, and its broadcasts."""
    by, first = members[told["by"]], told["since"]
    row = operations.open_campaign(
        by=by,
        at=days.at(first),
        since=days.on(first),
        **{name: told[name] for name in ("title", "theme", "channels", "language", "materials")},
    )
    last = min(told["until"], 1)
    for reached in shares(told["reached"], told["sessions"], rng):
        _session(row, reached, told, members, (days, rng.randrange(first, last)), rng)
    for day, channel, heard in told.get("broadcasts", ()):
        said = Told(channel=channel, heard=heard, counting="broadcaster", language=told["language"])
        usual = {"leader": "media", "reached": 0, "campaign": row, "told": said}
        operations.record_awareness(by=by, at=days.at(day), on=days.on(day), **usual)
    if told["until"] <= 0:
        end = {"campaign": row, "until": days.on(told["until"])}
        operations.end_campaign(by=by, at=days.at(told["until"]), **end)


def _session(
    row: Any, reached: int, told: Mapping[str, Any], members: Mapping[str, Any], when: tuple[Days, int], rng: Any
) -> None:
    days, day = when
    by, on, at = members[rng.choice(told["held_by"])], days.on(day), days.at(day)
    points = community.own_points(by=by, on=on) if told["leader"] == POINT else []
    said = Told(
        channel=rng.choice(told["channels"]),
        counting=rng.choice(COUNTED),
        materials=tuple(told["materials"]),
        alerts=rng.choice(ALERTS),
        point=rng.choice(points).pk if points else None,
        groups=_groups(reached, rng) if rng.random() < TOLD_APART else (),
    )
    usual = {"by": by, "at": at}
    given = {"leader": told["leader"], "reached": reached, "campaign": row, "told": said, **commune(on, rng)}
    held = operations.record_awareness(**usual, on=on, **given)
    if rng.random() < ASKED:
        topic, words = rng.choice(told["asked"])
        operations.add_question(**usual, session=held, topic=topic, words=words)


def _groups(reached: int, rng: random.Random) -> tuple[tuple[str, str, int], ...]:
    if reached <= len(GROUPS):
        return ()
    parts = shares(reached, len(GROUPS), rng)
    return tuple((sex, age, number) for (sex, age), number in zip(GROUPS, parts, strict=True))
