"""Compute figures: counted in the mart, and given out only as far as a disclosure rule allows."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from tabara.indicators import dimensions, noisy, places
from tabara.indicators.allowing import Values, enough, subsets, values_of
from tabara.indicators.catalogue import Conditions, Indicator, conditions, indicator, indicators
from tabara.indicators.contributors import by_contributor, contributor, contributors
from tabara.indicators.counting import LAST_DAY, Cells, Cut, count
from tabara.indicators.dimensions import PLACES
from tabara.indicators.errors import IndicatorError
from tabara.indicators.figures import Figure
from tabara.indicators.periods import Period
from tabara.mart import Mart
from tabara.methods.disclosure import INTERNAL, Rule, one_way, protect, protected_shares

Where = Mapping[str, Any]
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
    told, asked = conditions(where or {}), _asked(keys, tuple(by))
    rules = {one: noisy.fitting(one, rule_for(one, rule), mart) for one in asked}
    cuts = list(dict.fromkeys(cut for one in asked for cut in _cuts(one, tuple(by), told, rules[one], mart)))
    found = dict(zip(cuts, count(cuts, mart=mart, period=period, geography=version), strict=True))
    figures: list[Figure] = []
    for one in asked:
        held = rules[one]
        if places.is_nested(tuple(by), version, mart, held):
            seen = places.seen(_behind(one), by[0], mart=mart, period=period, geography=version, where=told, rule=held)
            values = _placed(found[Cut(one, tuple(by), told)], seen)
        else:
            values = _allowed(one, tuple(by), told, found, period=period, rule=held, mart=mart)
        figures += [
            _figure(one, dict(zip(by, codes, strict=True)), value, period=period, rule=held, geography=version)
            for codes, value in values.items()
        ]
    return tuple(figures)


def _cuts(one: Indicator, by: tuple[str, ...], told: Conditions, rule: Rule, mart: Mart) -> list[Cut]:
    """Give what to count for an indicator: the cells and their totals, with what the rule has to know of them."""
    plain = [Cut(each, cut, told) for each in (one, *holders(one)) for cut in subsets(by)]
    if rule.noise is not None:
        return [*plain, Cut(one, by, told, keyed=True)]
    who = contributor(one, rule, mart)
    return [*plain, *(by_contributor(cut, who) for cut in plain if who and cut.indicator == _behind(one))]


def _allowed(
    one: Indicator,
    by: tuple[str, ...],
    told: Conditions,
    found: Mapping[Cut, Cells],
    *,
    period: Period,
    rule: Rule,
    mart: Mart,
) -> Values:
    """Give the cells as far as the rule allows: with their noise, or less what is withheld."""
    cells, *people = [{cut: found[Cut(each, cut, told)] for cut in subsets(by)} for each in (one, *holders(one))]
    if rule.noise is not None:
        return noisy.moved(by, cells[by], found[Cut(one, by, told, keyed=True)], period, rule.noise)
    behind = [Cut(_behind(one), cut, told) for cut in subsets(by)]
    who = contributors(behind, contributor(one, rule, mart), found, rule)
    if people:
        return enough(by, cells, people[0], period, rule, who)
    return values_of(by, cells, period, rule, who)


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


def _behind(one: Indicator) -> Indicator:
    """Give what counts the people that a figure is about."""
    return (*holders(one), one)[0]


def rule_for(one: Indicator, rule: Rule) -> Rule:
    """Give the rule that an indicator is under: none where it counts sessions or organisations."""
    return INTERNAL if one.open else rule


def rule_text(one: Indicator, rule: Rule) -> str:
    """Say in a word how a figure was counted and protected: "distinct person, k=10"."""
    if one.open:
        return f"{one.count}, open"
    if rule.noise is not None:
        return f"{one.count}, k={rule.threshold}, noise"
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
