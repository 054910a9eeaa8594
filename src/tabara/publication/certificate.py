"""Prints certificates of trainings, a page each: the name on the paper, and the number by which it is looked up."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tabara.publication.typesetting import Words, fonts, typeset


@dataclass(frozen=True)
class Certificate:
    """What stands on one, as it is known; its words are those of its own language."""

    name: str
    course: str
    hours: int
    first: dt.date
    last: dt.date
    place: str
    agency: str
    code: str
    issued_on: dt.date
    language: str


def render(
    certificates: Sequence[Certificate], *, language: str, demo: bool = False, font_folder: Path = fonts.FOLDER
) -> bytes:
    """Return certificates as accessible PDF, a page each; the same ones give the same bytes on every day.

    `language` is that of whoever prints them, in which the document itself is called: its title names nobody.
    """
    on = max(one.issued_on for one in certificates)
    told = {
        "title": Words(language).say("certificate_title"),
        "language": language,
        "date": [on.year, on.month, on.day],
        "pages": [_page(one, demo=demo) for one in certificates],
    }
    return typeset("certificate.typ", json.loads(json.dumps(told)), on, "pdf", font_folder)[0]


def _page(one: Certificate, *, demo: bool) -> dict[str, str]:
    words = Words(one.language)
    period = words.period(one.first, one.last + dt.timedelta(days=1))
    parts = (period, words.say("certificate_hours", number=words.number(one.hours)), one.place)
    return {
        "language": one.language,
        "title": words.say("certificate_title"),
        "says": words.say("certificate_says"),
        "name": one.name,
        "attended": words.say("certificate_attended"),
        "course": words.set(one.course),
        "when": " · ".join(part for part in parts if part),
        "agency": one.agency,
        "made": words.say("certificate_made", day=words.day(one.issued_on)),
        "number": words.say("certificate_number", number=one.code),
        "check": words.say("certificate_check"),
        "draft": words.say("draft") if words.draft else "",
        "demo": words.say("certificate_demo") if demo else "",
    }
