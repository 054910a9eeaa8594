"""The figures of a report: all its lines counted together, and the lines of one table protected together."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.indicators.compute import in_version
from tabara.indicators.errors import IndicatorError
from tabara.indicators.figures import Figure
from tabara.indicators.reports.counts import Counts
from tabara.indicators.reports.lines import read_lines
from tabara.indicators.reports.values import figure_of
from tabara.mart import Mart
from tabara.methods.disclosure import INTERNAL, PUBLIC, UNODC, Rule

RULES: Mapping[str, Rule] = {"public": PUBLIC, "internal": INTERNAL, "unodc": UNODC}


@dataclass(frozen=True)
class ReportFigures:
    """A report as the pack declares it, and its figures in the order of its lines."""

    report: Mapping[str, Any]
    figures: tuple[Figure, ...]
    built_on: dt.date  # the day of the mart behind them

    @cached_property
    def by_ref(self) -> Mapping[str, Figure]:
        """The figures by the reference of their line."""
        return {figure.ref: figure for figure in self.figures}


def figures_of(name: str, *, mart: Mart, rule: Rule | None = None, geography: str = "") -> ReportFigures:
    """Return a report with its figures, under the rule that it names itself unless another is given.

    Raises:
        IndicatorError: where the pack has no such report, or a line of it cannot be counted.
    """
    reports = codelists.pack().reports
    if name not in reports:
        raise IndicatorError(
            _("There is no report “%(name)s”. Choose one of: %(known)s.")
            % {"name": name, "known": ", ".join(sorted(reports))}
        )
    report = reports[name]
    lines = read_lines(report)
    held = rule or RULES[report.get("rule", "public")]
    counts = Counts(lines, mart=mart, geography=in_version(mart, geography), rule=held)
    return ReportFigures(report, tuple(figure_of(line, counts) for line in lines), timezone.localdate(mart.built_at))
