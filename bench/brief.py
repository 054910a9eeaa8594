"""The brief of a Commission's meeting, from the records and the mart to the bytes of its page, in two languages.

The people are those of the published figures; two years of meetings are held, and two hundred more decisions are late.
"""

import datetime as dt
import statistics
import time
from typing import Any

from bench.instance import prepare
from bench.table import Row

TIMES, LATE = 11, 200
LIMIT = 2.0  # seconds, after the first


def measure() -> list[Row]:
    """Return the rows of the table."""
    home = prepare()
    now = dt.datetime.now(dt.UTC)
    by, meeting, mart = commission(home, now)
    took = [timed(by, meeting, mart, now.date(), "fr" if nth % 2 else "en") for nth in range(TIMES + 1)]
    mart.close()
    return [
        Row("brief of a meeting as PDF, the first of a process", took[0], "s"),
        Row(f"brief of a meeting as PDF, median of the {TIMES} after it", statistics.median(took[1:]), "s", LIMIT),
        Row(f"brief of a meeting as PDF, slowest of the {TIMES} after it", max(took[1:]), "s", LIMIT),
    ]


def commission(home: Any, now: dt.datetime) -> tuple[Any, Any, Any]:
    """Return a member of the secretariat, the next meeting, and the mart, with many decisions that are late."""
    from tabara.access.models import Member
    from tabara.interfaces.cli import seeding
    from tabara.mart import open_mart
    from tabara.mart.build import build
    from tabara.partnership import operations
    from tabara.partnership.models import Meeting, Membership

    seeding.run("stories", password="an invented password", now=now)
    by = Member.objects.get(username="secretariat")
    meeting = Meeting.objects.filter(group="commission").order_by("-held_on").first()
    held = operations.call_meeting(by=by, at=now, group="commission", on=now.date() - dt.timedelta(days=40))
    groups = Membership.objects.filter(group="commission", until=None)
    operations.record_presence(by=by, at=now, meeting=held, ways={str(one.pk): "present" for one in groups})
    owner = groups[0]
    for nth in range(LATE):
        due = held.held_on + dt.timedelta(days=1)
        operations.decide(by=by, at=now, meeting=held, words=f"Decision {nth}", owner=owner, due_on=due)
    build(home / "mart", full=True, at=now)
    return by, meeting, open_mart(home / "mart")


def timed(by: Any, meeting: Any, mart: Any, on: dt.date, language: str) -> float:
    """Put a brief together and print it; return how many seconds that took."""
    from tabara.publication.brief import brief, figures_of_brief, render

    start = time.perf_counter()
    told = brief(by=by, meeting=meeting, figures=figures_of_brief(mart, on), language=language, on=on)
    page = render(told, language=language, on=on)
    assert page.startswith(b"%PDF")
    return time.perf_counter() - start
