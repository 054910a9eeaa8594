"""A throw-away instance for a bench, on SQLite or on a server, and many invented rows written directly.

Only the benches write rows past the operations, to have a million of them in minutes; nothing measured here writes so.
"""

import datetime as dt
import os
import random
import tempfile
import uuid
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

START = dt.datetime(2025, 1, 1, 8, tzinfo=dt.UTC)


def prepare(folder: Path | None = None) -> Path:
    """Set the environment, start Django and migrate the three databases of a fresh instance; return its folder."""
    home = surround(folder or Path(tempfile.mkdtemp(prefix="tabara-bench-")))
    import django  # settings must stand before Django's parts are imported
    from django.core.management import call_command

    django.setup()
    for alias in ("default", "vault", "keys"):
        call_command("migrate", database=alias, verbosity=0)
    return home


def prepare_on_server(address: str) -> Path:
    """Prepare a fresh instance on a PostgreSQL server as an administrator does, with roles and walls."""
    home = surround(Path(tempfile.mkdtemp(prefix="tabara-bench-")))
    drop(address)
    os.environ["TABARA_OWNER_DATABASE"] = address
    from tabara.interfaces.cli import instance, server  # settings must stand before Django's parts are imported

    server.enter(home)
    instance.set_up(home, with_key=False)
    server.prepare(home, instance.bring_up_to_date)
    server.forget_owner()
    return home


@contextmanager
def prepared(name: str) -> Iterator[tuple[str, Path]]:
    """Give the name of the database and the folder of a fresh instance: on the server where BENCH_ON says so."""
    if os.environ.get("BENCH_ON") != "server":
        yield "SQLite", prepare()
        return
    address = f"{os.environ['TABARA_TEST_DATABASE'].rsplit('/', 1)[0]}/tabara_bench_{name}"
    home = prepare_on_server(address)
    try:
        yield "PostgreSQL", home
    finally:
        from django.db import connections  # settings stand by now

        connections.close_all()
        drop(address)


def drop(address: str) -> None:
    """Remove what an earlier run left on the server."""
    import psycopg

    server, name = address.rsplit("/", 1)
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        for one in (name, f"{name}_vault", f"{name}_keys"):
            connection.execute(f'DROP DATABASE IF EXISTS "{one}" WITH (FORCE)')
        for role in ("app", "report", "audit", "gate", "owner"):
            connection.execute(f'DROP ROLE IF EXISTS "{name}_{role}"')


def surround(home: Path) -> Path:
    """Set the environment of an instance in this folder; return the folder."""
    os.environ |= {
        "TABARA_HOME": str(home),
        "TABARA_PACK": "bi",
        "TABARA_ROOT_KEY": b64encode(bytes(range(32))).decode(),
        "DJANGO_SETTINGS_MODULE": "tabara.project.settings",
    }
    os.environ.pop("TABARA_DATABASE", None)
    return home


def insert(alias: str, table: str, columns: str, rows: Iterable[Sequence[Any]]) -> None:
    """Write rows in one transaction."""
    from django.db import connections, transaction

    from tabara.access.speaking import for_everybody

    marks = ", ".join("%s" for _ in columns.split(","))
    with for_everybody(), transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608 - our own tables


def new_ids(number: int, rng: random.Random) -> list[uuid.UUID]:
    """Return as many numbers as asked, in rising order like UUIDv7."""
    return [uuid.UUID(int=(index << 80) | rng.getrandbits(79)) for index in range(1, number + 1)]


PEOPLE = "id, statistical_key, sex, birth_year, birth_precision, citizenship"
CASES = (
    "id, code, statistical_key, person_id, agency_id, team_id, owner_id, status, category, referral_source, household, "
    "marital_status, education, urgent_needs, place, place_version, opened_on, screened_on, determined_on, "
    "determination, assisted_on, closed_on, version, updated_at"
)


def case_row(
    index: int, case: uuid.UUID, person: uuid.UUID, agency: uuid.UUID, team: Any, owner: Any
) -> tuple[Any, ...]:
    """Return one case as the database holds it, with facts that vary by its number."""
    day = (START + dt.timedelta(days=index % 700)).date().isoformat()
    moment = (START + dt.timedelta(seconds=index * 7)).strftime("%Y-%m-%d %H:%M:%S.%f")
    category = ("idp", "returnee", "presumed_victim", "vulnerable_migrant")[index % 4]
    determination = ("", "possible", "actual")[index % 3]
    seen = day if index % 3 else None
    return (
        case.hex,
        f"{index:06X}",
        index + 1,
        person.hex,
        agency.hex,
        team.hex if team else None,
        owner.hex if owner else None,
        "active",
        category,
        *("focal_point", "", "", ""),
        "[]",
        *("BDI001001", "2017", day, seen, seen, determination, day, None, 1, moment),
    )
