"""The figures of a report: all its lines counted together, and the lines of one table protected together."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.indicators import profiles
from tabara.indicators.compute import in_version
from tabara.indicators.entries import Entry
from tabara.indicators.errors import IndicatorError
from tabara.indicators.figures import Figure
from tabara.indicators.periods import Period
from tabara.indicators.reports.counts import Counts
from tabara.indicators.reports.leaving import entries_of_lines
from tabara.indicators.reports.lines import read_lines
from tabara.indicators.reports.values import figure_of
from tabara.mart import Mart
from tabara.methods.disclosure import Rule


@dataclass(frozen=True)
class ReportFigures:
    """A report as the pack declares it, in the period asked for, and its figures in the order of its lines."""

    report: Mapping[str, Any]
    figures: tuple[Figure, ...]
    built_on: dt.date  # the day of the mart behind them
    checkpoint: Mapping[str, Any] = field(default_factory=dict)  # of the audit, on that day
    profile: str = ""  # of disclosure control
    entries: tuple[Entry, ...] = ()  # as a release remembers them

    @cached_property
    def by_ref(self) -> Mapping[str, Figure]:
        """The figures by the reference of their line."""
        return {figure.ref: figure for figure in self.figures}


def figures_of(
    name: str,
    *,
    mart: Mart,
    rule: Rule | None = None,
    geography: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> ReportFigures:
    """Return a report with its figures, under the profile that it names itself unless another rule is given.

    `since` and `until` ask for another half-open period than the report's own. A line with a period of its own keeps
    it; what is counted on the last day is counted on the last day of the period asked for.

    Raises:
        IndicatorError: where the pack has no such report, it cannot be given for the period, or a line of it cannot be
            counted.
    """
    own = _declared(name)
    guarded = profiles.profile(own.get("rule", "public"))
    held = rule or profiles.rule_of(guarded)
    report = {**own, "since": since or own["since"], "until": until or own["until"]}
    published = (report["since"], report["until"]) == (own["since"], own["until"])
    if not published and held.threshold > 1:
        profiles.refuse_short(Period(report["since"], report["until"]), guarded)
    lines = read_lines(report, published=published)
    counts = Counts(lines, mart=mart, geography=in_version(mart, geography), rule=held)
    figures = tuple(figure_of(line, counts) for line in lines)
    built_on = timezone.localdate(mart.built_at)
    left = entries_of_lines(lines, figures, counts)
    return ReportFigures(report, figures, built_on, mart.about.checkpoint, guarded.key, left)


def _declared(name: str) -> Mapping[str, Any]:
    reports = codelists.pack().reports
    if name not in reports:
        raise IndicatorError(
            _("There is no report “%(name)s”. Choose one of: %(known)s.")
            % {"name": name, "known": ", ".join(sorted(reports))}
        )
    return reports[name]
