"""What a build reads with: the pack, who may be counted, and which persons to read."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any
from uuid import UUID

import pyarrow as pa
from django.db.models import QuerySet

from tabara.codelists import CodelistError, Pack

AT_ONCE = 10_000  # rows fetched from the database
PERSONS_AT_ONCE = 500

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Source:
    """A table of the mart, and where its rows come from."""

    name: str
    columns: pa.Schema
    rows: Callable[["Reading"], Iterator[Row]]


@dataclass(frozen=True)
class Reading:
    """One build's way of reading: `counted` are the keys of those who agreed, `persons` narrows it to who changed.

    What goes on is counted as far as `until`, the day of the build.
    """

    pack: Pack
    counted: Collection[int]
    until: dt.date
    persons: tuple[UUID, ...] | None = None

    def of(self, query: QuerySet[Any, Row], person: str) -> Iterator[Row]:
        """Give the rows of the persons to be read who agreed to be counted; the first column is the person's key."""
        if self.persons is None:
            chunks = iter([query])
        else:
            chunks = (query.filter(**{f"{person}__in": some}) for some in batches(self.persons, PERSONS_AT_ONCE))
        for chunk in chunks:
            for row in chunk.iterator(chunk_size=AT_ONCE):
                if row[0] in self.counted:
                    yield row

    def mask(self, codelist: str, codes: Collection[str]) -> int:
        """Give the codes of a list as one number, a bit for each."""
        bits = self._bits[codelist]
        return sum(1 << bits[code] for code in set(codes) if code in bits)

    def place(self, code: str, version: str) -> tuple[str, str]:
        """Give a place no finer than the pack lets a figure know; nothing where it is not known."""
        if (code, version) not in self._places:
            self._places[code, version] = self._coarse(code, version)
        return self._places[code, version]

    def age_group(self, age: int | None) -> str:
        """Give the group of an age: the band of the pack's majority and of its old age."""
        if age is None:
            return "unknown"
        if age < int(self.pack.parameters["adult_age"]):
            return "child"
        return "adult" if age < int(self.pack.parameters["elderly_age"]) else "elderly"

    @cached_property
    def _bits(self) -> dict[str, dict[str, int]]:
        return {name: bits_of(self.pack, name) for name in MASKED}

    @cached_property
    def _places(self) -> dict[tuple[str, str], tuple[str, str]]:
        return {("", ""): ("", "")}

    def _coarse(self, code: str, version: str) -> tuple[str, str]:
        try:
            place = self.pack.places.place(code, version)
        except CodelistError:
            return "", ""
        level = int(self.pack.parameters["mart_place_level"])
        coarse = place if place.level <= level else self.pack.places.ancestor(place, level)
        return (coarse.code, version) if coarse else ("", "")


# The lists of which a person can have several codes: each becomes one number.
MASKED = (
    "service",
    "category",
    "exploitation",
    "recruitment_method",
    "control_method",
    "urgent_need",
    "act",
    "means",
    "purpose",
)


def bits_of(pack: Pack, codelist: str) -> dict[str, int]:
    """Give each code of a list its bit, in the order of the list."""
    return {code: bit for bit, code in enumerate(pack.codelist(codelist).codes)}


def month(day: dt.date) -> int:
    """Write a day's month as one number: 202209."""
    return day.year * 100 + day.month


def month_or_none(day: dt.date | None) -> int | None:
    """Write a day's month as one number, where there is a day."""
    return None if day is None else month(day)


def batches(things: Collection[UUID], size: int) -> Iterator[list[UUID]]:
    """Give the things, some at a time."""
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some
