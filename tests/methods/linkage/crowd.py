"""Invented people on the lists of invented agencies, written down as badly as one likes; who is who is known.

The noise is not that of any set that the methods were tried on: spellings change by `variant` and by slips of the
hand, dates are rounded, told or swapped, places are told in an older or a newer division.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pyarrow as pa

from tabara.methods.linkage import variant
from tests.methods.invented import GIVEN, invent

Row = dict[str, str]
WESTERN_GIVEN = (
    "James Mary Robert Patricia John Jennifer Michael Linda William Elizabeth David Barbara Richard Susan Joseph "
    "Jessica Thomas Sarah Charles Karen Emma Oliver Harriet Lachlan Isabella Joshua Chloe Nicholas Georgia Mitchell"
)
WESTERN_BEGINS = "Mac Hart Wil Thorn Black Clark Har Ellis Rob Pat Hen Mor Whit Fitz Stan Cald Brad Wood Ash Car"
WESTERN_ENDS = "son ton ley field man ford wood er well by more stone den berg sen worth ham"
DISTRICTS = 12  # of the older division; three of them make one of the newer


@dataclass(frozen=True)
class Noise:
    """How badly things are written down, as shares of the records."""

    agencies: int = 6
    again: float = 0.45  # of a person standing on one more list
    misspelled: float = 0.25  # of each name
    slipped: float = 0.05  # of each name: a letter lost or two exchanged
    swapped: float = 0.08
    one_name: float = 0.06
    second_lost: float = 0.4
    dated: float = 0.35
    january: float = 0.1
    aged: float = 0.45
    rounded: float = 0.4
    wrong_year: float = 0.5
    placed: float = 0.85
    wrong_place: float = 0.04
    communed: float = 0.5
    mothered: float = 0.3
    phoned: float = 0.25
    new_phone: float = 0.3
    sexed: float = 0.97
    western: bool = False
    renamed: float = 0.0  # of the agencies that tell places in the newer division
    kin: float = 0.0  # of the people: a brother or sister of the one before
    twins: float = 0.3  # of them
    office: float = 0.0  # of the records of every other agency: its own telephone instead of the person's
    joined: float = 0.0  # the whole name in the first field, in either order
    names_alone: bool = False  # and the sex


ROUGH = Noise(misspelled=0.4, slipped=0.1, swapped=0.15, one_name=0.1, dated=0.2, wrong_year=0.7, placed=0.7)
WESTERN = Noise(western=True, misspelled=0.0, slipped=0.2, dated=0.9, january=0.0, one_name=0.0, placed=0.95)
DIVIDED = Noise(renamed=0.5)
FAMILIES = Noise(kin=0.5, phoned=0.6, new_phone=0.1, mothered=0.6, office=0.5)
JOINED = Noise(joined=1.0)
UNDATED = Noise(dated=0.0, aged=0.0)
NAMES_ALONE = Noise(names_alone=True)


@dataclass(frozen=True)
class Person:
    """Somebody who does not exist."""

    given: tuple[str, ...]
    surname: str
    sex: str
    born: tuple[int, int, int]
    district: int
    commune: int
    mother: str
    phone: str


def crowd(people: int, seed: int, noise: Noise = Noise()) -> list[Row]:
    """Return records in the columns that linking takes, with the truth in `cluster`, in any order."""
    rng = random.Random(seed)
    rows = []
    for number, person in enumerate(_in_families(_people(people, seed, rng, western=noise.western), noise, rng)):
        for agency in _lists(noise, rng):
            rows.append({"cluster": str(number), "agency": f"agency {agency}", **_record(person, agency, noise, rng)})
    rng.shuffle(rows)
    return [{"unique_id": f"x{at}", **row} for at, row in enumerate(rows)]


def table(rows: list[Row]) -> pa.Table:
    """Return rows as a table."""
    return pa.Table.from_pylist(rows)


def same(rows: list[Row]) -> set[tuple[str, str]]:
    """Return the pairs of records that are one person."""
    of: dict[str, list[str]] = {}
    for row in rows:
        of.setdefault(row["cluster"], []).append(row["unique_id"])
    return {(min(one, two), max(one, two)) for ids in of.values() for at, one in enumerate(ids) for two in ids[:at]}


def divisions() -> list[dict[str, frozenset[int]]]:
    """Return the older and the newer division of the invented country."""
    older = {f"dist{old}": frozenset({old}) for old in range(DISTRICTS)}
    newer = {f"region{new}": frozenset(range(3 * new, 3 * new + 3)) for new in range(DISTRICTS // 3)}
    return [older, newer]


def _people(number: int, seed: int, rng: random.Random, *, western: bool) -> Iterator[Person]:
    given = (WESTERN_GIVEN if western else GIVEN).split()
    weights = [1 / (rank + 4) for rank in range(len(given))]
    begins, ends = WESTERN_BEGINS.split(), WESTERN_ENDS.split()
    for one in invent(number, seed):
        surname = rng.choice(begins) + rng.choice(ends) if western else one.surname
        first, second, mother = rng.choices(given, weights, k=3)
        yield Person(
            (first, second) if rng.random() < 0.2 else (first,),
            surname,
            "FM"[given.index(first) % 2],
            (min(int(rng.gauss(1998, 10)), 2020), rng.randint(1, 12), rng.randint(2, 28)),
            rng.choices(range(DISTRICTS), [1 / (rank + 3) for rank in range(DISTRICTS)])[0],
            rng.randrange(6),
            mother,
            f"7{rng.randrange(10**7):07}",
        )


def _in_families(people: Iterator[Person], noise: Noise, rng: random.Random) -> Iterator[Person]:
    before = None
    for person in people:
        if before is not None and noise.kin and person.given[0] != before.given[0] and rng.random() < noise.kin:
            year = before.born[0] + rng.choice((-4, -3, -2, -1, 1, 2, 3, 4))
            born = before.born if rng.random() < noise.twins else (year, *person.born[1:])
            person = replace(before, given=person.given, sex=person.sex, born=born)
        yield person
        before = person


def _lists(noise: Noise, rng: random.Random) -> list[int]:
    many = 1
    while many < noise.agencies and rng.random() < noise.again:
        many += 1
    return rng.sample(range(noise.agencies), many)


def _record(person: Person, agency: int, noise: Noise, rng: random.Random) -> Row:
    keeps_second = len(person.given) > 1 and rng.random() >= noise.second_lost
    given = " ".join(_spelled(name, noise, rng) for name in person.given[: 1 + keeps_second])
    surname = _spelled(person.surname, noise, rng)
    if rng.random() < noise.swapped:
        given, surname = surname, given
    elif rng.random() < noise.one_name:
        surname = ""
    if noise.joined and rng.random() < noise.joined:
        given, surname = " ".join((given, surname) if rng.random() < 0.5 else (surname, given)).strip(), ""
    known = {"first_name": given, "surname": surname, "sex": person.sex if rng.random() < noise.sexed else ""}
    rest = {**_born(person, noise, rng), **_origin(person, agency, noise, rng), **_rest(person, agency, noise, rng)}
    return {**known, **(dict.fromkeys(rest, "") if noise.names_alone else rest)}


def _spelled(name: str, noise: Noise, rng: random.Random) -> str:
    if rng.random() < noise.misspelled:
        name = variant(name, rng)
    if rng.random() < noise.slipped and len(name) > 3:
        at = rng.randrange(1, len(name) - 1)
        name = rng.choice((name[:at] + name[at + 1 :], name[:at] + name[at + 1] + name[at] + name[at + 2 :]))
    return name


def _born(person: Person, noise: Noise, rng: random.Random) -> Row:
    seen = rng.randint(2022, 2025)
    born = {"dob": "", "age": "", "reg_year": str(seen), "est_birth_year": ""}
    year, month, day = person.born
    told = rng.random()
    if told < noise.dated:
        first = rng.random() < noise.january
        born["dob"] = f"{year}-01-01" if first else f"{year}-{month:02}-{day:02}"
    elif told < noise.dated + noise.aged:
        age = max(seen - year + (rng.choice((-2, -1, 1, 2)) if rng.random() < noise.wrong_year else 0), 0)
        born["age"] = str(5 * round(age / 5) if rng.random() < noise.rounded else age)
    return born


def _origin(person: Person, agency: int, noise: Noise, rng: random.Random) -> Row:
    district = rng.randrange(DISTRICTS) if rng.random() < noise.wrong_place else person.district
    name = f"Region {district // 3}" if agency < noise.renamed * noise.agencies else f"Dist {district}"
    placed = rng.random() < noise.placed
    commune = f"{district}c{person.commune}" if placed and rng.random() < noise.communed else ""
    return {"province": name if placed else "", "commune": commune}


def _rest(person: Person, agency: int, noise: Noise, rng: random.Random) -> Row:
    phone = f"7{rng.randrange(10**7):07}" if rng.random() < noise.new_phone else person.phone
    if noise.office and agency % 2 and rng.random() < noise.office:
        phone = f"2200000{agency}"
    return {
        "mother": _spelled(person.mother, noise, rng) if rng.random() < noise.mothered else "",
        "phone": phone if rng.random() < noise.phoned else "",
    }
