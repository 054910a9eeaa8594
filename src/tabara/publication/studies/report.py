"""Prints the report of a study: what came out and what it rests on first, then everything that was looked at."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from tabara.methods.disclosure import INTERNAL, Rule
from tabara.methods.prevalence.study import Study
from tabara.publication.studies import described, numbers, telling, tried
from tabara.publication.studies.conditions import conditions
from tabara.publication.studies.front import front
from tabara.publication.studies.shown import Shown, shown
from tabara.publication.typesetting import fonts, typeset

SECTIONS = (
    numbers.methods,
    conditions,
    telling.overlapping,
    numbers.sensitivity,
    tried.other_lists,
    tried.trajectory,
    tried.references,
    tried.fit,
    tried.linkage,
    tried.strata,
    described.left_out,
    telling.assumptions,
    telling.checklist,
    telling.made,
)


def render(
    study: Study,
    *,
    language: str,
    on: dt.date,
    rule: Rule = INTERNAL,
    signed: str = "",
    demo: bool = False,
    font_folder: Path = fonts.FOLDER,
) -> bytes:
    """Return the report as accessible PDF; the same study, day and rule give the same bytes.

    `rule` withholds small counts and rounds the numbers of models (`PUBLIC` for whoever is outside); `signed` says who
    signed the outcome, and on which day; `demo` prints that all of it is invented.
    """
    told = contents(shown(study, language, rule), on, signed=signed, demo=demo)
    return typeset("study.typ", json.loads(json.dumps(told)), on, "pdf", font_folder)[0]


def contents(of: Shown, on: dt.date, *, signed: str = "", demo: bool = False) -> dict[str, Any]:
    """Return all that stands in the report, as plain values."""
    words = of.words
    small = "" if of.public else words.say("unprotected")
    return {
        "front": front(of, signed),
        "sections": [section(of) for section in SECTIONS],
        "small": small,
        "page": words.say("page", page="{page}", pages="{pages}"),
        "printed": words.say("printed_study", date=words.day(on)),
        "demo": words.say("demo") if demo else "",
        "language": words.language,
        "date": [on.year, on.month, on.day],
    }
