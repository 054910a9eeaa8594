"""Cases between here and a group of countries, as figures: how many went there and were answered, how many came."""

import datetime as dt
from dataclasses import dataclass

from tabara.codelists import Surface
from tabara.indicators import Figure, compute
from tabara.indicators.profiles import rule_at
from tabara.mart import Mart

SENT = ("cases_handed_abroad", "handovers_answered", "handovers_answered_in_time")
CAME = ("cases_taken_from_abroad",)


@dataclass(frozen=True)
class Corridor:
    """The figures of one corridor, both ways, each as it may be given out."""

    since: dt.date
    until: dt.date
    figures: tuple[Figure, ...]


def corridor(mart: Mart, group: str, *, since: dt.date, until: dt.date) -> Corridor:
    """Return the figures between here and a group of countries, by the public rule of disclosure.

    Each is a cell of the breakdown by group, so that what is withheld here is withheld as beside the others.
    """
    told = {"mart": mart, "since": since, "until": until, "rule": rule_at(Surface.COUNTRIES)}
    found = [*compute(SENT, by=("sent_to_group",), **told), *compute(CAME, by=("origin_group",), **told)]
    cells = [one for one in found if group in one.by.values()]
    return Corridor(since, until, tuple(cells))


def quarters_of_a_year(on: dt.date) -> tuple[dt.date, dt.date]:
    """Return the last four quarters that are over on a day, half-open: a quarter under way would change under the eye.

    >>> quarters_of_a_year(dt.date(2026, 3, 2))
    (datetime.date(2025, 1, 1), datetime.date(2026, 1, 1))
    """
    until = dt.date(on.year, on.month - (on.month - 1) % 3, 1)
    return until.replace(year=until.year - 1), until
