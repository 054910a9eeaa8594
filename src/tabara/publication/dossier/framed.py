"""The figures of a year as they may be given out: of a frame, target by target, or of a list of indicators."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tabara.codelists import Frame, Measure, Surface
from tabara.indicators import Figure, compute
from tabara.indicators.profiles import rule_at
from tabara.mart import Mart
from tabara.publication.typesetting import Words
from tabara.publication.typesetting.printing import value


@dataclass(frozen=True)
class FigureLine:
    """One figure of the year in the reader's words, with its caveat."""

    label: str
    population: str
    value: str
    withheld: bool
    note: str


@dataclass(frozen=True)
class MeasureLines:
    """One measure of a target: its figures, and what they leave out or why there is none."""

    key: str
    title: str
    figures: tuple[FigureLine, ...]
    caveat: str


@dataclass(frozen=True)
class TargetLines:
    """One target of a frame with its measures."""

    key: str
    title: str
    measures: tuple[MeasureLines, ...]


def figure_lines(keys: Sequence[str], *, mart: Mart, year: int, words: Words) -> tuple[FigureLine, ...]:
    """Return the figures of a year by the public rule of disclosure, in the order of their keys."""
    return tuple(_line(one, words) for one in figures_of_year(keys, mart, year))


def target_lines(frame: Frame, *, mart: Mart | None, year: int, words: Words) -> tuple[TargetLines, ...]:
    """Return a frame's targets with the figures of a year; without a mart they have none yet.

    A figure that cannot be computed is said to be lacking, with the reason that the pack gives, and never left out.
    """
    found = {one.key: _line(one, words) for one in figures_of_year(frame.indicators, mart, year)} if mart else {}

    def lines(measure: Measure) -> MeasureLines:
        figures = tuple(found[key] for key in measure.indicators if key in found)
        caveat = words.set(measure.caveat(words.language))
        return MeasureLines(_number(measure.key), words.set(measure.text(words.language)), figures, caveat)

    return tuple(
        TargetLines(_number(one.key), words.set(one.text(words.language)), tuple(lines(each) for each in one.measures))
        for one in frame.targets
    )


def figures_of_year(keys: Sequence[str], mart: Mart, year: int) -> tuple[Figure, ...]:
    """Return the figures of a year, as far as the profile of dossiers lets them out."""
    since, until = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    return compute(keys, mart=mart, since=since, until=until, rule=rule_at(Surface.DOSSIER)) if keys else ()


def _line(figure: Figure, words: Words) -> FigureLine:
    return FigureLine(
        label=words.text(figure.title),
        population=words.text(figure.population),
        value=value(figure, words),
        withheld=figure.withheld,
        note=words.text(figure.note),
    )


def _number(key: str) -> str:
    """Give an official number; a key that is only ours is no number."""
    return key if key.replace(".", "").isdigit() else ""
