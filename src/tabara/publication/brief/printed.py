"""Prints the brief of a meeting: one page with its agenda, the figures of the quarter, and what is late."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tabara.publication.typesetting import Words, fonts, typeset

TITLES = ("brief_agenda", "brief_figures", "brief_late", "brief_soon", "brief_nothing", "withheld_plain", "brief_more")


@dataclass(frozen=True)
class Line:
    """A figure of the last quarter that is over and of the one before it, as they are printed."""

    label: str
    population: str
    before: str
    last: str
    withheld: tuple[bool, bool]


@dataclass(frozen=True)
class Task:
    """A decision: what, who, by when."""

    words: str
    owner: str
    due: str


@dataclass(frozen=True)
class Brief:
    """What stands on it, in the words of its reader."""

    overline: str
    title: str
    where: str
    agenda: Sequence[str]
    columns: tuple[str, str]
    figures: Sequence[Line]
    late: Sequence[Task]
    late_more: int
    soon: Sequence[Task]
    plan: str  # how many activities of the plan are late and lack money; empty where there is no plan
    built: str
    demo: str


def render(brief: Brief, *, language: str, on: dt.date, font_folder: Path = fonts.FOLDER) -> bytes:
    """Return the brief as accessible PDF; the same contents and day give the same bytes."""
    words = Words(language)
    told = {
        **asdict(brief),
        "titles": {name: words.say(name, number=brief.late_more) for name in TITLES},
        "draft": words.say("draft") if words.draft else "",
        "language": language,
        "date": [on.year, on.month, on.day],
    }
    return typeset("brief.typ", json.loads(json.dumps(told)), on, "pdf", font_folder)[0]
