"""What the lines of a report count: in one pass over the mart for each period, and protected table by table."""

from collections.abc import Sequence
from itertools import chain

from django.utils.translation import gettext as _

from tabara.indicators.catalogue import Conditions, Indicator, indicator
from tabara.indicators.compute import rule_for
from tabara.indicators.contributors import NOBODY, Contributors, by_contributor, contributor, contributors
from tabara.indicators.counting import Cells, Cut, count
from tabara.indicators.errors import IndicatorError
from tabara.indicators.periods import Period
from tabara.indicators.reports.lines import COUNTED, REST, Line, cut
from tabara.mart import Mart
from tabara.methods.disclosure import Protected, Rule, one_way, protect, protect_value

Base = tuple[Indicator | None, Conditions, Period]


class Counts:
    """The counts behind a report. Only `cell`, `whole` and `codes` hand any out, and only what may be seen."""

    def __init__(self, lines: Sequence[Line], *, mart: Mart, geography: str, rule: Rule) -> None:
        self.rule, self.geography, self._mart = rule, geography, mart
        _refuse_sums(lines)
        self._lines = [line for line in lines if line.kind in COUNTED]
        self._found: dict[tuple[Period, Cut], Cells] = {}
        for period in dict.fromkeys(line.period for line in lines):
            asked = chain.from_iterable(self._asked(line) for line in lines if line.period == period)
            cuts = list(dict.fromkeys(each for one in asked for each in (one, *self._contributions(one))))
            answers = count(cuts, mart=mart, period=period, geography=geography)
            self._found |= {(period, one): answer for one, answer in zip(cuts, answers, strict=True)}
        self._tables = {line.table: self._protected(line) for line in self._lines if not line.whole}

    def of(self, line: Line, *, whole: bool = False) -> int:
        """Give a count as it is: for shares and steps, never to be shown itself."""
        return self._found[line.period, self._cut(line, whole=whole)].get((), 0)

    def cell(self, line: Line) -> int | None:
        """Give the count of a line's cell, or of its whole base, as it may be seen."""
        if not line.whole:
            table, position = self._table(line)
            return table.counts[position]
        totals = [table.total for key, table in self._tables.items() if key[:3] == self._base(line)]
        known = protect_value(self.of(line, whole=True), self._rule(line))
        return None if None in totals or self._one_stands_behind(line, whole=True) else known

    def whole(self, line: Line) -> int | None:
        """Give the count of a line's base, as it may be seen."""
        return self.cell(line) if line.whole else self._table(line)[0].total

    def codes(self, line: Line) -> dict[str, int | None]:
        """Give the counts of a breakdown, for a line that names its greatest or lists them, as they may be seen."""
        one = by_code(line)
        cells, who = self._found[line.period, one], self._contributors(line, one)
        known = {code: protect_value(number, self._rule(line)) for (code,), number in cells.items()}
        return {code: None if who.one_stands_behind(one.by, (code,)) else value for code, value in known.items()}

    def attended(self, line: Line) -> tuple[int, int]:
        """Give how many attended, and how many the register holds, over the profiles of a line."""
        there, held = (self._found[line.period, one] for one in register(line))
        profiles = [key for key in there if key in held]
        return sum(there[key] for key in profiles), sum(held[key] for key in profiles)

    def _asked(self, line: Line) -> tuple[Cut, ...]:
        if line.kind in COUNTED:
            return (self._cut(line, whole=False), self._cut(line, whole=True))
        if line.kind == "register_share":
            return register(line)
        return (by_code(line),) if line.indicator else ()

    def kinds(self, line: Line) -> tuple[tuple[str, ...], ...]:
        """Give the services that the sheet's bars of a line's base take for one kind of help each."""
        same = [one for one in self._lines if self._base(one) == self._base(line)]
        return tuple(dict.fromkeys(one.services for one in same if one.services and one.services != (REST,)))

    def _cut(self, line: Line, *, whole: bool) -> Cut:
        return cut(line, self.kinds(line), whole=whole)

    def _protected(self, line: Line) -> Protected:
        """Protect the cells of a table with what they leave over, which a reader could work out."""
        same = [one for one in self._lines if one.table == line.table and not one.whole]
        cells, total = [self.of(one) for one in same], self.of(line, whole=True)
        left = max(0, total - sum(cells))
        own = [at for at, one in enumerate(same) if self._one_stands_behind(one)]
        own += [len(cells) + bool(left)] if self._one_stands_behind(line, whole=True) else []
        return protect(one_way([*cells, *([left] if left else [])], total), self._rule(line), own)

    def _one_stands_behind(self, line: Line, *, whole: bool = False) -> bool:
        """Say whether the count of a line, or of its whole base, is one agency's own."""
        return self._contributors(line, self._cut(line, whole=whole)).one_stands_behind((), ())

    def _contributors(self, line: Line, one: Cut) -> Contributors:
        found = {cut: cells for (period, cut), cells in self._found.items() if period == line.period}
        who = self._who(one) if by_contributor(one, self._who(one)) in found else ""
        return contributors([one], who, found, self._rule(line)) if who else NOBODY

    def _contributions(self, one: Cut) -> list[Cut]:
        """Give what says who contributed to a cut, where that is asked."""
        who = self._who(one)
        return [by_contributor(one, who)] if who else []

    def _who(self, one: Cut) -> str:
        return contributor(one.indicator, rule_for(one.indicator, self.rule), self._mart)

    def _table(self, line: Line) -> tuple[Protected, int]:
        same = [one for one in self._lines if one.table == line.table and not one.whole]
        return self._tables[line.table], same.index(line)

    def _rule(self, line: Line) -> Rule:
        return rule_for(line.indicator, self.rule) if line.indicator else self.rule

    @staticmethod
    def _base(line: Line) -> Base:
        return line.indicator, line.base, line.period


def by_code(line: Line) -> Cut:
    """Say what to count for a line that names a breakdown's greatest, or lists it."""
    assert line.indicator is not None  # noqa: S101 - such a line names its indicator
    return Cut(line.indicator, (line.more["by"],), (*line.base, *line.cell))


def register(line: Line) -> tuple[Cut, Cut]:
    """Say what to count for a share of a register: who attended, and who stands in it, by profile."""
    assert line.indicator is not None  # noqa: S101 - such a line names its indicator
    where = (*line.base, *line.cell)
    return Cut(line.indicator, ("profile",), where), Cut(indicator(line.more["register"]), ("profile",), where)


def _refuse_sums(lines: Sequence[Line]) -> None:
    """Refuse what adds up something that few people may hold: the tables of a report are protected by their counts."""
    for line in lines:
        if line.indicator is not None and line.indicator.held_by:
            raise IndicatorError(
                _("“%(key)s” adds up what single people hold, so no report can show it. Leave it out.")
                % {"key": line.indicator.key}
            )
