"""What changed since the last build: the persons with a case that somebody acted on, as the audit chain tells.

The chain is the one clock that never runs late: an act that a phone sends days later gets the next place in it, while
the moment it carries lies in the past.
"""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
from django.db.models import QuerySet
from django.utils import timezone

from tabara.access import audit
from tabara.access.models import AuditLink
from tabara.access.protected import Whole
from tabara.mart.extraction import PEOPLE
from tabara.mart.extraction.reading import PERSONS_AT_ONCE, batches
from tabara.mart.store import FORMAT, Build
from tabara.protection.assistance.models import Appointment
from tabara.protection.cases.models import Case, Person
from tabara.protection.intake.models import Merge


def last_act() -> int:
    """Chain what was committed, and return the place of the last act; zero before the first.

    An act that commits later gets a later place, whenever it began: the next build reads its person again.
    """
    audit.seal()
    return audit.head()[0]


def checkpoint(at: dt.datetime) -> dict[str, Any]:
    """Return the newest audit checkpoint as plain values, for whoever prints figures; nothing before the first act.

    It is signed now, so that a printed sheet bears witness to every act that its figures are made of. A chain that is
    not sound is for `tabara audit verify` to name; figures are built all the same, and printed without.
    """
    audit.seal()
    try:
        newest = audit.checkpoint(at=at)
    except audit.Unsound:
        return {}
    if newest is None:
        return {}
    return {"on": timezone.localdate(newest.at).isoformat(), "seq": newest.seq, "root": newest.short}


def persons_since(old: Build, settings: Mapping[str, Any]) -> tuple[UUID, ...] | None:
    """Return the persons to read again; `None` where everything has to be, because the tables or the pack changed."""
    if old.format != FORMAT or dict(old.settings) != dict(settings):
        return None
    acts = AuditLink.objects.filter(seq__gt=old.seq, entry__outcome="done").exclude(entry__subject=None).order_by()
    subjects = set(acts.values_list("entry__subject", flat=True).distinct())
    found: set[UUID] = set()
    for some in batches(subjects, PERSONS_AT_ONCE):
        found.update(Case.objects.everything(Whole.MART).filter(pk__in=some).values_list("person", flat=True))
        found.update(_expected(some))
    for some in batches(tuple(found), PERSONS_AT_ONCE):
        found.update(_once(some))
    for some in batches(tuple(found), PERSONS_AT_ONCE):
        found.update(_known_elsewhere(some))
    return tuple(sorted(found))


def _once(persons: list[UUID]) -> QuerySet[Merge, UUID]:
    """Return who these persons once were, before two were found to be one: what was read of them goes."""
    query = Merge.objects.everything(Whole.MART).filter(survivor__in=persons).order_by()
    return query.values_list("absorbed", flat=True)


def _known_elsewhere(persons: list[UUID]) -> QuerySet[Person, UUID]:
    """Return every row of these persons, of whichever agency: what was read of one key is read again as a whole."""
    rows = Person.objects.everything(Whole.MART).order_by()
    keys = rows.filter(pk__in=persons).values_list("statistical_key", flat=True)
    return rows.filter(statistical_key__in=list(keys)).values_list("pk", flat=True)


def _expected(sessions: list[UUID]) -> set[UUID]:
    """Return who is expected in the meetings of groups among what was acted on: planning one is an act on no case."""
    query = Appointment.objects.everything(Whole.MART).filter(session__in=sessions).order_by()
    return set(query.values_list("case__person", flat=True))


def add_unchanged(old: Path, new: Path, persons: tuple[UUID, ...]) -> dict[str, int]:
    """Add the rows of everybody else from the old build to the freshly read ones; return how many there are now."""
    again: list[int] = []
    for some in batches(persons, PERSONS_AT_ONCE):
        again += Person.objects.everything(Whole.MART).filter(pk__in=some).values_list("statistical_key", flat=True)
    with duckdb.connect() as engine:
        engine.execute("CREATE TEMP TABLE again AS SELECT unnest($1::BIGINT[]) AS person_key", [again])
        return {source.name: _add(engine, source.name, old, new) for source in PEOPLE}


def _add(engine: duckdb.DuckDBPyConnection, name: str, old: Path, new: Path) -> int:
    file = new / f"{name}.parquet"
    both = new / f"{name}.both"
    before, fresh, target = (str(path).replace("'", "''") for path in (old / f"{name}.parquet", file, both))
    rows = f"""
        SELECT * FROM read_parquet('{before}') WHERE person_key NOT IN (SELECT person_key FROM again)
        UNION ALL
        SELECT * FROM read_parquet('{fresh}')
    """  # noqa: S608 - our own files
    engine.execute(f"COPY ({rows}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    both.replace(file)
    count = engine.execute(f"SELECT count(*) AS n FROM read_parquet('{str(file).replace(chr(39), chr(39) * 2)}')")  # noqa: S608 - our own file
    return int(count.fetchall()[0][0])
