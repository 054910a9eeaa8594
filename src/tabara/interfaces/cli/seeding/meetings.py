"""Invented meetings of a group: one a month, what it decided, and what became of it at the next."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from django.utils import timezone

from tabara.partnership import operations, queries

Clock = Callable[[dt.date], dt.datetime]
PER_MEETING, DUE = 2, dt.timedelta(days=10)  # decisions of a meeting, and how soon each is due
LEFT_LATE = 5  # every fifth is told of and not done
AWAY = 4  # every fourth organisation stays away, another one each month


def hold_meetings(told: Mapping[str, Any], members: Mapping[str, Any], clock: Clock) -> None:
    """Hold the meetings told of, one each month since the first day; those to come are called, and no more."""
    by = members[told["by"]]
    words, points = _ever(told["decisions"]), _ever(told["points"])
    before: list[Any] = []
    for nth, on in enumerate(_months(told["since"], told["until"])):
        at = clock(min(on, timezone.localdate()))
        usual = {"by": by, "at": at}
        meeting = operations.call_meeting(**usual, group=told["group"], on=on, venue=told["venue"])
        for kind, title in islice(points, 2):
            operations.add_item(**usual, meeting=meeting, kind=kind, title=title)
        if on > timezone.localdate():
            return
        there = queries.members_of(by=by, group=told["group"], on=on)
        ways = {str(one.pk): "excused" if (place + nth) % AWAY == 0 else "present" for place, one in enumerate(there)}
        operations.record_presence(**usual, meeting=meeting, ways=ways)
        before = _followed(usual, meeting, before, on)
        for place, text in enumerate(islice(words, PER_MEETING)):
            owner = there[(nth + place) % len(there)]
            row = operations.decide(**usual, meeting=meeting, words=text, owner=owner, due_on=on + DUE)
            before.append(row)
        operations.close_meeting(**usual, meeting=meeting)


def _followed(usual: Mapping[str, Any], meeting: Any, before: Sequence[Any], on: dt.date) -> list[Any]:
    """Tell what became of what was decided before; give what is still open."""
    left = []
    for nth, one in enumerate(before):
        done = (on.month + nth) % LEFT_LATE != 0
        words = "C’est fait." if done else "Pas encore fait."
        state = "done" if done else "open"
        operations.tell_decision(**usual, decision=one, words=words, state=state, on=on, meeting=meeting)
        left += [] if done else [one]
    return left


def _months(since: dt.date, until: dt.date) -> Iterator[dt.date]:
    day = since
    while day < until:
        yield day
        year, month = divmod(day.year * 12 + day.month, 12)
        day = day.replace(year=year, month=month + 1)


def _ever(rows: Sequence[Any]) -> Iterator[Any]:
    while True:
        yield from rows
