"""What releases and their numbers are called, in the reader's language."""

import datetime as dt
from collections.abc import Callable, Sequence

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.codelists.codes import text_in
from tabara.indicators import dimensions, indicators
from tabara.indicators.entries import Entry
from tabara.publication.studies import released

BRIEF, SCORECARD, STUDY = "brief", "scorecard", "study"
NAMED: dict[str, Callable[[], str]] = {
    BRIEF: lambda: _("Figures of the brief"),
    SCORECARD: lambda: _("Scorecard of the plan"),
    STUDY: lambda: _("Study of how many there are"),
}


def titled(name: str, language: str) -> str:
    """Return what a report, a review, a frame, a map or another paper is called."""
    pack = codelists.pack()
    measures = {one.key: one for one in (*pack.reviews.reviews, *pack.frames.frames)}
    if name in pack.reports:
        return text_in(pack.reports[name]["title"], language, name)
    if name in measures:
        return measures[name].text(language)
    if name in indicators():
        return text_in(indicators()[name].title, language, name)
    return NAMED[name]() if name in NAMED else name


def sheet(name: str, since: dt.date, until: dt.date) -> str:
    """Name a release with its period."""
    return f"{titled(name, spoken())} {since:%Y-%m}/{until - dt.timedelta(days=1):%Y-%m}"


def called(entry: Entry) -> str:
    """Name a number: what, of whom, when."""
    one, language = entry.indicator, spoken()
    last = entry.until - dt.timedelta(days=1)
    months = f"{entry.since:%Y-%m}/{last:%Y-%m}"
    if entry.key == released.KEY:
        return ", ".join([_("people on the lists %(lists)s") % {"lists": released.lists_in(entry)}, months])
    what = text_in(one.title, language, entry.key) if one else entry.key
    cells = [_cell(name, codes, entry.geography, language) for name, codes in entry.where]
    return ", ".join([what, *cells, months])


def spoken() -> str:
    """Return the reader's language."""
    return (get_language() or "en")[:2]


def _cell(name: str, codes: Sequence[str], geography: str, language: str) -> str:
    negative = codes[:1] == ("not",)
    words = [text_in(dimensions.label(name, code, geography), language, code) for code in codes[1 if negative else 0 :]]
    return f"− {' + '.join(words)}" if negative else " + ".join(words)
