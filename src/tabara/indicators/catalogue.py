"""The indicators of the pack in use: declared once, as data, and read by everything that shows a figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.indicators.errors import IndicatorError
from tabara.indicators.figures import Text

Conditions = tuple[tuple[str, tuple[str, ...]], ...]
PERSONS, TYPES, ADDITIVE = "distinct person", "person x service type", "additive"


@dataclass(frozen=True)
class Indicator:
    """One thing that is counted: where, by which of the three rules, when, and by what it may be broken down."""

    key: str
    pillar: str
    title: Text
    population: Text
    unit: str
    view: str
    count: str
    when: str  # the column whose month must lie in the period; "last day" for what holds on a day
    within: tuple[str, ...] = ()  # other columns whose month must lie in the period too
    add: str = ""  # the column that an additive count adds up …
    most: bool = False  # … or takes the largest of
    middle: bool = False  # … or takes the median of; of open ones alone, and never broken down: it is in no total
    distinct: str = ""  # … or counts the different values of
    held_by: str = ""  # the column that says whose each row is: a sum over few people is withheld, however great it is
    detail: bool = False  # one of many about its part of the work: a dashboard shows it where all are asked for
    aside: bool = False  # of use only beside another: a dashboard leaves it out
    open: bool = False  # counts nothing about people, so nothing of it is withheld
    by: tuple[str, ...] = ()
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    frames: tuple[str, ...] = ()
    note: Text = field(default_factory=dict)

    @property
    def of_people(self) -> bool:
        """Return whether it counts people, or the kinds of help each got, and not what happened."""
        return self.count in (PERSONS, TYPES)

    def __hash__(self) -> int:
        return hash(self.key)


def indicators() -> Mapping[str, Indicator]:
    """Return the indicators of the pack in use, by key, in its order."""
    return {table["key"]: read_indicator(table) for table in codelists.pack().indicators}


def indicator(key: str) -> Indicator:
    """Return one indicator.

    Raises:
        IndicatorError: where the pack declares none of that key.
    """
    known = indicators()
    if key not in known:
        raise IndicatorError(
            _("There is no indicator “%(key)s”. Choose one of: %(known)s.") % {"key": key, "known": ", ".join(known)}
        )
    return known[key]


def read_indicator(table: Mapping[str, Any]) -> Indicator:
    """Make an indicator of its table in the pack."""
    return Indicator(
        key=table["key"],
        pillar=table.get("pillar", ""),
        title=table["title"],
        population=table.get("population", {}),
        note=table.get("note", {}),
        unit=table.get("unit", "persons"),
        view=table["view"],
        count=table["count"],
        when=table["when"],
        within=tuple(table.get("within", ())),
        add=table.get("add", ""),
        most=table.get("most", False),
        middle=table.get("middle", False),
        distinct=table.get("distinct", ""),
        held_by=table.get("held_by", ""),
        detail=table.get("detail", False),
        aside=table.get("aside", False),
        open=table.get("open", False),
        by=tuple(table.get("by", ())),
        where=conditions(table.get("where", {})),
        frames=tuple(table.get("frames", ())),
    )


def conditions(where: Mapping[str, Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give conditions in one form: {"sex": "female"} as (("sex", ("female",)),); `{ not = […] }` begins with "not"."""
    return tuple((name, _codes(value)) for name, value in sorted(where.items()))


def _codes(value: str | Iterable[str] | Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Mapping):
        return (NOT, *value["not"])
    return tuple(value)


NOT = "not"
