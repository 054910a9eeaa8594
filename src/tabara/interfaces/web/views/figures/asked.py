"""What a reader of the dashboard asks for: everything is chosen from closed lists, and no period is under a quarter."""

import datetime as dt
from collections.abc import Collection, Container, Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.codelists import Surface
from tabara.indicators import Figure, compute
from tabara.indicators.profiles import rule_at
from tabara.mart import Mart, open_mart, standing

USUAL = 12  # quarters shown to whoever has not chosen
BREAKDOWNS: Mapping[str, str | Promise] = {
    "sex": _("Sex"),
    "age_group": _("Age group"),
    "category": _("Category"),
    "province": _("Province"),
    "agency": _("Agency"),
    "service": _("Service"),
    "destination_group": _("Destination"),
    "trafficking_type": _("Type of trafficking"),
    "exploitation": _("Form of exploitation"),
    "household": _("Household"),
    "leader": _("Leader of the session"),
    "need": _("Help asked for"),
    "priority": _("Priority"),
    "sender": _("Agency that refers"),
    "recipient": _("Agency that is asked"),
    "profile": _("Profile of those trained"),
    "working_group": _("Working group"),
    "quarter": _("Quarter"),
    "year": _("Year"),
}
OVER_TIME = ("quarter", "year")


@dataclass(frozen=True)
class Asked:
    """What figures to show."""

    since: str  # a quarter, "2022-Q1" …
    until: str  # … and the last one, itself included
    by: str
    geography: str
    province: str
    all: str = ""  # "yes": the figures of detail, too

    @property
    def query(self) -> str:
        """Return it as the end of an address."""
        return urlencode(asdict(self))

    @property
    def period(self) -> dict[str, dt.date]:
        """Return the half-open period."""
        return days(self.since, self.until)


def asked(request: HttpRequest, mart: Mart, breakdowns: Collection[str] = tuple(BREAKDOWNS)) -> Asked:
    """Return what was asked for; whatever is in no list is as if it had not been asked."""
    if not request.user.may(Permission.FIGURE_READ):
        raise NotAllowed
    quarters = options(mart)["quarters"]
    first = _one_of(request, "since", quarters, quarters[-USUAL:][0])
    last = _one_of(request, "until", quarters, quarters[-1])
    geography = _one_of(request, "geography", mart.versions, mart.versions[-1])
    return Asked(
        since=min(first, last),
        until=max(first, last),
        by=_one_of(request, "by", breakdowns, next(iter(breakdowns))),
        geography=geography,
        province=_one_of(request, "province", dict(provinces(geography)), ""),
        all=_one_of(request, "all", ("yes",), ""),
    )


def _one_of(request: HttpRequest, name: str, known: Container[str], usual: str) -> str:
    said = request.GET.get(name, usual)
    return said if said in known else usual


def options(mart: Mart) -> dict[str, Any]:
    """Return the lists to choose from."""
    span = mart.span()
    first, last = span or (mart.built_at.year * 100 + 1, mart.built_at.year * 100 + 12)
    numbers = range(_quarter_of(first), _quarter_of(last) + 1)
    return {
        "quarters": [f"{one // 4}-Q{one % 4 + 1}" for one in numbers],
        "breakdowns": BREAKDOWNS,
        "versions": {one.key: one.since.year for one in codelists.pack().places.divisions if one.key in mart.versions},
    }


def days(first: str, last: str) -> dict[str, dt.date]:
    """Return the half-open period from a quarter to another, which is part of it."""
    return {"since": _first_day(_number(first)), "until": _first_day(_number(last) + 1)}


def provinces(geography: str) -> list[tuple[str, str]]:
    """Return the provinces of a division."""
    return [(place.code, place.name) for place in codelists.pack().places.at_level(1, geography)]


def the_mart() -> Mart:
    """Return the mart in use; it stays open until another one is.

    Raises:
        MartMissing: where there is none yet.
    """
    about = standing(settings.MART)
    return _opened(settings.MART, about.build_id if about else "")


@lru_cache(maxsize=1)
def _opened(folder: Path, build: str) -> Mart:
    return open_mart(folder)


def figures(key: str, what: Asked, *, whole: bool = False, surface: Surface = Surface.DASHBOARD) -> tuple[Figure, ...]:
    """Return an indicator's figures by the breakdown asked for, or its one figure of the whole, as members may see.

    A screen is looked over and photographed, so what is on it is protected like what is printed.
    """
    build = the_mart().build_id
    found = _computed(settings.MART, build, key, what, whole, surface)
    if what.province and _is_withheld(
        _computed(settings.MART, build, key, _every_province(what), False, surface), what.province
    ):
        return tuple(replace(one, value=None) for one in found)  # or choosing it would give away what its map withholds
    return found


def _every_province(what: Asked) -> Asked:
    return replace(what, by="province", province="")


def _is_withheld(cells: tuple[Figure, ...], province: str) -> bool:
    return any(one.withheld for one in cells if one.by["province"] == province)


@lru_cache(maxsize=512)
def _computed(folder: Path, build: str, key: str, what: Asked, whole: bool, surface: Surface) -> tuple[Figure, ...]:
    rule = rule_at(surface)
    where = {"province": what.province} if what.province else {}
    by = () if whole else (what.by,)
    return compute([key], mart=the_mart(), rule=rule, by=by, where=where, geography=what.geography, **what.period)


def _number(quarter: str) -> int:
    year, _dash, number = quarter.partition("-Q")
    return int(year) * 4 + int(number) - 1


def _quarter_of(month: int) -> int:
    return month // 100 * 4 + (month % 100 - 1) // 3


def _first_day(quarter: int) -> dt.date:
    return dt.date(quarter // 4, quarter % 4 * 3 + 1, 1)
