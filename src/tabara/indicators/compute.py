"""Compute figures: counted in the mart, and given out only as far as a disclosure rule allows."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from django.utils.translation import gettext as _

from tabara.indicators import dimensions, places
from tabara.indicators.catalogue import Indicator, conditions, indicator, indicators
from tabara.indicators.counting import LAST_DAY, Cells, Cut, count
from tabara.indicators.dimensions import PLACES
from tabara.indicators.errors import IndicatorError
from tabara.indicators.figures import Figure
from tabara.indicators.periods import Period
from tabara.mart import Mart
from tabara.methods.disclosure import INTERNAL, Rule, one_way, protect, protect_value, protected_shares, two_way

Where = Mapping[str, Any]
Values = Mapping[tuple[str, ...], int | None]
MOST_BREAKDOWNS = 2


def compute(
    keys: Sequence[str] | str | None = None,
    *,
    mart: Mart,
    since: dt.date,
    until: dt.date,
    rule: Rule,
    by: Sequence[str] = (),
    where: Where | None = None,
    geography: str = "",
) -> tuple[Figure, ...]:
    """Return the figures of the indicators named (of all, where none is), in the half-open period.

    Without `by` there is one figure for each indicator; with one or two breakdowns there is one for each of their
    cells, protected together with their totals. Where no indicator is named, those without the breakdown are left out.
    `geography` is the version of the division that provinces and communes are counted in, the newest if not said.

    Raises:
        IndicatorError: where an indicator, a breakdown or the period is not as it must be.
    """
    period, version = Period(since, until), in_version(mart, geography)
    asked = _asked(keys, tuple(by))
    told = conditions(where or {})
    some = _subsets(tuple(by))
    cuts = [Cut(each, cut, told) for one in asked for each in (one, *holders(one)) for cut in some]
    found = dict(zip(cuts, count(cuts, mart=mart, period=period, geography=version), strict=True))
    figures: list[Figure] = []
    for one in asked:
        cells, *people = [{cut: found[Cut(each, cut, told)] for cut in some} for each in (one, *holders(one))]
        held = rule_for(one, rule)
        if places.is_nested(tuple(by), version, mart, held):
            behind = (*holders(one), one)[0]
            seen = places.seen(behind, by[0], mart=mart, period=period, geography=version, where=told, rule=held)
            values = _placed(cells[tuple(by)], seen)
        elif people:
            values = _enough(tuple(by), cells, people[0], period, held)
        else:
            values = _values(tuple(by), cells, period, held)
        figures += [
            _figure(one, dict(zip(by, codes, strict=True)), value, period=period, rule=rule, geography=version)
            for codes, value in values.items()
        ]
    return tuple(figures)


def shares(
    key: str,
    *,
    by: str,
    mart: Mart,
    since: dt.date,
    until: dt.date,
    rule: Rule,
    where: Where | None = None,
    geography: str = "",
) -> tuple[Figure, ...]:
    """Return the shares of one breakdown among the people with any answer to it, as whole percentages.

    That is the denominator of the Counter-Trafficking Data Collaborative: whoever gave no answer is in none of the
    shares, and where people have several answers the shares add up to more than a hundred.
    """
    period, version, one = Period(since, until), in_version(mart, geography), _checked(indicator(key), (by,))
    if not one.of_people:
        raise IndicatorError(_("“%(key)s” counts no people, so it has no shares of people.") % {"key": key})
    told = conditions(where or {})
    answered = (*told, (by, ("not", dimensions.UNKNOWN)))
    if by in dimensions.SEVERAL:
        every = tuple(mart.about.settings["bits"][dimensions.SEVERAL[by][1]])
        answered = (*told, (by, every))
    cells, total = count(
        [Cut(one, (by,), answered), Cut(one, (), answered)], mart=mart, period=period, geography=version
    )
    codes = dimensions.in_order(by, (code for (code,) in cells))
    if not codes:
        return ()
    percentages = protected_shares(protect(one_way([cells[(code,)] for code in codes], total[()]), rule))
    return tuple(
        _figure(one, {by: code}, value, period=period, rule=rule, geography=version, unit="%")
        for code, value in zip(codes, percentages, strict=True)
    )


def in_version(mart: Mart, geography: str) -> str:
    """Return the version of the division to count in: the one asked for, or the newest."""
    if geography and geography not in mart.versions:
        raise IndicatorError(
            _("There is no division “%(version)s” of the country. Choose one of: %(known)s.")
            % {"version": geography, "known": ", ".join(mart.versions)}
        )
    return geography or mart.versions[-1]


def holders(one: Indicator) -> tuple[Indicator, ...]:
    """Give what counts the people behind an indicator that adds up what each of them holds; nothing for another."""
    return (replace(one, distinct=one.held_by),) if one.held_by else ()


def rule_for(one: Indicator, rule: Rule) -> Rule:
    """Give the rule that an indicator is under: none where it counts sessions or organisations."""
    return INTERNAL if one.open else rule


def rule_text(one: Indicator, rule: Rule) -> str:
    """Say in a word how a figure was counted and protected: "distinct person, k=10"."""
    if one.open:
        return f"{one.count}, open"
    return f"{one.count}, k={rule.threshold}" if rule.threshold > 1 else f"{one.count}, internal"


def _asked(keys: Sequence[str] | str | None, by: tuple[str, ...]) -> list[Indicator]:
    if len(by) > MOST_BREAKDOWNS:
        raise IndicatorError(_("A figure can be broken down by two things at most. Leave one out."))
    if keys is None:
        return [one for one in indicators().values() if set(by) <= set(one.by)]
    return [_checked(indicator(key), by) for key in ([keys] if isinstance(keys, str) else keys)]


def _checked(one: Indicator, by: tuple[str, ...]) -> Indicator:
    missing = [name for name in by if name not in one.by]
    if missing:
        raise IndicatorError(
            _("“%(key)s” cannot be broken down by %(missing)s. Choose one of: %(by)s.")
            % {"key": one.key, "missing": ", ".join(missing), "by": ", ".join(one.by)}
        )
    return one


def _placed(cells: Cells, seen: Mapping[str, int | None]) -> Values:
    """Give the places that hold something, or that nobody may know to hold nothing."""
    wanted = dimensions.in_order(PLACES[0], {code for code, value in seen.items() if value != 0})
    return {(code,): None if seen[code] is None else cells.get((code,), 0) for code in wanted}


def _subsets(by: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Give the breakdowns whose cells and totals make one table."""
    return ((), *((name,) for name in by if len(by) > 1), by) if by else ((),)


