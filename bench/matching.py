"""Who can help, among 2,000 providers: the matching list of a case beside the same rows by raw SQL.

The floor reads the same offers with their providers, and the places with what is taken of them, and compares nothing.
On PostgreSQL it is asked through the server's roles.
"""

import datetime as dt
import json
import random
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from bench.instance import START, insert, new_ids, prepared
from bench.table import Row

PROVIDERS, ASKED, WARM = 2_000, 100, 10
NEED = "accommodation"
LIMIT_MS = 100.0
FLOOR = """
SELECT o.*, p.name, p.kind, p.agency_id, p.is_confidential, p.place, p.place_version, p.phone, p.hours, p.languages,
       p.verified_on FROM directory_offer o JOIN directory_provider p ON p.id = o.provider_id WHERE o.service = %s
"""
BEDS = """
SELECT r.id, r.provider_id, r.kind, r.places, (SELECT SUM(t.places) FROM directory_taken t WHERE t.room_id = r.id)
FROM directory_room r
"""


def measure() -> list[Row]:
    """Return the rows of the table, on SQLite or on a server."""
    with prepared("matching") as (where, _home):
        return asked(where)


def asked(where: str) -> list[Row]:
    """Fill the directory, ask for everybody, and time it beside its floor."""
    from django.db import connection
    from django.utils import timezone

    from tabara.access.speaking import speaking_for
    from tabara.protection.directory import queries

    member = populate()
    facts = [queries.Facts(sex=one, age=age, place="BDI001001", place_version="2017") for one, age in PEOPLE]

    def matching(turn: int) -> Any:
        with speaking_for(member):
            return queries.matching(by=member, need=NEED, at=timezone.now(), facts=facts[turn % len(facts)])

    def floor(_turn: int) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(FLOOR, [NEED])
            rows = cursor.fetchall()
            cursor.execute(BEDS)
            return rows, cursor.fetchall()

    took, least = times(matching), times(floor)
    many = len(matching(0))
    middle, last, raw = took[len(took) // 2], took[int(len(took) * 0.95)], least[len(least) // 2]
    return [
        Row(f"{where}: the same {many:,} of {PROVIDERS:,} providers and their places by raw SQL", raw, "ms"),
        Row(f"{where}: the matching list, median", middle, "ms"),
        Row(f"{where}: the matching list, 95th percentile", last, "ms", at_most=LIMIT_MS),
        Row("ratio to that floor", middle / raw, ""),
    ]


PEOPLE = (("female", 26), ("male", 40), ("female", 12), ("male", 9), ("female", None))


def times(call: Callable[[int], Any]) -> list[float]:
    """Return how long each call took in milliseconds, the shortest first."""
    took = []
    for turn in range(WARM + ASKED):
        start = time.perf_counter()
        call(turn)
        took.append((time.perf_counter() - start) * 1000)
    return sorted(took[WARM:])


def populate(known: Any = None) -> Any:
    """Write the providers, half of them with the service, a quarter with places to sleep and stays in them."""
    from tabara import codelists
    from tabara.access.founding import NewAgency, NewMember, found

    member = known or found([NewAgency("a", "A", "ngo")], [NewMember("w", "W", "a", ("caseworker",))], at=START)["w"]
    places = [one.code for one in codelists.pack().places.at_level(2, "2017")]
    rng = random.Random(3)  # noqa: S311 - invented providers
    numbers = new_ids(PROVIDERS, rng)
    day = START.date().isoformat()
    columns = "id, agency_id, name, kind, is_confidential, place, place_version, phone, hours, languages, since, "
    columns += "verified_on, verified_by_id, version"
    last = ("2017", "", "", "[]", day, day, member.pk.hex, 1)
    rows = [
        (one.hex, member.agency_id.hex, f"P{n}", "shelter", n % 3 == 0, rng.choice(places), *last)
        for n, one in enumerate(numbers)
    ]
    insert("default", "directory_provider", columns, rows)
    insert("default", "directory_offer", OFFER, offers(numbers, rng, day))
    rooms = [(uuid.UUID(int=one.int ^ 2), one) for n, one in enumerate(numbers) if n % 4 == 0]
    kinds = [(room.hex, one.hex, "women", 20) for room, one in rooms]
    insert("default", "directory_room", "id, provider_id, kind, places", kinds)
    insert("default", "directory_taken", "id, room_id, places, since, until, occupied, out_of_order", stays(rooms, rng))
    return member


OFFER = (
    "id, provider_id, service, cost, hours, closed_days, capacity, sexes, age_from, takes_children, disabilities, "
    "categories, needs_determination, since, version"
)


def offers(numbers: list[uuid.UUID], rng: random.Random, day: str) -> Iterator[tuple[Any, ...]]:
    """Give three services of each provider, with the conditions that they have in life."""
    for n, one in enumerate(numbers):
        for at, service in enumerate((NEED if n % 2 == 0 else "cash", "legal", "medical")):
            sexes = json.dumps(rng.choice(([], ["female"], ["male"])))
            age = rng.choice((None, 15, 18))
            number, last = uuid.UUID(int=one.int ^ (3 + at)).hex, (True, "[]", "[]", False, day, 1)
            yield number, one.hex, service, "free", "", "[]", None, sexes, age, *last


def stays(rooms: list[tuple[uuid.UUID, uuid.UUID]], rng: random.Random) -> Iterator[tuple[Any, ...]]:
    """Give ten to twenty places of each room that somebody has."""
    today = dt.datetime.now(dt.UTC).date()
    for room, _provider in rooms:
        for at in range(rng.randint(10, 20)):
            since, until = today - dt.timedelta(days=rng.randint(0, 60)), today + dt.timedelta(days=rng.randint(1, 60))
            yield uuid.UUID(int=room.int ^ (16 + at)).hex, room.hex, 1, since.isoformat(), until.isoformat(), True, ""
