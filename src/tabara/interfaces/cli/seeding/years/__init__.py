"""Invented years of work until today: what was done to prevent, who was trained, what came before the courts, what
others recommended and what became of it.

A scenario names a file of its pack (`years`). Its days are counted from the day on which the demonstration is started,
so that something is always due, and every line of it goes by the operations that people use.
"""

import random
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tabara.access.unit import whole
from tabara.interfaces.cli.seeding.years.abroad import hand_over
from tabara.interfaces.cli.seeding.years.between import agree, meet, turn_to
from tabara.interfaces.cli.seeding.years.context import layer
from tabara.interfaces.cli.seeding.years.courts import bring
from tabara.interfaces.cli.seeding.years.days import Days
from tabara.interfaces.cli.seeding.years.outside import follow, publish
from tabara.interfaces.cli.seeding.years.preventing import campaign
from tabara.interfaces.cli.seeding.years.recruiting import watch
from tabara.interfaces.cli.seeding.years.training import count, teach

__all__ = ["work"]

IN_ORDER: Mapping[str, Callable[..., None]] = {
    "agreement": agree,
    "encounter": meet,
    "office_abroad": turn_to,
    "partner_abroad": hand_over,
    "recommendation": follow,
    "document": publish,
}


def work(told: Mapping[str, Any], members: Mapping[str, Any], now: datetime, rng: random.Random) -> None:
    """Let the members do what the file of years tells, all of it in one transaction."""
    days = Days(now)
    with whole():
        for one in told.get("campaign", ()):
            campaign(one, members, days, rng)
        for one in told.get("course", ()):
            teach(one, members, days, rng)
        for one in told.get("register", ()):
            count(one, members, days)
        for one in told.get("court_file", ()):
            bring(one, members, days)
        for name, act in IN_ORDER.items():
            for one in told.get(name, ()):
                act(one, members, days)
        watch(told, members, days, rng)
        for one in told.get("context", ()):
            layer(one, members, days, rng)
