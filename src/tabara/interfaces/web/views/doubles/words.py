"""What two people have in common, where a pair stands, and what each line of the comparison is called."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.interfaces.web import texts
from tabara.protection.intake.enums import Alike, InquiryState, PairState

YEAR = 4  # letters
REASONS: Mapping[str, str | Promise] = {
    Alike.NAME: gettext_lazy("the names sound the same"),
    Alike.BIRTH: gettext_lazy("same year of birth"),
    Alike.NEAR: gettext_lazy("born within two years of each other"),
    Alike.PHONE: gettext_lazy("same telephone"),
    Alike.MOTHER: gettext_lazy("same mother’s name"),
    Alike.RELATIVE: gettext_lazy("same name of a relative"),
    Alike.PLACE: gettext_lazy("same place"),
    Alike.NUMBER: gettext_lazy("same identity paper"),
}
STATES: Mapping[str, str | Promise] = {
    PairState.OPEN: gettext_lazy("to look at"),
    PairState.ASKED: gettext_lazy("a colleague was asked"),
    PairState.SAME: gettext_lazy("said to be one person, to be merged"),
    PairState.DIFFERENT: gettext_lazy("two different people"),
    PairState.MERGED: gettext_lazy("merged"),
}
INQUIRIES: Mapping[str, str | Promise] = {
    InquiryState.OPEN: gettext_lazy("waits for an answer"),
    InquiryState.ANSWERED: gettext_lazy("answered"),
    InquiryState.WITHDRAWN: gettext_lazy("taken back"),
}
FIELDS: Mapping[str, str | Promise] = {
    "given": gettext_lazy("Given names"),
    "surname": gettext_lazy("Surname"),
    "birth": gettext_lazy("Date of birth"),
    "sex": gettext_lazy("Sex"),
    "citizenship": gettext_lazy("Citizenship"),
    "number": gettext_lazy("Number of an identity paper"),
    "address": gettext_lazy("Address"),
    "safe_contact": gettext_lazy("How can the person be reached without danger?"),
    "aliases": gettext_lazy("Other names and nicknames"),
    "phones": gettext_lazy("Telephone"),
    "relatives": gettext_lazy("Relatives"),
    "birth_date": gettext_lazy("Date of birth"),
    "place": gettext_lazy("Place"),
    "place_version": gettext_lazy("Place"),
    "cases": gettext_lazy("a new case, which stays with the person registered first"),
}


def reasons(codes: Iterable[str]) -> str:
    """Return in what two people resemble each other, in words."""
    return ", ".join(str(REASONS[code]) for code in codes if code in REASONS)


def likely(score: int) -> str:
    """Return how much two people resemble each other, in words."""
    if score >= 95:
        return _("very alike")
    return _("alike") if score else _("named by somebody")


def fields(names: Iterable[str]) -> str:
    """Return the names of lines, each once."""
    return ", ".join(dict.fromkeys(str(FIELDS[name]) for name in names if name in FIELDS))


def said(field: str, value: Any) -> str:
    """Return what one side says, as one reads it."""
    if not value:
        return ""
    if field == "address":
        address, place, version = value
        return ", ".join(filter(None, (address, texts.place_name(place, version) if place else "")))
    if field == "relatives":
        return "; ".join(
            " ".join(filter(None, (f"{texts.code_label('relative_tie', one.tie)}:", one.name, one.phone)))
            for one in value
        )
    if field == "birth" and len(value) > YEAR:
        return texts.day(dt.date.fromisoformat(value))
    if field in ("aliases", "phones"):
        return ", ".join(value)
    lists = {"sex": "sex", "citizenship": "country"}
    return texts.code_label(lists[field], value) if field in lists else str(value)
