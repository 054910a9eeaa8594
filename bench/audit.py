"""The sealer of the audit on PostgreSQL: does it keep up with 200 events a second, and what does an event cost?

Four processes note events at a fixed pace while one sealer runs as in the worker; every fifth of a second one asks
how long the oldest has waited. The peer is a bare INSERT of the same row, without Django and without a chain, in the
same run. Needs a server: TABARA_TEST_DATABASE=postgresql://user@host:port/name.
"""

import multiprocessing
import os
import statistics
import sys
import threading
import time
import uuid
from collections.abc import Callable
from multiprocessing.synchronize import Barrier

from bench.instance import drop, prepare_on_server
from bench.table import Row
from bench.walls import close

WRITERS, PACE, SECONDS = 4, 240, 20  # events a second, all writers together; a busy machine reaches a little less
EACH = 1_000  # events for the cost of one
BACKLOG = 20_000  # events that wait when a sealer starts after a standstill
LIMIT_RATE, LIMIT_AGE = 200.0, 2.0
BARE = """
INSERT INTO access_auditevent (event, at, member, agency, operation, outcome, subject, thing_kind, thing, reason, query)
VALUES (%s, now(), %s, %s, 'page.case', 'shown', %s, '', '', '', '')
"""


def measure() -> list[Row]:
    """Return the rows of the table; none where no server is named."""
    given = os.environ.get("TABARA_TEST_DATABASE", "")
    if not given:
        sys.stderr.write("Left out: audit, because TABARA_TEST_DATABASE names no server.\n")
        return []
    address = f"{given.rsplit('/', 1)[0]}/tabara_bench_audit"
    prepare_on_server(address)
    try:
        return kept_up()
    finally:
        close()
        drop(address)


def kept_up() -> list[Row]:
    """Measure what an event costs, how fast the sealer is, and whether it keeps up."""
    from tabara.access import audit

    bare, noted = milliseconds(insert_bare), milliseconds(note)
    audit.seal()
    insert_many(BACKLOG)
    start = time.perf_counter()
    rate = audit.seal() / (time.perf_counter() - start)
    reached, oldest = under_load()
    flaw = audit.verify()
    return [
        Row("a bare INSERT of an event, committed (the peer)", bare, "ms"),
        Row("the same event noted by the program, committed", noted, "ms"),
        Row("ratio to the peer", noted / bare, ""),
        Row(f"events chained a second after a standstill of {BACKLOG:,}", rate, "/s", at_least=LIMIT_RATE),
        Row(f"events written a second by {WRITERS} processes, paced at {PACE}", reached, "/s", at_least=LIMIT_RATE),
        Row("the longest that an event waited for its link meanwhile", oldest, "s", at_most=LIMIT_AGE),
        Row(
            "flaws of the chain afterwards, missing events included", float(flaw is not None) + waiting(), "", at_most=0
        ),
    ]


def insert_bare() -> None:
    """Store an event as directly as one can."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(BARE, [uuid.uuid4() for _ in range(4)])


def note() -> None:
    """Store an event as a page does."""
    from tabara.access import audit

    audit.note(by=None, operation="page.case", outcome="shown", subject=uuid.uuid4())


def milliseconds(act: Callable[[], None]) -> float:
    """Return the median time of an act."""
    times = []
    for _ in range(EACH):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def insert_many(number: int) -> None:
    """Let so many events wait."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.executemany(BARE, [[uuid.uuid4() for _ in range(4)] for _ in range(number)])


def under_load() -> tuple[float, float]:
    """Return how many events a second were written, and the longest that one waited for its link."""
    from django.db import connections

    from tabara.access import audit

    stop = threading.Event()
    keeper = threading.Thread(target=audit.keep, args=(stop,))
    keeper.start()
    connections.close_all()
    together = multiprocessing.get_context("spawn")
    ready = together.Barrier(WRITERS + 1)
    writers = [together.Process(target=write_paced, args=(ready,)) for _ in range(WRITERS)]
    for one in writers:
        one.start()
    ready.wait(120)
    since, ages = last_event(), [0.0]
    while any(one.is_alive() for one in writers):
        writers[0].join(0.2)
        ages.append(age_of_oldest())
    stop.set()
    keeper.join()
    return a_second(since), max(ages)


def write_paced(ready: Barrier) -> None:
    """Note events at this writer's share of the pace. Runs in a process of its own."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tabara.project.settings")
    import django

    django.setup()
    note()
    ready.wait(120)
    start, each = time.perf_counter(), WRITERS / PACE
    for number in range(PACE // WRITERS * SECONDS):
        pause = start + number * each - time.perf_counter()
        if pause > 0:
            time.sleep(pause)  # noqa: TID251 - the pace is what is measured under
        note()


def age_of_oldest() -> float:
    """Return for how long the oldest event without a link has waited, in seconds."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(extract(epoch FROM clock_timestamp() - min(at)), 0) FROM access_auditevent e "
            "WHERE e.id > (SELECT coalesce(max(entry_id), 0) - 2000 FROM access_auditlink) "
            "AND NOT EXISTS (SELECT 1 FROM access_auditlink l WHERE l.entry_id = e.id)"
        )
        return float(cursor.fetchone()[0])


def last_event() -> int:
    """Return the number of the newest event."""
    from tabara.access.models import AuditEvent

    return AuditEvent.objects.order_by("-pk").values_list("pk", flat=True)[0]


def a_second(since: int) -> float:
    """Return how many events a second were written after one, by the moments they carry."""
    from django.db.models import Count, Max, Min

    from tabara.access.models import AuditEvent

    seen = AuditEvent.objects.filter(pk__gt=since).aggregate(first=Min("at"), last=Max("at"), number=Count("pk"))
    return float(seen["number"] / (seen["last"] - seen["first"]).total_seconds())


def waiting() -> int:
    """Return how many events have no link."""
    from tabara.access.models import AuditEvent

    return AuditEvent.objects.filter(link=None).count()
