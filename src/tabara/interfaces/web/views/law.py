"""The law: instrument by instrument, article by article, and a search in every language at once."""

import datetime as dt
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tabara import codelists
from tabara.codelists import Article, CodelistError, Penalty
from tabara.interfaces.web import menu, texts
from tabara.prosecution import queries

LONGEST = 200  # characters of what is looked for
A_YEAR = 12  # months


class Version(NamedTuple):
    """An article in one language: the words, and whether they are the ones that bind."""

    language: str
    name: str
    text: str
    binds: bool


def law(request: HttpRequest) -> HttpResponse:
    """Show every instrument, or the articles in which the words looked for stand."""
    sought = request.GET.get("q", "").strip()[:LONGEST]
    on = _day(request.GET.get("on", ""))
    found = queries.find(by=request.user, sought=sought, language=texts.language(), on=on) if sought else None
    shown = {
        "instruments": queries.instruments(by=request.user),
        "today": timezone.localdate(),
        "sought": sought,
        "on": on.isoformat() if on else "",
        "found": found,
        "spoken": texts.language(),
    }
    return render(request, "law/list.html", shown)


def instrument(request: HttpRequest, instrument: str) -> HttpResponse:
    """Show what one instrument holds."""
    found = {one.key: one for one in queries.instruments(by=request.user)}.get(instrument)
    if found is None:
        raise Http404
    shown = {"one": found, "today": timezone.localdate(), "spoken": texts.language()}
    return render(request, "law/instrument.html", shown)


def article(request: HttpRequest, instrument: str, article: str) -> HttpResponse:
    """Show one article: in plain words, its penalties, and its text side by side in the languages that there are."""
    try:
        law, found = queries.article(by=request.user, instrument=instrument, number=article)
    except CodelistError as unknown:
        raise Http404 from unknown
    shown = {
        "law": law,
        "one": found,
        "today": timezone.localdate(),
        "spoken": texts.language(),
        "versions": versions(found),
        "penalties": [(one, for_whom(one), in_words(one)) for one in found.penalties],
    }
    return render(request, "law/article.html", shown)


def versions(one: Article) -> list[Version]:
    """Return the texts that are held of an article, the one that binds first."""
    found = [Version(key, menu.NAMES.get(key, key), text, key == one.original) for key, text in one.text.items()]
    return sorted(found, key=lambda version: not version.binds)


def for_whom(one: Penalty) -> str:
    """Return for which victims a penalty is meant."""
    said = {
        "any": _("Whoever the victim is"),
        "adult": _("The victim is an adult"),
        "child": _("The victim is a child"),
        "aggravated": _("With aggravating circumstances"),
    }
    return said[one.victim]


def in_words(one: Penalty) -> list[str]:
    """Return a penalty in words: imprisonment, then the fine."""
    said = [_("Imprisonment for life")] if one.life else []
    if one.prison:
        said.append(_("Imprisonment: %(term)s") % {"term": _term(*one.prison)})
    if one.fine:
        low, high = (texts.number(amount) for amount in one.fine)
        span = low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}
        said.append(_("Fine: %(amount)s %(currency)s") % {"amount": span, "currency": codelists.pack().currency})
    return said


def _term(low: int, high: int) -> str:
    whole = low % A_YEAR == 0 and high % A_YEAR == 0
    first, last = (low // A_YEAR, high // A_YEAR) if whole else (low, high)
    span = str(last) if first == last else _("%(low)s to %(high)s") % {"low": first, "high": last}
    said = (
        ngettext("%(span)s year", "%(span)s years", last)
        if whole
        else ngettext("%(span)s month", "%(span)s months", last)
    )
    return said % {"span": span}


def _day(written: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        return None


urlpatterns: list[Any] = [
    path("law", law, name="law"),
    path("law/<slug:instrument>", instrument, name="law-instrument"),
    path("law/<slug:instrument>/<slug:article>", article, name="law-article"),
]
