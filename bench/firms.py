"""Is this agency licensed? A name looked up among 2,000 recruitment agencies, as a family types it on a phone."""

import datetime as dt
import random
import statistics
import time
from typing import Any

from bench.instance import prepare
from bench.table import Row

FIRMS, RUNS, LIMIT_MS, SEED = 2_000, 5, 150.0, 86
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
FIRST = ("Amahoro", "Baraka", "Étoile", "Horizon", "Kirundo", "Lumière", "Nyota", "Pont", "Rugari", "Umucyo", "Zawadi")
SECOND = ("Travail", "Emplois", "Main-d’œuvre", "Recrutement", "Services", "Voyages", "Placement", "Avenir", "Global")
ASKED = ("Amahoro Travail 1204", "baraka emplois", "Horizn Recrutment", "MFP/01999", "Lumiere de lest", "zzz")


def measure() -> list[Row]:
    """Return the rows of the table: the slowest of the questions, each asked several times, and the first of all."""
    prepare()
    from tabara.access.founding import NewAgency, NewMember, found
    from tabara.prevention import queries

    keeper = NewMember("keeper", "Keeper", "first", roles=("coordinator",))
    by = found([NewAgency("first", "First", "government")], [keeper])["keeper"]
    today = dt.datetime.now(dt.UTC).date()
    listed(by, today, random.Random(SEED))  # noqa: S311 - a bench

    def timed(asked: str) -> float:
        start = time.perf_counter()
        queries.looked_up(by=by, asked=asked, on=today)
        return (time.perf_counter() - start) * 1000

    first = timed(ASKED[0])
    took = {asked: statistics.median(timed(asked) for _ in range(RUNS)) for asked in ASKED}
    slowest = max(took, key=lambda asked: took[asked])
    what = f"recruitment agencies: a name among {FIRMS:,}"
    return [
        Row(f"{what}, the slowest of {len(ASKED)}", took[slowest], "ms", at_most=LIMIT_MS),
        Row(f"{what}, the first question of a process", first, "ms"),
    ]


def listed(by: Any, today: dt.date, rng: random.Random) -> None:
    """Put the agencies on a list."""
    from tabara.prevention.models import Firm

    days = {"since": today - dt.timedelta(days=100), "until": today + dt.timedelta(days=600), "listed_on": today}
    usual = {**days, "agency": by.agency, "recorded_by": by, "recorded_at": NOW, "source": "Bench"}
    names = (f"{rng.choice(FIRST)} {rng.choice(SECOND)} {nth}" for nth in range(FIRMS))
    Firm.objects.bulk_create(Firm(name=name, licence=f"MFP/{nth:05}", **usual) for nth, name in enumerate(names))
