"""Consents and contact, as a part of the case."""

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.operation import permitted
from tabara.interfaces.web import consents
from tabara.interfaces.web.casefile.entries import Entry
from tabara.interfaces.web.casefile.part import Part
from tabara.protection.cases import queries as cases


def part(case: Any, story: Any, by: Any, on: dt.date) -> Part | None:
    """Return how consent stands, to whoever may record an answer."""
    if not story.whole or not permitted(by, Permission.CASE_EDIT, case, shared=False):
        return None
    status, presses = _status(case, story, by, on)
    return Part(_("Consents and contact"), reverse("web:consents", kwargs={"number": case.pk}), status, presses)


def entries(case: Any, story: Any, by: Any) -> list[Entry]:
    """Return when the person was asked, to the holder's own people."""
    found = []
    for one in story.of(cases.askings):
        how = consents.HOW.get(one.how) or consents.CAPACITY[one.capacity]
        found.append(Entry(one.asked_on, _("Information read out, and asked"), str(how), one.read_by.name))
    return found


def _status(case: Any, story: Any, by: Any, on: dt.date) -> tuple[str, bool]:
    if cases.refusals_to_answer(answers=story.consents):
        return _("A child’s no waits for an answer"), True
    if not story.of(cases.askings):
        return _("Not read out yet"), False
    silent = [one for one in story.of(cases.notices_of) if one.answered_at is None]
    if silent:
        return _("An agency has not answered yet"), False
    many = len(cases.sharing(answers=story.consents, on=on))
    if not many:
        return _("Shared with nobody"), False
    return _("Agencies that may see something: %(count)s") % {"count": many}, False
