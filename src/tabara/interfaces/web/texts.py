"""Labels, dates and numbers in the reader's language. Each answer is kept, so that a list of fifty rows costs one."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from tabara import codelists

KEPT = 4096  # answers remembered of each kind


def language() -> str:
    """Return the reader's language."""
    return translation.get_language() or "fr"


def labels(codelist: str) -> Mapping[str, str]:
    """Return every label of a codelist by its code, in the reader's language."""
    return _labels(id(codelists.pack()), codelist, language())


def code_label(codelist: str, code: str) -> str:
    """Return the label of a code, or the code itself where the list no longer has it."""
    return labels(codelist).get(code, code) if code else ""


def list_title(codelist: str) -> str:
    """Return the title of a codelist."""
    return codelists.pack().codelist(codelist).text(language())


@lru_cache(maxsize=512)
def _labels(pack: int, codelist: str, spoken: str) -> Mapping[str, str]:
    return {key: code.text(spoken) for key, code in codelists.pack().codelist(codelist).codes.items()}


def place_name(code: str, version: str) -> str:
    """Return a place with what it lies in, the finest first."""
    if not code:
        return ""
    places = codelists.pack().places
    return ", ".join(place.name for place in reversed(places.path(places.place(code, version))) if place.level)


def day(value: dt.date | None) -> str:
    """Return a day as people write it, or nothing."""
    return _day(value, language()) if value else ""


def month(value: dt.date | None) -> str:
    """Return a day's month and year."""
    return format_date(value, "LLLL y", locale=_locale(language())) if value else ""


def quarter(code: str) -> str:
    """Return a quarter as people write it: "2026-Q1" is the first one of 2026."""
    year, _dash, number = code.partition("-Q")
    return _("Q%(number)s %(year)s") % {"number": number, "year": year}


def moment(value: dt.datetime | None) -> str:
    """Return an instant in the instance's time zone, or nothing."""
    return format_datetime(timezone.localtime(value), "d MMM y HH:mm", locale=_locale(language())) if value else ""


def number(value: int | Decimal | float | None) -> str:
    """Return a number with the language's separators, or nothing."""
    return "" if value is None else _number(Decimal(str(value)), language())


@lru_cache(maxsize=KEPT)
def _day(value: dt.date, spoken: str) -> str:
    return format_date(value, "d MMM y", locale=_locale(spoken)).replace(" ", "\N{NO-BREAK SPACE}")


@lru_cache(maxsize=KEPT)
def _number(value: Decimal, spoken: str) -> str:
    return format_decimal(value, locale=_locale(spoken))


@lru_cache(maxsize=8)
def _locale(spoken: str) -> Locale:
    return Locale.parse(spoken)


def colon() -> str:
    """Return the colon between what something is and how it stands, where markup lies between them."""
    return paired("", "")


def paired(what: object, how: object) -> str:
    """Return what something is and how it stands, parted as the reader's language parts them."""
    return _("%(what)s: %(how)s") % {"what": what, "how": how}
