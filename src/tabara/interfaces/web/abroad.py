"""What crosses a border, in words: where an envelope stands, and what is in it, line by line."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.exchange.handover import htcds
from tabara.interfaces.web import texts
from tabara.interfaces.web.headers import SHUT
from tabara.interfaces.web.sharing import GROUPS
from tabara.protection.handover.enums import ArrivalState, EnvelopeState

SENT: Mapping[str, str | Promise] = {
    EnvelopeState.MADE: gettext_lazy("waits for the receipt"),
    EnvelopeState.ACCEPTED: gettext_lazy("accepted"),
    EnvelopeState.DECLINED: gettext_lazy("declined"),
    EnvelopeState.DONE: gettext_lazy("answered: what came of it is known"),
    EnvelopeState.TAKEN_BACK: gettext_lazy("taken back"),
}
CAME: Mapping[str, str | Promise] = {
    ArrivalState.WAITING: gettext_lazy("waits for an answer"),
    ArrivalState.ACCEPTED: gettext_lazy("accepted"),
    ArrivalState.DECLINED: gettext_lazy("declined"),
    ArrivalState.DONE: gettext_lazy("answered: what came of it is known"),
    ArrivalState.EXPIRED: gettext_lazy("time is over"),
    ArrivalState.TAKEN_BACK: gettext_lazy("taken back by its sender"),
}
TITLES: Mapping[str, str | Promise] = {
    "sex": gettext_lazy("Sex"),
    "birth_year": gettext_lazy("Year of birth"),
    "citizenship": gettext_lazy("Citizenship"),
    "marital_status": gettext_lazy("Marital status"),
    "education": gettext_lazy("Education"),
    "category": gettext_lazy("Category"),
    "status": gettext_lazy("Status of the case"),
    "opened_on": gettext_lazy("Case opened on"),
    "determination": gettext_lazy("Status of the person, as the sender decided it"),
    "deciding": gettext_lazy("Kind of organisation that decided"),
    "exploitation": gettext_lazy("Forms of exploitation"),
    "sector": gettext_lazy("Sector"),
    "trafficking_type": gettext_lazy("Type of trafficking"),
    "exploited_in": gettext_lazy("Country of exploitation"),
    "recruitment_method": gettext_lazy("Methods of recruitment"),
    "recruiter_relation": gettext_lazy("Relation to the recruiter"),
    "control_method": gettext_lazy("Methods of control"),
    "age_at_entry": gettext_lazy("Age when it began"),
    "planned": gettext_lazy("Help that is still to come"),
    "given": gettext_lazy("Given names"),
    "surname": gettext_lazy("Surname"),
    "aliases": gettext_lazy("Other names and nicknames"),
    "birth": gettext_lazy("Date of birth"),
    "number": gettext_lazy("Number of an identity paper"),
    "phones": gettext_lazy("Telephone"),
    "address": gettext_lazy("Address"),
    "place": gettext_lazy("Place"),
    "safe_contact": gettext_lazy("How the person can be reached without danger"),
    "message": gettext_lazy("Message"),
}
DAYS = ("opened_on", "birth")
WHOLE = 10  # letters of a day


class Line(NamedTuple):
    """One line of what an envelope tells: what it is, what it says, and what of it is unknown here."""

    title: str
    text: str
    unknown: str = ""


class Told(NamedTuple):
    """One group of an envelope, as people read it."""

    title: str
    lines: list[Line]


def told_of(groups: Mapping[str, Any]) -> list[Told]:
    """Return what is in an envelope, group by group in the order in which they are always named."""
    said = htcds.read(groups)
    found = []
    for group, title in GROUPS.items():
        if group in groups:
            lines = [_line(one) for one in said if one.group == group and one.name in TITLES]
            found.append(Told(str(title)[:1].upper() + str(title)[1:], [*lines, *_rows(groups[group]["beyond"])]))
    return found


def _line(one: htcds.Said) -> Line:
    labels = [texts.code_label(one.codelist, code) for code in one.codes]
    written = [_day(text) if one.name in DAYS else text for text in one.texts]
    return Line(str(TITLES[one.name]), ", ".join([*labels, *written]), ", ".join(one.unknown))


def _rows(beyond: Mapping[str, Any]) -> Iterator[Line]:
    for one in beyond.get("decisions", ()):
        decided = _label("determination_status", one["status"])
        yield Line(_("Decided by the sender on %(day)s") % {"day": _day(one["on"])}, decided)
    for one in beyond.get("services", ()):
        yield Line(_("Help given on %(day)s") % {"day": _day(one["on"])}, _label("service", one["service"]))
    for one in beyond.get("actions", ()):
        what = _label("service", one["service"]) if one["service"] else _("another step of the plan")
        yield Line(_("Planned for %(day)s") % {"day": _day(one["due_on"])}, what)
    if goals := beyond.get("goals"):
        yield Line(_("Goals of the plan"), ", ".join(_label("need_domain", one["domain"]) for one in goals))


def _label(codelist: str, code: str) -> str:
    return texts.code_label(codelist, code) or code


def _day(text: str) -> str:
    with suppress(ValueError):  # what a sender writes is shown as it is where it is no day
        return texts.day(dt.date.fromisoformat(text)) if len(text) == WHOLE else text
    return text


def as_file(file: Any) -> HttpResponse:
    """Send a file to be kept and carried, never to be shown here."""
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Content-Security-Policy": SHUT}
    return HttpResponse(file.content, content_type="application/octet-stream", headers=headers)
