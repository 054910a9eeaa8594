"""What a report tells of each count, for the register of releases; a share tells its count nearly as well."""

from collections.abc import Sequence

from tabara.indicators.entries import Entry
from tabara.indicators.figures import Figure
from tabara.indicators.reports.counts import Counts
from tabara.indicators.reports.lines import COUNTED, REST, Line
from tabara.indicators.reports.values import ABOUT

HALF = 200  # a whole percentage is half of a hundredth beside the truth at most


def entries_of_lines(lines: Sequence[Line], figures: Sequence[Figure], counts: Counts) -> tuple[Entry, ...]:
    """Return what the lines of a report tell, in their order, each number once; other lines tell no count."""
    told = [_entry(line, figure, counts) for line, figure in zip(lines, figures, strict=True) if line.kind in COUNTED]
    return tuple(dict.fromkeys(one for one in told if one is not None))


def _entry(line: Line, figure: Figure, counts: Counts) -> Entry | None:
    if line.indicator is None or line.indicator.open or line.kind == "at_least":
        return None
    count, of = counts.of(line), counts.of(line, whole=True)
    steps = {"count": 0, "share": 1, "about": (line.steps or ABOUT)[0]}[line.kind]
    return Entry(
        key=line.indicator.key,
        where=(*line.base, *line.cell, *_services(line, counts)),
        since=figure.since,
        until=figure.until,
        geography=counts.geography,
        value=None if figure.withheld else count,
        error=-(-steps * of // HALF),
        types=counts.kinds(line),
    )


def _services(line: Line, counts: Counts) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if not line.services:
        return ()
    if line.services != (REST,):
        return (("service", line.services),)
    return (("service", ("not", *(code for group in counts.kinds(line) for code in group))),)
