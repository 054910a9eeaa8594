"""Where sessions and trainings were held, commune by commune in either division: days, of every agency, of nobody."""

import datetime as dt
from dataclasses import dataclass, field

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.models import Member
from tabara.codelists import CodelistError, Gazetteer
from tabara.prevention.enums import Broadcast
from tabara.prevention.models import Awareness, Training

COMMUNE = 2


@dataclass
class Held:
    """The days on which something was held in a commune."""

    sessions: list[dt.date] = field(default_factory=list)
    trainings: list[dt.date] = field(default_factory=list)

    def sessions_after(self, day: dt.date) -> int:
        """Return how many sessions were held after a day."""
        return sum(one > day for one in self.sessions)

    def trainings_after(self, day: dt.date) -> int:
        """Return how many trainings were held after a day."""
        return sum(one > day for one in self.trainings)


def held(*, by: Member, version: str, since: dt.date, until: dt.date) -> dict[str, Held]:
    """Return what was held in the communes of a division, by their codes, in a half-open period.

    A broadcast is held in no commune. Where a commune was split, what was held there counts in its largest part.
    """
    if not by.may(Permission.PREVENTION_RECORD):
        raise NotAllowed
    places = codelists.pack().places
    told = {"struck_at": None, "held_on__gte": since, "held_on__lt": until}
    columns = ("place", "place_version", "held_on")
    sessions = Awareness.objects.filter(**told).exclude(channel__in=tuple(Broadcast)).exclude(place="")
    trainings = Training.objects.filter(**told).exclude(place="")
    found: dict[str, Held] = {}
    where: dict[tuple[str, str], str] = {}
    for kind, rows in (("sessions", sessions), ("trainings", trainings)):
        for code, of_version, day in rows.order_by("held_on").values_list(*columns).iterator(chunk_size=5000):
            if (code, of_version) not in where:
                where[code, of_version] = _commune(places, code, of_version, version)
            if commune := where[code, of_version]:
                getattr(found.setdefault(commune, Held()), kind).append(day)
    return found


def _commune(places: Gazetteer, code: str, of_version: str, version: str) -> str:
    try:
        place = places.ancestor(places.place(code, of_version), COMMUNE)
    except CodelistError:
        return ""
    return places.convert(place, version)[0][0].code if place else ""
