"""What the layers say of each commune, in either division: the newest of each place, converted where it is asked."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.models import Member
from tabara.codelists import CodelistError, Gazetteer, Place, months_later
from tabara.prevention.enums import YES_OR_NO, Taken
from tabara.prevention.models import ContextValue
from tabara.prevention.queries.context.files import COUNTS

COMMUNE = 2


@dataclass
class Measured:
    """What a layer says of one commune: `have` of the `of` communes that it is made of are known."""

    value: float
    as_of: dt.date
    sources: set[str] = field(default_factory=set)
    is_invented: bool = False
    division: str = ""  # the one it was told in
    have: int = 1
    of: int = 1

    @property
    def is_partial(self) -> bool:
        """Return whether a part of the commune is not known."""
        return self.have < self.of


def measured(*, by: Member, layer: str, version: str, on: dt.date, months: int) -> dict[str, Measured]:
    """Return what a layer says of the communes of a division, by their codes; who is not there is not known.

    Of several days that of the newest counts, or all of them where the layer adds up; of two files of one day the one
    that was imported last. What is told of a province alone says nothing of its communes.
    """
    if not by.may(Permission.PREVENTION_RECORD):
        raise NotAllowed
    told = codelists.pack().codelist("context_layer").require(layer).more
    places = codelists.pack().places
    rows = ContextValue.objects.filter(COUNTS, file__layer=layer, as_of__lte=on, as_of__gt=months_later(on, -months))
    columns = ("place_version", "place", "-as_of", "-file__done_at", "-file")
    found = rows.order_by(*columns).values_list(
        *("place_version", "place", "as_of", "file", "value", "file__source", "file__is_invented", "file__division")
    )
    most = told.get("unit") == YES_OR_NO
    by_division: dict[str, dict[str, Measured]] = {}
    for commune, one in _communes(places, _places(found.iterator(chunk_size=5000), told.get("taken", "")), most=most):
        by_division.setdefault(commune.version, {})[commune.code] = one
    answers = [_converted(places, told_in, some, version, most=most) for told_in, some in by_division.items()]
    return _newest(answers)


def _places(rows: Iterable[Any], taken: str) -> Iterator[tuple[str, str, Measured]]:
    """Give what stands for each place: rows come by place, the newest day and the last import first."""
    for (version, place), some in groupby(rows, key=lambda row: row[:2]):
        one: Measured | None = None
        for nth, (_day, of_a_day) in enumerate(groupby(some, key=lambda row: row[2])):
            if nth and taken != Taken.SUM:
                break
            _file, last = next(groupby(of_a_day, key=lambda row: row[3]))
            for row in last:
                one = one or Measured(0, row[2], division=version)
                one.value += row[4]
                one.sources.add(row[5])
                one.is_invented |= row[6]
        if one is not None:
            yield version, place, one


def _communes(
    places: Gazetteer, found: Iterable[tuple[str, str, Measured]], *, most: bool
) -> Iterator[tuple[Place, Measured]]:
    """Give what stands for each commune: what is told of itself, or of the places in it where that is newer."""
    by_level: dict[Place, dict[int, Measured]] = {}
    for version, code, one in found:
        try:
            place = places.place(code, version)
        except CodelistError:
            continue  # the pack knows the place no more
        commune = places.ancestor(place, COMMUNE)
        if commune is not None:
            levels = by_level.setdefault(commune, {})
            levels[place.level] = _together(levels.get(place.level), one, 1.0, most=most)
    for commune, levels in by_level.items():
        yield commune, min(levels.items(), key=lambda item: (-item[1].as_of.toordinal(), item[0]))[1]


def _converted(
    places: Gazetteer, told_in: str, some: dict[str, Measured], version: str, *, most: bool
) -> dict[str, Measured]:
    if told_in == version:
        return some
    answer: dict[str, Measured] = {}
    for code, one in some.items():
        for there, weight in places.convert(places.place(code, told_in), version):
            answer[there.code] = _together(answer.get(there.code), one, weight, most=most)
    for code, one in answer.items():
        made_of = places.convert(places.place(code, version), told_in)
        one.have, one.of = sum(part.code in some for part, _weight in made_of), len(made_of)
    return answer


def _together(before: Measured | None, one: Measured, weight: float, *, most: bool) -> Measured:
    value = one.value if most else one.value * weight
    if before is None:
        return Measured(value, one.as_of, set(one.sources), one.is_invented, one.division)
    before.value = max(before.value, value) if most else before.value + value
    before.as_of = min(before.as_of, one.as_of)  # no newer than its oldest part
    before.sources |= one.sources
    before.is_invented |= one.is_invented
    return before


def _newest(answers: Iterable[dict[str, Measured]]) -> dict[str, Measured]:
    """Return of each commune the newest of what was told in several divisions; of the same day the more complete."""
    best: dict[str, Measured] = {}
    for answer in answers:
        for code, one in answer.items():
            before = best.get(code)
            if before is None or (one.as_of, one.have / one.of) > (before.as_of, before.have / before.of):
                best[code] = one
    return best
