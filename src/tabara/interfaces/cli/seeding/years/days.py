"""Days counted from the day on which a demonstration is started, and where things happened."""

import datetime as dt
import random
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from tabara import codelists


@dataclass(frozen=True)
class Days:
    """The days before and after now."""

    now: dt.datetime

    def on(self, number: int) -> dt.date:
        """Return the day so many days from today."""
        return timezone.localdate(self.now) + dt.timedelta(days=number)

    def at(self, number: int) -> dt.datetime:
        """Return ten in the morning of that day, and never an instant after now."""
        morning = dt.datetime.combine(self.on(number), dt.time(10), ZoneInfo(settings.TIME_ZONE))
        return min(morning, self.now)


def commune(on: dt.date, rng: random.Random) -> dict[str, str]:
    """Return a commune of the division in force on a day."""
    places = codelists.pack().places
    version = places.version_on(on)
    return {"place": rng.choice(places.at_level(2, version)).code, "place_version": version}


def shares(total: int, parts: int, rng: random.Random) -> list[int]:
    """Return random whole numbers above zero that add up to the total."""
    cuts = sorted(rng.sample(range(1, total), parts - 1))
    return [end - start for start, end in zip([0, *cuts], [*cuts, total], strict=True)]
