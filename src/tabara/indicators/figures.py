"""A figure: a number that carries its period, its population and its definition wherever it goes."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Text = Mapping[str, str]  # a text in each language: {"en": …, "fr": …}
Value = int | float | str | tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """One value as it may be given out. `value` is `None` where it is withheld, which is never zero."""

    key: str  # of the indicator
    value: Value | None
    unit: str  # persons, services, %, organisations, …
    since: dt.date
    until: dt.date  # the first day after the period
    population: Text
    title: Text
    by: Mapping[str, str] = field(default_factory=dict)  # the cell of a breakdown: {"sex": "female"}
    ref: str = ""  # the published figure that it answers
    label: Text = field(default_factory=dict)  # the cell's own words: {"fr": "femmes"}
    rule: str = ""  # how it was counted and protected, in a word: "distinct person, k=10"
    note: Text = field(default_factory=dict)  # the caveat printed beside it

    @property
    def withheld(self) -> bool:
        """Return whether the value is not given out."""
        return self.value is None

    @property
    def last_day(self) -> dt.date:
        """Return the last day of the period, as one prints it."""
        return self.until - dt.timedelta(days=1)

    def as_row(self) -> dict[str, Any]:
        """Return the figure as a program reads it."""
        return {
            "ref": self.ref,
            "key": self.key,
            "value": list(self.value) if isinstance(self.value, tuple) else self.value,
            "unit": self.unit,
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
            "last_day": self.last_day.isoformat(),
            "population": dict(self.population),
            "by": dict(self.by),
            "withheld": self.withheld,
            "title": dict(self.title),
            "label": dict(self.label),
            "rule": self.rule,
            "note": dict(self.note),
        }
