"""What was put right in a court file, as a reader reads it: what stood there, why, by whom, when."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.interfaces.web import texts

DAYS = ("decided_on", "charged_on", "offence_on", "held_on")


@dataclass(frozen=True)
class Told:
    """One correction in words."""

    on: dt.date
    by: str
    reason: str
    before: str


def told(rows: Any) -> list[Told]:
    """Return corrections in words, the oldest first."""
    return [
        Told(timezone.localdate(one.corrected_at), one.corrected_by.name, one.reason, _before(one.before))
        for one in rows
    ]


def _before(fields: dict[str, Any]) -> str:
    return ", ".join(
        texts.paired(_label(name), _said(name, value)) for name, value in fields.items() if name != "instrument"
    )


def _label(name: str) -> str:
    return {
        "outcome": _("verdict"),
        "decided_on": _("day of the verdict"),
        "prison_months": _("prison, in months"),
        "life": _("prison for life"),
        "fine": _("fine"),
        "suspended": _("suspended"),
        "article": _("article"),
        "victim": _("the offence was against"),
        "offence_on": _("day of the offence"),
        "charged_on": _("day of the charge"),
        "held_on": _("day of the hearing"),
    }[name]


def _said(name: str, value: Any) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if name in DAYS:
        return texts.day(dt.date.fromisoformat(value))
    if name == "outcome":
        return texts.code_label("verdict", value)
    return texts.code_label("charged_for", value) if name == "victim" else str(value)
