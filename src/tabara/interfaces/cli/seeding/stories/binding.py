"""Turn what a story tells into what an operation takes, by the types that the operation asks for.

A day is a number of days from today, a person's birth is her age, a member is a sign-in name, an agency its key, and a
record is the name that an earlier step gave it, or a way from there: `plan.goals.0`. In a text, `@name.code` is that of
a record. A day that has to be told and is not is the day of the step; the case is that of the story.
"""

import dataclasses
import datetime as dt
import inspect
import types
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils import timezone

GIVEN = ("by", "event", "at")  # by the player, not by the story
CASE, PLACE, VERSION = "case", "place", "place_version"
AGENCY, MEMBER = "access.Agency", "access.Member"
MANY = (Sequence, Iterable, tuple, list)


@dataclasses.dataclass
class Scene:
    """What a step may speak of: when it happens, the members and agencies, and what earlier steps made."""

    at: dt.datetime
    now: dt.datetime
    members: Mapping[str, Any]
    agencies: Mapping[str, Any]
    made: Mapping[str, Any]
    place_version: str

    @property
    def day(self) -> dt.date:
        """Return the day of the step."""
        return timezone.localdate(self.at)

    def find(self, way: str) -> Any:
        """Return what an earlier step made, or what hangs on it; read anew."""
        name, *steps = way.split(".")
        found = self.made[name]
        if isinstance(found, models.Model):
            found.refresh_from_db()
        for step in steps:
            found = _nth(found, int(step)) if step.isdecimal() else getattr(found, step)
        return found


def arguments(act: Callable[..., Any], told: Mapping[str, Any], scene: Scene) -> dict[str, Any]:
    """Return the keyword arguments of an operation."""
    return _filled(act, told, scene, without=GIVEN)


def _nth(rows: Any, number: int) -> Any:
    found = rows.all()
    return (found if found.ordered else found.order_by("pk"))[number]


@cache
def _asked(taker: Callable[..., Any]) -> list[tuple[str, Any, bool]]:
    """Return the name of each argument, its type, and whether it has to be told."""
    hints = get_type_hints(taker.__init__ if dataclasses.is_dataclass(taker) else taker)
    names = inspect.signature(taker).parameters.values()
    return [(one.name, hints.get(one.name, Any), one.default is one.empty) for one in names]


def _filled(
    taker: Callable[..., Any], told: Mapping[str, Any], scene: Scene, without: tuple[str, ...] = ()
) -> dict[str, Any]:
    asked = {name: (hint, must) for name, hint, must in _asked(taker) if name not in without}
    if strange := set(told) - set(asked):
        raise KeyError(f"“{sorted(strange)[0]}” is not asked for; there are: {', '.join(asked)}")
    found = {name: bound(asked[name][0], value, scene) for name, value in told.items()}
    for name, (hint, must) in asked.items():
        if must and name not in found:
            usual = _untold(name, hint, scene)
            if usual is not None or type(None) in get_args(hint):
                found[name] = usual
    if found.get(PLACE) and VERSION in asked:
        found.setdefault(VERSION, scene.place_version)
    return found


def _untold(name: str, hint: Any, scene: Scene) -> Any:
    if name == CASE:
        return scene.find(CASE)
    return {dt.date: scene.day, dt.datetime: scene.at}.get(hint)


def bound(hint: Any, told: Any, scene: Scene) -> Any:
    """Return what is told as the type that is asked for."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return bound(next(one for one in inner if one is not type(None)), told, scene)
    if origin is not None and issubclass(origin, Mapping):
        return {bound(inner[0], name, scene): bound(inner[1], value, scene) for name, value in told.items()}
    if origin in MANY:
        return _many(origin, inner, told, scene)
    if isinstance(hint, type):
        return _one(hint, told, scene)
    return told


def _many(origin: Any, inner: tuple[Any, ...], told: Any, scene: Scene) -> tuple[Any, ...]:
    if origin is tuple and Ellipsis not in inner:
        return tuple(bound(hint, value, scene) for hint, value in zip(inner, told, strict=True))
    return tuple(bound(inner[0], value, scene) for value in told)


def _one(hint: Any, told: Any, scene: Scene) -> Any:
    if issubclass(hint, models.Model):
        return _row(hint, told, scene)
    if isinstance(told, Mapping) and (dataclasses.is_dataclass(hint) or hasattr(hint, "_fields")):
        return hint(**_filled(hint, told, scene))
    if isinstance(told, Mapping) and "age" in told:
        return hint(scene.day.year - told["age"])
    turn = TURNS.get(hint)
    return turn(told, scene) if turn else told


def _row(kind: type[models.Model], told: str, scene: Scene) -> Any:
    known = {AGENCY: scene.agencies, MEMBER: scene.members}.get(kind._meta.label)
    return known[told] if known is not None else scene.find(told)


def _day(told: Any, scene: Scene) -> Any:
    return timezone.localdate(scene.now) + dt.timedelta(days=told) if isinstance(told, int) else told


def _instant(told: Any, scene: Scene) -> dt.datetime:
    if isinstance(told, Mapping):
        return scene.now + dt.timedelta(hours=told["hours"])
    return dt.datetime.combine(_day(told, scene), dt.time(10), ZoneInfo(settings.TIME_ZONE))


def _number(told: str, scene: Scene) -> Any:
    return scene.find(told).pk


def _text(told: Any, scene: Scene) -> Any:
    if not (isinstance(told, str) and told.startswith("@")):
        return told
    found = scene.find(told[1:])
    return str(found.pk if isinstance(found, models.Model) else found)


TURNS: Mapping[type, Callable[[Any, Scene], Any]] = {
    dt.date: _day,
    dt.datetime: _instant,
    uuid.UUID: _number,
    Decimal: lambda told, _: Decimal(told),
    str: _text,
}
