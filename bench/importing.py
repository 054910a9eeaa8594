"""An import beside people at work: a process of its own registers one person after the other, by the operation.

Between two people it rests for a moment, as an import must on SQLite, where one writes at a time: who waits for the pen
asks for it now and then only, and never meets the moment at which a writer without rest has laid it down.
"""

import datetime as dt
import multiprocessing
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bench import search

PATIENCE, REST, MOST = 120, 0.05, 100_000


@contextmanager
def beside(username: str) -> Iterator[Any]:
    """Import in this member's name during the block; give the counter of the people registered."""
    from django.db import connections

    connections.close_all()
    together = multiprocessing.get_context("spawn")
    stop, ready, done = together.Event(), together.Event(), together.Value("q", 0)
    process = together.Process(target=register_many, args=(username, stop, ready, done))
    process.start()
    try:
        while not ready.wait(1):
            if not process.is_alive():
                raise SystemExit("The import ended before it began.")
        yield done
    finally:
        stop.set()
        process.join(PATIENCE)


def register_many(username: str, stop: Any, ready: Any, done: Any) -> None:
    """Register people until told to stop. Runs in a process of its own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tabara.project.settings")
    import django

    django.setup()
    from tabara.access.models import Member
    from tabara.protection.cases.operations import Situation
    from tabara.protection.intake.operations import Names, register_person

    by = Member.objects.select_related("agency", "team").get(username=username)
    today = dt.datetime.now(dt.UTC).date()
    asked = {"sex": "female", "category": "presumed_victim", "opened_on": today}
    situation = Situation(**asked, consented=True, consent_language="fr")
    people = iter(search.invent(MOST, random.Random(6)))  # noqa: S311 - invented people
    while not stop.wait(REST):
        given, surname, year, _sex = next(people)
        names = Names(given=given, surname=surname, birth_date=str(year))
        register_person(by=by, at=dt.datetime.now(dt.UTC), names=names, situation=situation)
        done.value += 1
        ready.set()
