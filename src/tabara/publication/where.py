"""Where to act next: of each commune the parts of its score, each with its number, its day, its source, its weight.

Figures come in as disclosure control lets them out: what is withheld is unknown to the score as it is to the reader, so
no score says anything about a number that is withheld.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from tabara import codelists
from tabara.access.models import Member
from tabara.codelists import Comes, Place, PriorityPart, Surface, months_later
from tabara.indicators import Figure, compute, indicators
from tabara.indicators.profiles import rule_at
from tabara.mart import Mart
from tabara.methods.priority import Part, Rank, Score, rank_order, ranks, scaled, score
from tabara.prevention import queries
from tabara.prevention.queries import Held, Measured

COMMUNE, THOUSAND = 2, 1000


class Lacks(StrEnum):
    """Why a part has no number."""

    NOTHING = ""  # it has one
    NO_DATA = "no data"
    WITHHELD = "withheld"
    NO_FIGURES = "no figures"  # nobody built the mart yet


@dataclass(frozen=True)
class Said:
    """One part of a commune's score."""

    part: PriorityPart
    value: float | None = None
    lacks: Lacks = Lacks.NOTHING
    as_of: dt.date | None = None
    sources: tuple[str, ...] = ()
    is_invented: bool = False
    have: int = 1
    of: int = 1

    @property
    def share(self) -> float | None:
        """Return what it comes to, between 0 and 1."""
        return None if self.value is None else scaled(_rule(self.part), self.value)

    @property
    def points(self) -> float | None:
        """Return what it brings in, of its weight."""
        return None if self.share is None else self.share * self.part.weight


@dataclass(frozen=True)
class Commune:
    """A commune with its score, the ranks it may hold, and what was done there lately."""

    place: Place
    province: Place
    score: Score
    rank: Rank
    parts: tuple[Said, ...]
    is_high: bool
    held: Held
    last_session_on: dt.date | None
    is_quiet: bool

    @property
    def round_on(self) -> dt.date | None:
        """Return the day of the newest round that is told of it."""
        days = [one.as_of for one in self.parts if one.as_of and one.part.comes is Comes.LAYER]
        return max(days, default=None)

    @property
    def since_round(self) -> tuple[int, int]:
        """Return how many sessions and trainings were held there since that day."""
        day = self.round_on
        return (self.held.sessions_after(day), self.held.trainings_after(day)) if day else (0, 0)


Values = Mapping[str, Said]
Numbers = Callable[[PriorityPart], Callable[[Place], Said]]


def communes(*, by: Member, version: str, on: dt.date, mart: Mart | None) -> list[Commune]:
    """Return every commune of a division, those of the highest score first, those without one last."""
    pack = codelists.pack()
    rule, places = pack.priority, pack.places
    since = months_later(on, -max([rule.quiet_months, *(one.months for one in rule.parts)], default=0))
    held = queries.held(by=by, version=version, since=since, until=on + dt.timedelta(days=1))
    told = [_part(one, by=by, version=version, on=on, mart=mart, held=held) for one in rule.parts]
    quiet_since = months_later(on, -rule.quiet_months)
    found = []
    for place in places.at_level(COMMUNE, version):
        parts = tuple(say(place) for say in told)
        here = held.get(place.code, Held())
        last = max(here.sessions, default=None)
        one = _scored(parts, rule.known_at_least)
        high = one.value is not None and one.value >= rule.high_from
        above = places.ancestor(place, COMMUNE - 1) or place
        quiet = last is None or last < quiet_since
        found.append(Commune(place, above, one, Rank(1, 1), parts, high, here, last, quiet))
    spans = ranks([one.score for one in found])
    ranked = [replace(one, rank=span) for one, span in zip(found, spans, strict=True)]
    return sorted(ranked, key=lambda one: (*rank_order(one.score), one.place.name))


def _scored(parts: tuple[Said, ...], known_at_least: float) -> Score:
    """Return the score of a commune; where too little is known it has a range, and no score."""
    one = score({said.part.key: (_rule(said.part), said.value) for said in parts})
    return one if one.known >= known_at_least else replace(one, value=None)


def _rule(part: PriorityPart) -> Part:
    return Part(part.weight, part.nothing_at, part.full_at, part.root)


def _part(
    part: PriorityPart, *, by: Member, version: str, on: dt.date, mart: Mart | None, held: Mapping[str, Held]
) -> Callable[[Place], Said]:
    """Return what says a part of any commune."""
    if part.comes is Comes.FIGURE:
        return _figure(part, version=version, on=on, mart=mart)
    layer = queries.measured(by=by, layer=part.layer, version=version, on=on, months=_back(part))
    if part.comes is Comes.LAYER:
        return lambda place: _measured(part, layer.get(place.code))
    since = months_later(on, -part.months)
    return lambda place: _sessions(part, layer.get(place.code), held.get(place.code, Held()), since, on)


def _back(part: PriorityPart) -> int:
    """Return how far back a layer counts; inhabitants are known for longer than sessions are looked back on."""
    rule = codelists.pack().priority
    return part.months if part.comes is Comes.LAYER else max(one.months for one in rule.parts)


def _measured(part: PriorityPart, known: Measured | None) -> Said:
    if known is None:
        return Said(part, lacks=Lacks.NO_DATA)
    return Said(
        part,
        known.value,
        as_of=known.as_of,
        sources=tuple(sorted(known.sources)),
        is_invented=known.is_invented,
        have=known.have,
        of=known.of,
    )


def _sessions(part: PriorityPart, people: Measured | None, held: Held, since: dt.date, on: dt.date) -> Said:
    """Return the sessions for a thousand inhabitants; without their number it is not known."""
    if people is None or people.value <= 0 or people.is_partial:
        return Said(part, lacks=Lacks.NO_DATA)
    many = sum(since < day <= on for day in held.sessions)
    sources = tuple(sorted(people.sources))
    return Said(part, THOUSAND * many / people.value, as_of=on, sources=sources, is_invented=people.is_invented)


def _figure(part: PriorityPart, *, version: str, on: dt.date, mart: Mart | None) -> Callable[[Place], Said]:
    if mart is None or version not in mart.versions:
        return lambda _place: Said(part, lacks=Lacks.NO_FIGURES)
    since, until = period(part, on)
    found: Mapping[str, Figure] = {
        one.by["commune"]: one
        for one in compute(
            [part.figure],
            mart=mart,
            since=since,
            until=until,
            rule=rule_at(Surface.MAP),
            by=("commune",),
            geography=version,
        )
    }
    last = until - dt.timedelta(days=1)

    def say(place: Place) -> Said:
        one = found.get(place.code)
        value = 0 if one is None else one.value
        if not isinstance(value, int | float):
            return Said(part, lacks=Lacks.WITHHELD, as_of=min(last, on))
        return Said(part, float(value), as_of=min(last, on))

    return say


def period(part: PriorityPart, on: dt.date) -> tuple[dt.date, dt.date]:
    """Return the months that a figure is of: whole quarters that are over where people are counted.

    A month more would tell a small count apart from the same figure on the dashboard, which knows quarters alone.
    """
    if indicators()[part.figure].open:
        until = months_later(on.replace(day=1), 1)
    else:
        until = dt.date(on.year, (on.month - 1) // 3 * 3 + 1, 1)
    return months_later(until, -part.months), until
