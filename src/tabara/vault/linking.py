"""Who of a linkage may be one person: names are opened here, compared in memory, and answered as pairs of numbers.

Nothing that could name somebody leaves this module: neither in what it returns, nor in a log, nor in an error.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa

from tabara import codelists
from tabara.access.models import Member
from tabara.access.protected import Whole
from tabara.access.speaking import opening
from tabara.codelists import Place
from tabara.vault import queries
from tabara.vault.models import LinkedPair, Listed, Names
from tabara.vault.tokens import year_of

AT_ONCE = 500  # names in memory beside the table
DAY = 10  # letters of a date that is known to the day
PROVINCE, COMMUNE = 1, 2
SEXES = {"female": "F", "male": "M"}
COLUMNS = (
    *("unique_id", "agency", "first_name", "surname", "sex", "dob", "age", "reg_year", "est_birth_year"),
    *("province", "commune", "mother", "phone"),
)


class Facts(NamedTuple):
    """What is known of somebody on a list without opening a name."""

    number: int
    person: uuid.UUID
    list: str
    sex: str
    birth_year: int | None
    registered: int  # the year


def listed(run: uuid.UUID) -> list[tuple[int, uuid.UUID, str]]:
    """Return who stands on which list of a linkage: number, person, list."""
    rows = Listed.objects.of_run(run).order_by("number", "list")
    return list(rows.values_list("number", "person", "list"))


def who(run: uuid.UUID, numbers: Iterable[int]) -> list[tuple[int, uuid.UUID]]:
    """Return which persons some numbers of a linkage stand for; whoever was erased stands for none."""
    rows = Listed.objects.of_run(run).filter(number__in=list(numbers))
    return list(rows.values_list("number", "person").distinct())


def drawn_before(day: dt.date) -> list[uuid.UUID]:
    """Return the linkages whose lists were drawn up before a day."""
    rows = Listed.objects.everything(Whole.RETENTION).filter(listed_on__lt=day)
    return list(rows.values_list("run", flat=True).distinct())


def pairs(run: uuid.UUID) -> list[LinkedPair]:
    """Return the pairs of a linkage, the likeliest first."""
    return list(LinkedPair.objects.of_run(run).order_by("-probability", "first", "second"))


def people(*, by: Member, facts: Sequence[Facts]) -> pa.Table:
    """Return the table that a linkage compares, a row for each number; whoever is erased is in no row."""
    some = (facts[at : at + AT_ONCE] for at in range(0, len(facts), AT_ONCE))
    rows = [row for one in some for row in _rows(by, one)]
    columns = {name: pa.array([row[name] for row in rows], pa.string()) for name in COLUMNS}
    return pa.table(columns)


def _rows(by: Member, facts: Iterable[Facts]) -> Iterator[Mapping[str, str]]:
    known = {one.person: one for one in facts}
    with opening(known):
        names = queries.names_of(by=by, persons=known)
    yield from (_row(one, names[person]) for person, one in known.items() if person in names)


def _row(one: Facts, names: Names) -> dict[str, str]:
    year = year_of(names.birth_date) or one.birth_year
    province, commune = (_above(names, level) for level in (PROVINCE, COMMUNE))
    return {
        "unique_id": str(one.number),
        "agency": one.list,
        "first_name": names.given,
        "surname": names.surname,
        "sex": SEXES.get(one.sex, ""),
        "dob": names.birth_date if len(names.birth_date) == DAY else "",
        "age": "",
        "reg_year": str(one.registered),
        "est_birth_year": str(year) if year else "",
        "province": province.name if province else "",
        "commune": commune.name if commune else "",
        "mother": next((each.name for each in names.relatives if each.tie == "mother"), ""),
        "phone": next(iter(names.phones), ""),
    }


def _above(names: Names, level: int) -> Place | None:
    if not names.place:
        return None
    places = codelists.pack().places
    return places.ancestor(places.place(names.place, names.place_version), level)
