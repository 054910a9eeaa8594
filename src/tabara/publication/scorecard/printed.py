"""Prints the scorecard of the plan: how each pillar stands, its money, each activity and the reason of its light."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tabara.publication.typesetting import Words, fonts, typeset


@dataclass(frozen=True)
class Row:
    """An activity: what it is, how it stands and why, what was reached, who answers for it and until when."""

    title: str
    light: str
    is_due: bool  # late or behind: printed so that it is found
    why: str
    reached: str
    owner: str
    due: str


@dataclass(frozen=True)
class Part:
    """A pillar: how many of its activities stand how, and each of them."""

    title: str
    lights: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Paper:
    """What stands on it, in the words of its reader."""

    overline: str
    title: str
    version: str
    example: str  # what says that the plan is invented; empty where it is nobody's example
    demo: str
    parts: Sequence[Part]
    money: Sequence[Sequence[str]]
    unknown: Sequence[str]  # how many activities say nothing of their money
    empty: Sequence[str]  # objectives without an activity
    built: str
    titles: Mapping[str, str | Sequence[str]]


def render(paper: Paper, *, language: str, on: dt.date, font_folder: Path = fonts.FOLDER) -> bytes:
    """Return the scorecard as accessible PDF; the same contents and day give the same bytes."""
    words = Words(language)
    told = {
        **_set(asdict(paper), words),
        "page": words.say("page", page="{page}", pages="{pages}"),
        "printed": words.say("printed", date=words.day(on)),
        "draft": words.say("draft") if words.draft else "",
        "language": language,
        "date": [on.year, on.month, on.day],
    }
    return typeset("scorecard.typ", json.loads(json.dumps(told)), on, "pdf", font_folder)[0]


def _set(told: Any, words: Words) -> Any:
    """Return the same values with their punctuation as the language has it."""
    if isinstance(told, str):
        return words.set(told)
    if isinstance(told, Mapping):
        return {key: _set(value, words) for key, value in told.items()}
    return [_set(value, words) for value in told] if isinstance(told, Sequence) else told
