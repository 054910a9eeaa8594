"""The fixed words of a sheet, and how its language writes numbers, dates and punctuation."""

import datetime as dt
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from tabara.publication.errors import PublicationError, _

FALLBACK = ("fr", "en")
LOCALES = {"en": "en_GB"}  # days before months, as the other languages have it
NO_BREAK, THIN = "\u00a0", "\u202f"
FRENCH = (
    (re.compile(r"[ \u00a0\u202f]*([;!?])(?=\s|$)"), THIN + r"\1"),
    (re.compile(r"[ \u00a0\u202f]+:(?=\s|$)"), NO_BREAK + ":"),
    (re.compile(r"« *"), "«" + NO_BREAK),
    (re.compile(r" *»"), NO_BREAK + "»"),
    (re.compile(r"(\d) %"), r"\1" + THIN + "%"),
)
APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def languages() -> tuple[str, ...]:
    """Give the languages in which a sheet can be printed."""
    return tuple(key for key, value in _table().items() if isinstance(value, dict))


class Words:
    """One language: its fixed words, its numbers, its dates."""

    def __init__(self, language: str) -> None:
        if language not in languages():
            raise PublicationError(
                _("There are no texts for sheets in “%(language)s”; choose one of: %(languages)s."),
                language=language,
                languages=", ".join(languages()),
            )
        self.language = language
        self.draft = language in _table()["drafts"]
        self._words: Mapping[str, Any] = _table()[language]
        self._locale = Locale.parse(LOCALES.get(language, language))

    def say(self, word: str, **params: object) -> str:
        """Give a fixed word or sentence, filled in."""
        return self.set(str(self._words[word]).format(**params))

    def counted(self, rule: str) -> str:
        """Say how a figure was counted; nothing where the rule names no way of counting."""
        ways: Mapping[str, str] = self._words["counted"]
        return next((self.set(words) for way, words in ways.items() if way in rule), "")

    def text(self, texts: Mapping[str, str]) -> str:
        """Pick a text in this language, else in French or English, and set it properly."""
        found = (texts[one] for one in (self.language, *FALLBACK) if texts.get(one))
        return self.set(next(found, ""))

    def set(self, text: str) -> str:
        """Set punctuation as the language does: curly apostrophes, and French's spaces that do not break."""
        text = APOSTROPHE.sub("’", text)
        for pattern, replacement in FRENCH if self.language == "fr" else ():
            text = pattern.sub(replacement, text)
        return text

    def join(self, several: Sequence[str]) -> str:
        """Write several names as one says them: A, B and C."""
        *first, last = several
        return self.say("and", one=", ".join(first), other=last) if first else last

    def number(self, value: float) -> str:
        """Write a number: 9,026 or 9 026."""
        return format_decimal(value, locale=self._locale)

    def percentage(self, value: float) -> str:
        """Write a share given in percent: 67% or 67 %."""
        text = format_percent(value / 100, locale=self._locale)
        return text.replace(NO_BREAK, THIN)  # at the size of a poster, a whole space tears the sign off

    def day(self, day: dt.date) -> str:
        """Write a date: 1 September 2022, 1er septembre 2022."""
        text = format_date(day, "long", locale=self._locale)
        return f"1er{NO_BREAK}{text[2:]}" if self.language == "fr" and day.day == 1 else text

    def built(self, at: dt.datetime | None, *, left_out: bool = False) -> str:
        """Say of which day the figures are; `left_out` where they stayed out of what is printed."""
        if at is not None:
            return self.say("built", date=self.day(at.date()))
        return self.say("brief_left_out" if left_out else "brief_no_figures")

    def period(self, since: dt.date, until: dt.date) -> str:
        """Write a half-open period as one says it: a day, a month, a year, or from one to another."""
        last = until - dt.timedelta(days=1)
        if since >= last:
            return self.day(last)
        if since.day != 1 or until.day != 1:
            return self.say("month_to_month", since=self.day(since), until=self.day(last))
        if since.month == until.month == 1:
            years = (str(since.year), str(last.year))
            return "–".join(dict.fromkeys(years))
        first, end = (format_skeleton("yMMMM", day, locale=self._locale) for day in (since, last))
        if first == end:
            return first
        if since.year == last.year:
            first = format_date(since, "LLLL", locale=self._locale)
        return self.say("month_to_month", since=first, until=end)
