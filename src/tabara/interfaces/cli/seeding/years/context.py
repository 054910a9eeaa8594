"""Invented layers of context: files as somebody would send them, every row marked as invented."""

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from typing import Any

from tabara import codelists
from tabara.interfaces.cli.seeding.years.days import Days
from tabara.methods.sheets import csv_file
from tabara.prevention import operations
from tabara.prevention.operations.context.sheets import value_tag

COMMUNE = 2
HEAD = ["Commune", "Division", "Date", "Round", "Cause", "Value", "Invented"]
MARK = "invented for the demonstration"


def layer(told: Mapping[str, Any], members: Mapping[str, Any], days: Days, rng: random.Random) -> None:
    """Send a file for each day told, and import it: communes of the division in force on that day."""
    by = members[told["by"]]
    for nth, day in enumerate(told["days"], 1):
        tags = ["#adm2 +code", "#meta +division", "#date", "#round +code", "#cause", value_tag(told["layer"])]
        rows = _rows(told, days.on(day), f"R{nth}", rng)
        content = csv_file([HEAD, [*tags, "#meta +invented"], *rows])
        at = days.at(day + told.get("sent_after", 0))
        given = {"layer": told["layer"], "source": told["source"]}
        file = operations.send_context(by=by, at=at, content=content, **given)
        operations.import_context(by=by, at=at, file=file)


def _rows(told: Mapping[str, Any], on: dt.date, nth: str, rng: random.Random) -> Iterator[list[str]]:
    places = codelists.pack().places
    version = places.version_on(on)
    for place in places.at_level(COMMUNE, version):
        if rng.random() < told.get("known", 1):
            value = rng.randint(told["least"], told["most"])
            value = value if rng.random() < told.get("touched", 1) else 0
            yield [place.code, version, on.isoformat(), nth, rng.choice(told.get("causes", [""])), str(value), MARK]
