"""A form that is not finished: what is kept of it, how far it is, and whether two windows disagree about it."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from tabara.access.errors import Stale
from tabara.interfaces.web.acts import do
from tabara.interfaces.web.forms.answers import Asked
from tabara.interfaces.web.forms.intake_whole import PARTS
from tabara.protection.cases import queries as cases
from tabara.protection.intake import operations, queries

Answers = dict[str, Any]


class Differs(Exception):
    """The same part was changed in another window meanwhile."""


@dataclass
class Unfinished:
    """One form of one member."""

    number: uuid.UUID
    version: int
    saved_at: dt.datetime
    answers: Answers

    @property
    def again(self) -> uuid.UUID | None:
        """Return the number of the earlier case, where the person is known from one."""
        return uuid.UUID(self.answers["again"]) if self.answers.get("again") else None

    @property
    def alert(self) -> uuid.UUID | None:
        """Return the number of the alert that the form began with, where it began with one."""
        return uuid.UUID(self.answers["alert"]) if self.answers.get("alert") else None

    @property
    def registration(self) -> uuid.UUID:
        """Return the number that the registration will carry, however often it is sent."""
        return uuid.UUID(self.answers["registration"])

    @property
    def parts(self) -> list[str]:
        """Return the parts that this form has; who the person is, is not asked twice."""
        return [part for part in PARTS if not (part == "who" and self.again)]

    def kept(self, part: str) -> dict[str, list[str]]:
        """Return what was typed into a part."""
        found: dict[str, list[str]] = self.answers["parts"].get(part, {})
        return found

    def stamp(self, part: str) -> str:
        """Return which window changed a part last."""
        return str(self.answers["stamps"].get(part, ""))

    def form(self, part: str, today: dt.date) -> Asked:
        """Return a part as a form, filled with what was typed; a part that was sent empty is answered too."""
        kept = self.kept(part)
        answered = kept or part in self.answers["done"]
        return PARTS[part].again(kept, today=today) if answered else PARTS[part](today=today)

    def finished(self, part: str, today: dt.date) -> bool:
        """Return whether a part was sent and is still right."""
        return part in self.answers["done"] and PARTS[part].again(self.kept(part), today=today).is_valid()

    def agreed(self, today: dt.date) -> bool:
        """Return whether the person agreed to be registered: nothing else may be asked before."""
        form = PARTS["agreement"].again(self.kept("agreement"), today=today)
        return self.finished("agreement", today) and form.is_valid() and bool(form.cleaned_data["agreed"])

    def next(self, today: dt.date) -> str | None:
        """Return the first part that is not finished."""
        return next((part for part in self.parts if not self.finished(part, today)), None)


def fresh(
    event: uuid.UUID,
    *,
    parts: Mapping[str, dict[str, list[str]]] | None = None,
    again: uuid.UUID | None = None,
    alert: Any = None,
) -> Answers:
    """Return the answers of a form that was just begun: the same, however often that beginning is sent."""
    return {
        "registration": str(uuid.UUID(int=event.int ^ 1)),  # the beginning's own neighbour, which nobody else has
        "again": str(again) if again else "",
        "alert": str(alert.pk) if alert else "",
        "parts": dict(parts or {}),
        "done": [],
        "stamps": {},
    }


def load(request: HttpRequest, number: uuid.UUID) -> Unfinished:
    """Return one of the member's own forms; anybody else's does not exist."""
    row, answers = queries.draft(by=request.user, number=number)
    return Unfinished(row.pk, row.version, row.saved_at, answers)


def keep(request: HttpRequest, found: Unfinished, part: str, form: Asked, *, saw: str, done: bool) -> Unfinished:
    """Keep a part as it was typed.

    Raises:
        Differs: where another window changed this part since this one showed it.
    """
    typed = form.kept()
    if found.stamp(part) not in (saw, str(form.number)) and found.kept(part) != typed:
        raise Differs
    before = found.answers["done"]
    now_done = [*before, part] if done and part not in before else before
    if typed == found.kept(part) and now_done == before:
        return found
    answers = {
        **found.answers,
        "parts": {**found.answers["parts"], part: typed},
        "stamps": {**found.answers["stamps"], part: str(form.number)},
        "done": now_done,
    }
    try:
        row = do(request, operations.save_draft, draft=found.number, saw=found.version, answers=answers)
    except Stale:
        return keep(request, load(request, found.number), part, form, saw=saw, done=done)
    return Unfinished(found.number, row.version, row.saved_at, answers)


def earlier_case(request: HttpRequest, found: Unfinished) -> Any:
    """Return the case from which the person is known, or `None`."""
    return cases.case(by=request.user, number=found.again) if found.again else None


def today() -> dt.date:
    """Return the day on which the page is asked for, where the instance stands."""
    return timezone.localdate()
