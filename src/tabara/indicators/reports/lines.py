"""The lines of a report, read from the pack."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tabara.indicators.catalogue import TYPES, Conditions, Indicator, conditions, indicator
from tabara.indicators.counting import Cut
from tabara.indicators.figures import Text
from tabara.indicators.periods import Period

COUNTED = ("count", "share", "about", "at_least")  # the kinds whose value is a cell of a table
REST = "rest"


@dataclass(frozen=True)
class Line:
    """One line: an indicator, narrowed to a base, and the cell of it that the line shows.

    `services` makes several services one kind of help, as the sheet's own bar; "rest" is whatever no bar names.
    """

    ref: str
    kind: str
    period: Period
    label: Text
    note: Text
    population: Text
    indicator: Indicator | None = None
    base: Conditions = ()
    cell: Conditions = ()
    services: tuple[str, ...] = ()
    words: Mapping[str, Text] = field(default_factory=dict)
    steps: tuple[int, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def table(self) -> tuple[Indicator | None, Conditions, Period, tuple[str, ...]]:
        """Return what the lines of one table share: they are protected together."""
        by = ("service",) if self.services else tuple(name for name, _codes in self.cell)
        return self.indicator, self.base, self.period, by

    @property
    def whole(self) -> bool:
        """Return whether the line shows all of its base."""
        return not self.cell and not self.services

    @property
    def by(self) -> dict[str, str]:
        """Return the cell as a figure carries it."""
        cells = {name: written(codes) for name, codes in self.cell}
        return {**cells, **({"service": "+".join(self.services)} if self.services else {})}

    def __hash__(self) -> int:
        return hash(self.ref)


def written(codes: Sequence[str]) -> str:
    """Write the codes of a cell: "gbv_survivor+child", "not idp+returnee"."""
    return f"not {'+'.join(codes[1:])}" if codes[0] == "not" else "+".join(codes)


def read_lines(report: Mapping[str, Any], *, published: bool = True) -> tuple[Line, ...]:
    """Read the lines of a report; `published` is whether its period is the one it was published for."""
    return tuple(_line(table, report, published) for table in report.get("line", ()))


def cut(line: Line, bars: Iterable[tuple[str, ...]], *, whole: bool) -> Cut:
    """Say what to count for a line, or for its whole base; `bars` are the kinds of help of the sheet."""
    one, groups = line.indicator, tuple(bars)
    assert one is not None  # noqa: S101 - only counted lines get here, and each names its indicator
    if whole or not line.services:
        types = groups if one.count == TYPES else ()
        return Cut(one, (), line.base if whole else (*line.base, *line.cell), types)
    if line.services == (REST,):
        named = tuple(code for group in groups for code in group)
        return Cut(one, (), (*line.base, ("service", ("not", *named))))
    return Cut(one, (), line.base, (line.services,), others=False)


def _line(table: Mapping[str, Any], report: Mapping[str, Any], published: bool) -> Line:
    one = indicator(table["indicator"]) if "indicator" in table else None
    services = table.get("services", ())
    return Line(
        ref=table["ref"],
        kind=table.get("kind", "count"),
        period=Period(_day(table, report, "since"), _day(table, report, "until")),
        label=table.get("label", {}),
        note=_note(table, one, published or table.keys() >= {"since", "until"}),
        population=table.get("population") or _population(one, report),
        indicator=one,
        base=conditions(table.get("base", {})),
        cell=conditions(table.get("where", {})),
        services=(services,) if isinstance(services, str) else tuple(services),
        words=table.get("words", {}),
        steps=tuple(table.get("steps", ())),
        more=table,
    )


def _note(table: Mapping[str, Any], one: Indicator | None, published: bool) -> Text:
    """Give the caveat of a line: of the published original where there is one, and only for the original's period."""
    told: Text = (table.get("published_note") if published else None) or table.get("note") or {}
    return told or (one.note if one else {})


def _population(one: Indicator | None, report: Mapping[str, Any]) -> Text:
    told: Text = report.get("population", {})
    return told if one is None or (one.of_people and told) else one.population


def _day(table: Mapping[str, Any], report: Mapping[str, Any], name: str) -> dt.date:
    day = table.get(name, report[name])
    return day if isinstance(day, dt.date) else dt.date.fromisoformat(str(day))
