"""A figure as it is printed: its value, its words, its small print."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tabara.codelists import PackError, pack
from tabara.indicators.figures import Figure
from tabara.publication.typesetting.words import Words

THRESHOLD = re.compile(r"\bk ?= ?(\d+)")
OF_PEOPLE = ("persons", "services", "%")  # the units for which it matters how often one person counts
Line = Mapping[str, Any]  # the report's own line of a figure: its kind and its words


def value(figure: Figure, words: Words, line: Line | None = None) -> str:
    """Write a value as one prints it; a withheld one says so and is never a zero."""
    kind = (line or {}).get("kind", "")
    if figure.value is None:
        return words.say("withheld")
    if isinstance(figure.value, str | tuple):
        terms = (figure.value,) if isinstance(figure.value, str) else figure.value
        own = {texts.get("en"): texts for texts in (line or {}).get("words", {}).values()}
        return ", ".join(words.text(own[one]) if one in own else spoken(one, words) for one in terms)
    text = words.percentage(figure.value) if figure.unit.startswith("%") else words.number(figure.value)
    return words.say(kind, value=text) if kind in ("about", "at_least") else text


def spoken(term: str, words: Words) -> str:
    """Say a code's word in the language of the sheet; the figure names the code, or its English label."""
    try:
        codelists = pack().codelists.values()
    except PackError:
        return words.set(term)
    codes = (code for codelist in codelists for code in codelist.codes.values())
    asked = term.casefold()
    found = next((code for code in codes if asked in (code.key, code.label.get("en", "").casefold())), None)
    return words.set(found.text(words.language)) if found else words.set(term)


def label(figure: Figure, words: Words) -> str:
    """Give the words beside the value: the cell's own, or the indicator's title."""
    return words.text(figure.label) or words.text(figure.title)


def reading(figures: Iterable[Figure], words: Words) -> str:
    """Read figures out, for whoever hears a chart instead of seeing it."""
    return "; ".join(words.say("reading", label=label(one, words), value=value(one, words)) for one in figures)


def small_print(figure: Figure, words: Words) -> tuple[str, ...]:
    """Give what is printed under a figure: its period, its population, how it was counted."""
    counted = words.counted(figure.rule) if figure.unit.startswith(OF_PEOPLE) else ""
    parts = (words.period(figure.since, figure.until), words.text(figure.population), counted)
    return tuple(part for part in parts if part)


def thresholds(figures: Iterable[Figure]) -> Iterator[int]:
    """Give the threshold of every figure that has one, as its rule says it: "distinct person, k=10"."""
    for figure in figures:
        if found := THRESHOLD.search(figure.rule):
            yield int(found[1])
