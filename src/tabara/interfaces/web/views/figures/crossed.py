"""The table that a reader puts together: one indicator by two things, each cell with its own noise, which stays."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from tabara import codelists
from tabara.access.enums import Permission
from tabara.codelists import Profile, Surface
from tabara.indicators import Figure, Indicator, compute, dimensions, indicators
from tabara.indicators.noisy import has_keys
from tabara.indicators.profiles import profile_at, rule_of
from tabara.interfaces.web import texts
from tabara.interfaces.web.acts import needs
from tabara.interfaces.web.views.figures import making
from tabara.interfaces.web.views.figures.asked import BREAKDOWNS, Asked, asked, options, provinces, the_mart
from tabara.interfaces.web.views.figures.dashboard import PILLARS
from tabara.mart import Mart, MartMissing
from tabara.methods.disclosure import Rule
from tabara.publication.typesetting import Words, printing

BY_AGENCY = ("agency", "sender", "recipient")  # whose it is, no noise would hide
NEARER = "partner"  # the profile of whoever answers for what is published
USUAL = "persons_registered"
Cells = Mapping[tuple[str, ...], str]


@dataclass(frozen=True)
class Chosen:
    """What table to show."""

    one: Indicator
    what: Asked  # by its rows
    columns: str
    profile: Profile

    @property
    def by(self) -> tuple[str, ...]:
        """Return the breakdowns."""
        return (self.what.by, self.columns) if self.columns else (self.what.by,)


@dataclass(frozen=True)
class Shown:
    """A table as it is printed, row by row: the words, the cells, the total."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...], str], ...]
    foot: tuple[str, ...]
    whole: str
    small: tuple[str, ...]


@needs(Permission.FIGURE_READ)
def crossed(request: HttpRequest) -> HttpResponse:
    """Show a table with the lists that it was put together from."""
    try:
        mart = the_mart()
    except MartMissing as error:
        return render(request, "figures/crossed.html", {"missing": str(error), **making.state(request)})
    chosen, words = _chosen(request, mart), Words(texts.language())
    shown = {
        "chosen": chosen,
        "shown": _shown(chosen, words),
        "title": words.text(chosen.one.title),
        "indicators": _offered(mart, words),
        "profiles": [(one.key, one.text(words.language)) for one in _profiles(request)],
        "provinces": provinces(chosen.what.geography),
        **options(mart),
        "breakdowns": _breakdowns(chosen.one),
    }
    return render(request, "figures/crossed.html", {**shown, **making.state(request)})


def _profiles(request: HttpRequest) -> list[Profile]:
    """Return the profiles of the page that the reader may see figures by, the usual one first."""
    usual = profile_at(Surface.TABLE)
    nearer = codelists.pack().disclosure.profiles.get(NEARER)
    return [usual, *([nearer] if nearer and nearer != usual and request.user.may(Permission(nearer.needs)) else [])]


def _crossable(one: Indicator, mart: Mart) -> bool:
    return not one.open and not one.aside and has_keys(one, mart) and bool(_breakdowns(one))


def _breakdowns(one: Indicator) -> dict[str, Any]:
    return {key: title for key, title in BREAKDOWNS.items() if key in one.by and key not in BY_AGENCY}


def _chosen(request: HttpRequest, mart: Mart) -> Chosen:
    """Return what was asked for; whatever is in no list is as if it had not been asked."""
    offered = {one.key: one for one in indicators().values() if _crossable(one, mart)}
    if not offered:
        raise Http404
    one = offered.get(request.GET.get("indicator", ""), offered.get(USUAL, next(iter(offered.values()))))
    known = tuple(_breakdowns(one))
    what = asked(request, mart, known)
    columns = request.GET.get("columns", next((key for key in known if _together(what.by, key)), ""))
    profiles = {each.key: each for each in _profiles(request)}
    return Chosen(
        one,
        replace(what, all="", province=what.province if "province" in one.by else ""),
        columns if columns in known and _together(what.by, columns) else "",
        profiles.get(request.GET.get("profile", ""), next(iter(profiles.values()))),
    )


def _together(rows: str, columns: str) -> bool:
    """Say whether two breakdowns can be crossed: a person may have several answers to one of them at most."""
    return rows != columns and not {rows, columns} <= set(dimensions.SEVERAL)


def _offered(mart: Mart, words: Words) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what can be chosen, pillar by pillar."""
    groups = []
    for pillar, title in PILLARS.items():
        ours = [one for one in indicators().values() if one.pillar == pillar and _crossable(one, mart)]
        if ours:
            groups.append((str(title), [(one.key, words.text(one.title)) for one in ours]))
    return groups


def _shown(chosen: Chosen, words: Words) -> Shown:
    build, by, rule = the_mart().build_id, chosen.by, rule_of(chosen.profile)
    found = [_figures(settings.MART, build, chosen.one.key, chosen.what, some, rule) for some in _cuts(by)]
    cells, *margins = found
    whole, rows, columns = margins[-1][0], margins[0], margins[1] if len(by) > 1 else ()
    value = {tuple(one.by[name] for name in by): printing.value(one, words) for one in cells}
    across = [one.by[chosen.columns] for one in columns]
    return Shown(
        head=tuple(printing.label(one, words) for one in columns),
        rows=tuple(
            (
                printing.label(row, words),
                tuple(value.get((row.by[chosen.what.by], column), words.number(0)) for column in across),
                printing.value(row, words),
            )
            for row in rows
        ),
        foot=tuple(printing.value(one, words) for one in columns),
        whole=printing.value(whole, words),
        small=printing.small_print(whole, words),
    )


def _cuts(by: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Give the breakdowns of the cells, of each side, and of the whole."""
    return [by, by[:1], *([by[1:]] if len(by) > 1 else []), ()]


@lru_cache(maxsize=256)
def _figures(folder: Path, build: str, key: str, what: Asked, by: tuple[str, ...], rule: Rule) -> tuple[Figure, ...]:
    where = {"province": what.province} if what.province else {}
    return compute([key], mart=the_mart(), by=by, rule=rule, where=where, geography=what.geography, **what.period)


urlpatterns = [path("figures/table", crossed, name="figure-table")]
