"""What a packet says, in the reader's language: the same lines before it leaves, at its door and in a file."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.protection.cases.operations.checks import written
from tabara.protection.handover.enums import PacketField

LABELS: Mapping[str, str | Promise] = {
    PacketField.NAME: gettext_lazy("Name"),
    PacketField.SEX: gettext_lazy("Sex"),
    PacketField.AGE: gettext_lazy("Age"),
    PacketField.CITIZENSHIP: gettext_lazy("Nationality"),
    PacketField.PLACE: gettext_lazy("Commune or province"),
    PacketField.NEEDS: gettext_lazy("Urgent needs"),
    PacketField.CATEGORY: gettext_lazy("Why the person is protected"),
    PacketField.DETERMINATION: gettext_lazy("What was decided"),
    PacketField.EXPLOITATION: gettext_lazy("Form of exploitation"),
    PacketField.SERVICES: gettext_lazy("Help given so far"),
    PacketField.PHONE: gettext_lazy("How to reach the person"),
    PacketField.MESSAGE: gettext_lazy("A few words"),
}
Facts = Mapping[str, Any]


class Line(NamedTuple):
    """One line: what it is about, and what it says."""

    about: str
    says: str


def lines(content: Facts) -> list[Line]:
    """Return the lines of a packet, the help that is asked for first."""
    found = [Line(_("Help asked for"), _coded("service", content["service"]))]
    if content.get("priority", "normal") != "normal":
        found.append(Line(_("Priority"), _coded("priority", content["priority"])))
    told = ((one, content["facts"].get(one)) for one in PacketField)
    return found + [Line(str(LABELS[one]), SAYS.get(one, str)(value)) for one, value in told if value not in (None, "")]


def text(content: Facts) -> str:
    """Return a packet as a page of plain text, for a file."""
    told = "\n".join(f"{one.about}: {one.says}" for one in lines(content))
    asks = _("Please answer by %(day)s: call %(number)s and read out this code: %(code)s.") % {
        "day": written(dt.date.fromisoformat(content["answer_by"])),
        "number": content["call"] or content["sender"],
        "code": content["code"],
    }
    return "\n\n".join((content["sender"], told, terms(content), asks)) + "\n"


def terms(content: Facts) -> str:
    """Return what a packet may be used for, in the words that its reader has to keep to."""
    until = written(dt.date.fromisoformat(content["until"]))
    return _(
        "The person agreed that you use this to decide on this help and to give it, until %(day)s, and for nothing "
        "else. Do not pass it on or copy it. The person can take this back: then delete what you have noted."
    ) % {"day": until}


def _coded(codelist: str, code: str) -> str:
    known = codelists.pack().codelist(codelist).codes.get(code)
    return known.text(get_language() or "en") if known else code


def _codes(codelist: str) -> Callable[[Any], str]:
    def say(value: Any) -> str:
        codes = [value] if isinstance(value, str) else value
        return ", ".join(_coded(codelist, one) for one in codes)

    return say


def _place(value: Sequence[str]) -> str:
    places = codelists.pack().places
    way = places.path(places.place(*value))
    return ", ".join(one.name for one in reversed(way) if one.level)


def _reach(value: Facts) -> str:
    phones = ", ".join(value["phones"]) or _("no telephone")
    return ". ".join([phones, *(one.rstrip(".") for one in value["heeded"])]) + "."


SAYS: Mapping[str, Callable[[Any], str]] = {
    PacketField.SEX: _codes("sex"),
    PacketField.CITIZENSHIP: _codes("country"),
    PacketField.PLACE: _place,
    PacketField.NEEDS: _codes("urgent_need"),
    PacketField.CATEGORY: _codes("category"),
    PacketField.DETERMINATION: _codes("determination_status"),
    PacketField.EXPLOITATION: _codes("exploitation"),
    PacketField.SERVICES: _codes("service"),
    PacketField.PHONE: _reach,
}
