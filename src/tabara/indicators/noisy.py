"""Cells with the noise that is theirs for ever, for tables that readers put together themselves."""

from dataclasses import replace
from itertools import product

from tabara.indicators import dimensions
from tabara.indicators.catalogue import Indicator
from tabara.indicators.counting import Cells
from tabara.indicators.periods import Period
from tabara.mart import Mart
from tabara.methods.disclosure import Ptable, Rule
from tabara.methods.disclosure.cell_keys import KEYS


def has_keys(one: Indicator, mart: Mart) -> bool:
    """Say whether the records of an indicator carry keys: those of a case do, and money or nights are not persons."""
    held = "case_no" in mart.columns[one.view] and "record_key" in mart.columns["facts"]
    return held and not (one.held_by or one.distinct or one.most or one.middle)


def fitting(one: Indicator, rule: Rule, mart: Mart) -> Rule:
    """Return the rule that an indicator can be under: what has no noise of its own is withheld where it is small."""
    return rule if rule.noise is None or has_keys(one, mart) else replace(rule, noise=None)


def moved(
    by: tuple[str, ...], cells: Cells, keys: Cells, period: Period, noise: Ptable
) -> dict[tuple[str, ...], int | None]:
    """Give each cell with its noise; the cells of a breakdown in their order, of two each with each."""
    if not by:
        return {(): _cell((), cells, keys, noise)}
    every = (dimensions.codes_of(name, cells, at, period) for at, name in enumerate(by))
    return {codes: _cell(codes, cells, keys, noise) for codes in product(*every)}


def _cell(codes: tuple[str, ...], cells: Cells, keys: Cells, noise: Ptable) -> int | None:
    return noise.shown(cells.get(codes, 0), keys.get(codes, 0) % KEYS)
