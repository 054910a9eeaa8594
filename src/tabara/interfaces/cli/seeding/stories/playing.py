"""Play stories: every step of every story in the order of time, each an act of the member who does it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from tabara.access.errors import Refused
from tabara.access.operation import Operation, registry
from tabara.access.speaking import for_everybody
from tabara.interfaces.cli.seeding.stories.binding import CASE, Scene, arguments
from tabara.interfaces.cli.seeding.stories.reading import Step, StoryError

OPENS = ("intake.register_person", "intake.open_again")  # what makes the case of a story
REFUSALS = (Refused, KeyError, LookupError, TypeError, ValueError, AttributeError)


def play(
    steps: Sequence[Step],
    *,
    members: Mapping[str, Any],
    now: dt.datetime,
    place_version: str,
    after_each: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """Let the members do what the steps tell, oldest first; return what was made, by its name.

    Names are known to every later step of all stories; `case` is the case that the story's own last registration made.

    Raises:
        StoryError: where a step is refused, or speaks of what is not there.
    """
    agencies = {one.agency.key: one.agency for one in members.values()}
    made: dict[str, Any] = {}
    cases: dict[str, Any] = defaultdict(lambda: None)
    for step in sorted(steps, key=lambda one: moment(one, now)):
        scene = Scene(moment(step, now), now, members, agencies, {**made, CASE: cases[step.story]}, place_version)
        thing = _done(step, scene)
        if step.act in OPENS:
            cases[step.story] = thing
        if step.name:
            made[step.name] = thing
        after_each()
    return made


def moment(step: Step, now: dt.datetime) -> dt.datetime:
    """Return when a step happens: never after now, whatever the hour is."""
    if step.hours is not None:
        return now + dt.timedelta(hours=step.hours)
    day = timezone.localdate(now) + dt.timedelta(days=step.day)
    at = dt.datetime.combine(day, dt.time.fromisoformat(step.clock), ZoneInfo(settings.TIME_ZONE))
    return min(at, now)


def _done(step: Step, scene: Scene) -> Any:
    try:
        by = scene.members[step.by]
        by.proved_at = timezone.now()  # whoever acts in a story has shown who they are
        act = _operation(step)
        with for_everybody():  # whoever tells a story knows all of it; the act itself is held against its member
            given = arguments(act.call, step.told, scene)
        return act.call(by=by, at=scene.at, **given)
    except REFUSALS as error:
        said = str(error) or type(error).__name__
        raise StoryError(f"In {step}, day {step.day}, by {step.by}: {said}") from error


def _operation(step: Step) -> Operation:
    found = registry.get(step.act)
    if found is None:
        raise LookupError(f"there is no operation “{step.act}”.")
    return found