def _values(by: tuple[str, ...], cells: Mapping[tuple[str, ...], Cells], period: Period, rule: Rule) -> Values:
    """Give the cells asked for as far as the rule allows, protected together with their totals."""
    total = cells[()].get((), 0)
    if not by:
        return {(): protect_value(total, rule)}
    if len(by) == 1:
        return _one_way(by[0], cells[by], total, period, rule)
    return _two_way(by, cells, total, period, rule)


def _enough(
    by: tuple[str, ...],
    cells: Mapping[tuple[str, ...], Cells],
    people: Mapping[tuple[str, ...], Cells],
    period: Period,
    rule: Rule,
) -> Values:
    """Give sums of money, nights or things where enough people stand behind them: one may hold a great deal.

    The people of each cell are protected as if nobody stood in two: then no sum follows from the others and the total.
    """
    sums = _values(by, cells, period, INTERNAL)
    if rule.withholds(people[()].get((), 0)):
        return dict.fromkeys(sums, None)
    apart = {cut: _added(people[by], [by.index(name) for name in cut]) for cut in people}
    shown = _values(by, apart, period, rule)
    return {codes: None if shown.get(codes, 0) is None else value for codes, value in sums.items()}


def _added(cells: Cells, places: Sequence[int]) -> Cells:
    """Add up cells over every breakdown but those at some places."""
    found: Counter[tuple[str, ...]] = Counter()
    for codes, number in cells.items():
        found[tuple(codes[at] for at in places)] += number
    return dict(found)


def _one_way(name: str, cells: Cells, total: int, period: Period, rule: Rule) -> Values:
    codes = _codes(name, cells, 0, period)
    if not codes:
        return {}
    counts = [cells.get((code,), 0) for code in codes]
    left = max(0, total - sum(counts))  # whoever is in no cell: without any of several codes
    table = protect(one_way([*counts, *([left] if left else [])], total), rule)
    return {(code,): value for code, value in zip(codes, table.counts, strict=False)}


def _two_way(
    by: tuple[str, ...], cells: Mapping[tuple[str, ...], Cells], total: int, period: Period, rule: Rule
) -> Values:
    rows, columns = (_codes(name, cells[by], at, period) for at, name in enumerate(by))
    if not rows or not columns:
        return {}
    counts = [[cells[by].get((row, column), 0) for column in columns] for row in rows]
    by_row = [min(cells[by[:1]].get((row,), 0), sum(line)) for row, line in zip(rows, counts, strict=True)]
    across = zip(columns, zip(*counts, strict=True), strict=True)
    by_column = [min(cells[by[1:]].get((column,), 0), sum(line)) for column, line in across]
    table = protect(two_way(counts, by_row, by_column, min(total, sum(by_row), sum(by_column))), rule)
    shown = (value for line in table.cells for value in line)
    return dict(zip(product(rows, columns), shown, strict=True))


def _codes(name: str, cells: Cells, at: int, period: Period) -> list[str]:
    """Give the cells of a breakdown in order: of a period every part, of a list what occurs."""
    if name == "quarter":
        return period.quarters()
    if name == "year":
        return period.years()
    return dimensions.in_order(name, {codes[at] for codes in cells})


def _figure(
    one: Indicator,
    cell: Mapping[str, str],
    value: int | None,
    *,
    period: Period,
    rule: Rule,
    geography: str,
    unit: str = "",
) -> Figure:
    part = period.part(cell.get("quarter", "") or cell.get("year", ""))
    words = [dimensions.label(name, code, geography) for name, code in cell.items()]
    languages = dict.fromkeys(language for label in words for language in label)
    return Figure(
        key=one.key,
        value=value,
        unit=unit or one.unit,
        since=period.last_day if one.when == LAST_DAY else part.since,
        until=part.until,
        population=one.population,
        title=one.title,
        by=dict(cell),
        label={language: " · ".join(label.get(language, "") for label in words) for language in languages},
        rule=rule_text(one, rule),
        note=one.note,
    )
