"""The directory in words: where, for whom, at what cost, and why somebody is offered or left out."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.interfaces.web import texts
from tabara.protection.directory.enums import AskState, Because, FileState, Near, Note, Safe, StayState

NEAR: Mapping[Near, str | Promise] = {
    Near.COMMUNE: gettext_lazy("same commune"),
    Near.PROVINCE: gettext_lazy("same province"),
    Near.ELSEWHERE: gettext_lazy("another province"),
    Near.UNKNOWN: gettext_lazy("distance not known"),
}
STAYS: Mapping[str, str | Promise] = {
    StayState.PLANNED: gettext_lazy("planned"),
    StayState.IN: gettext_lazy("is there"),
    StayState.LEFT: gettext_lazy("has left"),
    StayState.CANCELLED: gettext_lazy("cancelled"),
}
ASKS: Mapping[str, str | Promise] = {
    AskState.SENT: gettext_lazy("waits for an answer"),
    AskState.ACCEPTED: gettext_lazy("promised"),
    AskState.DECLINED: gettext_lazy("declined"),
    AskState.WITHDRAWN: gettext_lazy("taken back"),
}
FILES: Mapping[str, str | Promise] = {
    FileState.READ: gettext_lazy("to be looked at"),
    FileState.IMPORTED: gettext_lazy("imported"),
    FileState.UNDONE: gettext_lazy("undone"),
    FileState.DROPPED: gettext_lazy("dropped"),
}
LINES: Mapping[str, str | Promise] = {
    "refused": gettext_lazy("refused"),
    "waits": gettext_lazy("waits"),
    "changed": gettext_lazy("changed"),
    "new": gettext_lazy("new"),
    "same": gettext_lazy("the same"),
}
SAFE: Mapping[str, str | Promise] = {
    Safe.YES: gettext_lazy("Yes, as far as we know"),
    Safe.NO: gettext_lazy("No"),
    Safe.UNKNOWN: gettext_lazy("Not known"),
}


def labels(codelist: str, codes: Iterable[str]) -> str:
    """Return the labels of codes in one line."""
    return ", ".join(texts.code_label(codelist, code) for code in codes)


def _full(day: Any) -> str:
    return _("Full until %(day)s") % {"day": texts.day(day)} if day else _("Full; nobody knows until when")


AGAINST: Mapping[str, Callable[[Any], str]] = {
    Because.UNSAFE: lambda _about: _("Not safe for this person"),
    Because.SEX: lambda about: _("Only for: %(who)s") % {"who": labels("sex", about)},
    Because.TOO_YOUNG: lambda about: _("Only from %(age)s years of age") % {"age": about},
    Because.TOO_OLD: lambda about: _("Only up to %(age)s years of age") % {"age": about},
    Because.CHILDREN: lambda _about: _("Not for a parent with children"),
    Because.CHILD_TOO_OLD: lambda about: _("Children who come along: only up to %(age)s years") % {"age": about},
    Because.DISABILITY: lambda about: _("Not fit for: %(what)s") % {"what": labels("disability", about)},
    Because.CATEGORY: lambda about: _("Only for: %(who)s") % {"who": labels("category", about)},
    Because.UNDETERMINED: lambda _about: _("Only for identified victims"),
    Because.NO_SUCH_PLACE: lambda about: _("Has places only for: %(who)s") % {"who": labels("bed_kind", about)},
    Because.FULL: _full,
}
NOTES: Mapping[str, Callable[[Any], str]] = {
    Note.LANGUAGE: lambda about: (
        _("Speaks: %(languages)s. Bring an interpreter") % {"languages": labels("language", about)}
    ),
    Note.DISABILITY_UNSAID: lambda about: (
        _("Ask first whether it is fit for: %(what)s") % {"what": labels("disability", about)}
    ),
    Note.CLOSED_DAYS: lambda about: _("Closed: %(days)s") % {"days": labels("weekday", about)},
    Note.STALE: lambda about: _("Last confirmed on %(day)s: telephone first") % {"day": texts.day(about)},
    Note.CAPACITY: lambda about: _("At most %(many)s persons at a time") % {"many": about},
    Note.AGE_UNKNOWN: lambda about: _("Asks for the age: %(ages)s") % {"ages": ages(*about)},
}


def ages(since: int | None, until: int | None) -> str:
    """Return from which age to which somebody is taken."""
    if since is not None and until is not None:
        return _("%(from)s to %(to)s years") % {"from": since, "to": until}
    if since is not None:
        return _("from %(age)s years") % {"age": since}
    return _("up to %(age)s years") % {"age": until} if until is not None else _("any age")


def terms_of(offer: Any) -> list[str]:
    """Return for whom a service is, when and at what cost, each in a few words."""
    said = [
        texts.code_label("service_cost", offer.cost),
        labels("sex", offer.sexes),
        ages(offer.age_from, offer.age_to) if (offer.age_from, offer.age_to) != (None, None) else "",
        _children(offer),
        _("fit for: %(what)s") % {"what": labels("disability", offer.disabilities)} if offer.disabilities else "",
        labels("category", offer.categories),
        _("only for identified victims") if offer.needs_determination else "",
        offer.hours,
        NOTES[Note.CLOSED_DAYS](offer.closed_days) if offer.closed_days else "",
        NOTES[Note.CAPACITY](offer.capacity) if offer.capacity else "",
        _full(offer.full_until) if offer.full_until else "",
    ]
    return [one for one in said if one]


def _children(offer: Any) -> str:
    if not offer.takes_children:
        return ""
    if offer.child_age_to is None:
        return _("a parent may bring children")
    return _("a parent may bring children up to %(age)s years") % {"age": offer.child_age_to}


def place(code: str, version: str) -> str:
    """Return where a provider is, in words."""
    return texts.place_name(code, version) if code else _("place not said")


def match(one: Any) -> dict[str, Any]:
    """Return a match as its card shows it."""
    row = one.row
    return {
        "match": one,
        "row": row,
        "where": f"{place(row.place, row.place_version)} ({NEAR[one.near]})",
        "against": [AGAINST[why](about) for why, about in one.against],
        "notes": [NOTES[why](about) for why, about in one.notes],
        "hours": row.hours or row.opening,
        "languages": labels("language", row.languages),
    }


def provinces(on: dt.date) -> list[tuple[str, str]]:
    """Return the provinces of the division in force, by code."""
    places = codelists.pack().places
    return sorted(
        ((one.code, one.name) for one in places.children(None, places.version_on(on))), key=lambda one: one[1]
    )
