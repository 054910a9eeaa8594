"""What stands in a dossier, as plain values, and how it is printed."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tabara.publication.dossier.framed import FigureLine, TargetLines
from tabara.publication.typesetting import Words, fonts, typeset

TITLES = (
    *("ratings", "lacking", "recommendations", "not_followed", "who", "by_when", "decided", "shown", "told", "none"),
    *("targets", "no_figure", "figures", "meetings", "law", "source", "nothing_shown", "nothing_decided"),
)


@dataclass(frozen=True)
class RatedYear:
    """One year of a review: its rating, where it was read, or that it is lacking."""

    year: str
    rating: str  # "" where the review rates nobody, or the year is lacking
    source: str
    missing: str


@dataclass(frozen=True)
class Followed:
    """A recommendation that is followed: where it stands, who does it, what answers it and what shows it."""

    words: str
    year: str
    state: str
    owner: str
    due: str
    told: str  # the last thing told of it
    answers: Sequence[str]
    evidence: Sequence[tuple[str, str]]  # the words with their day, and an address


@dataclass(frozen=True)
class Dossier:
    """A year's evidence for a review or a frame. Nothing of it is about one case or one person."""

    overline: str
    title: str
    about: str  # who holds the review, or where the frame stands
    lacking: str  # what of the review could not be had
    years: Sequence[RatedYear]
    stand: str  # on which day the recommendations stood so
    followed: Sequence[Followed]
    waiting: Sequence[str]  # recommendations that nobody follows yet
    is_review: bool
    targets: Sequence[TargetLines]
    figures: Sequence[FigureLine]
    meetings: Sequence[str]
    law: Sequence[str]
    built: str
    demo: str


def render(dossier: Dossier, *, language: str, on: dt.date, font_folder: Path = fonts.FOLDER) -> bytes:
    """Return a dossier as accessible PDF; the same contents and day give the same bytes."""
    words = Words(language)
    told = {
        **asdict(dossier),
        "titles": {name: words.say(f"dossier_{name}") for name in TITLES},
        "withheld": words.say("withheld_plain"),
        "page": words.say("page", page="{page}", pages="{pages}"),
        "printed": words.say("printed", date=words.day(on)),
        "draft": words.say("draft") if words.draft else "",
        "language": language,
        "date": [on.year, on.month, on.day],
    }
    return typeset("dossier.typ", json.loads(json.dumps(told)), on, "pdf", font_folder)[0]
