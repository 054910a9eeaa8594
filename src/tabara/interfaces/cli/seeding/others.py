"""Invented awareness sessions, trainings and memberships, with the exact totals asked for."""

import datetime as dt
import random
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tabara import codelists
from tabara.partnership.operations import join
from tabara.prevention.operations import Told, record_awareness, record_training

MIXED = {"themes": "theme", "channels": "channel", "languages": "language", "counted": "counting"}
Clock = Callable[[dt.date], dt.datetime]


def raise_awareness(told: Mapping[str, Any], by: Any, rng: random.Random, clock: Clock) -> None:
    """Hold as many sessions as told, which together reach exactly as many people as told."""
    for reached in shares(told["reached"], told["sessions"], rng):
        on = day_between(told["since"], told["until"], rng)
        said = Told(**{name: rng.choice(told[many]) for many, name in MIXED.items() if many in told})
        usual = {"leader": told["leader"], "reached": reached, "told": said}
        record_awareness(by=by, at=clock(on), on=on, **usual, **commune(on, rng))


def hold_trainings(told: Mapping[str, Any], by: Any, rng: random.Random, clock: Clock) -> None:
    """Hold as many trainings as told, attended by exactly as many people of each profile as told."""
    sessions: list[dict[str, int]] = [{} for _ in range(told["sessions"])]
    for profile, number in told["attended"].items():
        held = rng.sample(sessions, min(len(sessions), max(1, number // 12)))
        for session, part in zip(held, shares(number, len(held), rng), strict=True):
            session[profile] = part
    for session in filter(None, sessions):
        on = day_between(told["since"], told["until"], rng)
        register = {profile: number for profile, number in told.get("register", {}).items() if profile in session}
        record_training(by=by, at=clock(on), on=on, attended=session, register=register, **commune(on, rng))


def join_groups(memberships: Iterable[Mapping[str, Any]], by: Any, clock: Clock) -> None:
    """Let organisations join groups on the days told."""
    number = 0
    for told in memberships:
        for kind, count in told["kinds"].items():
            for _ in range(count):
                number += 1
                join(
                    by=by,
                    at=clock(told.get("until") or told["since"]),
                    group=told["group"],
                    organisation=f"Organisation {number} (demo)",
                    kind=kind,
                    since=told["since"],
                    until=told.get("until"),
                )


def commune(on: dt.date, rng: random.Random) -> dict[str, str]:
    """Return a commune of the division in force on a day."""
    places = codelists.pack().places
    version = places.version_on(on)
    return {"place": rng.choice(places.at_level(2, version)).code, "place_version": version}


def shares(total: int, parts: int, rng: random.Random) -> list[int]:
    """Return random whole numbers above zero that add up to the total."""
    cuts = sorted(rng.sample(range(1, total), parts - 1))
    return [end - start for start, end in zip([0, *cuts], [*cuts, total], strict=True)]


def day_between(since: dt.date, until: dt.date, rng: random.Random) -> dt.date:
    """Return a random day of the half-open period."""
    return since + dt.timedelta(days=rng.randrange((until - since).days))
