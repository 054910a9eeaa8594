"""The unit of work: one transaction over the three databases, and batches of many acts written together."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import connections, models, router, transaction

from tabara.access import audit
from tabara.access.errors import NotFound, Stale
from tabara.access.models import AuditEvent
from tabara.access.speaking import for_everybody
from tabara.sealing.keys import many_keys

# The default database commits last: a key or an identity without a case is unreachable and harmless;
# a case without its identity would be a person lost.
ORDER = ("default", "vault", "keys")


class Batch:
    """What many operations would have written one by one: new rows by kind, changed rows, and the acts."""

    def __init__(self) -> None:
        self.new: dict[type[models.Model], dict[Any, models.Model]] = {}
        self.changed: dict[type[models.Model], dict[Any, tuple[models.Model, set[str]]]] = {}
        self.acts: list[AuditEvent] = []
        self.taken: set[str] = set()  # codes given to rows that are not stored yet
        self.gone: dict[type[models.Model], set[Any]] = {}  # derived rows that make room, or go

    def add(self, row: models.Model) -> None:
        """Keep a new row until the batch ends."""
        self.new.setdefault(type(row), {})[row.pk or id(row)] = row

    def change(self, row: models.Model, fields: set[str]) -> None:
        """Keep the changed fields of a row until the batch ends."""
        if row.pk not in self.new.get(type(row), {}):
            kept = self.changed.setdefault(type(row), {}).setdefault(row.pk, (row, set()))
            kept[1].update(fields)

    def put(self, row: models.Model) -> None:
        """Keep a derived row until the batch ends, in the place of the one with its number."""
        self.take_out(type(row), row.pk)
        self.add(row)

    def take_out(self, kind: type[models.Model], number: uuid.UUID) -> None:
        """Keep no derived row of that number."""
        self.new.get(kind, {}).pop(number, None)
        self.gone.setdefault(kind, set()).add(number)

    def flush(self) -> None:
        """Write everything."""
        for kind, numbers in self.gone.items():
            kind._base_manager.filter(pk__in=numbers).delete()
        for kind, rows in self.new.items():
            kind._base_manager.bulk_create(rows.values(), batch_size=500)
        for kind, kept in self.changed.items():
            fields = set().union(*(names for _, names in kept.values()))
            kind._base_manager.bulk_update([row for row, _ in kept.values()], sorted(fields), batch_size=200)
        audit.append(self.acts)


_batch: ContextVar[Batch | None] = ContextVar("batch", default=None)


def current_batch() -> Batch | None:
    """Return the batch in progress, if any."""
    return _batch.get()


_put_off: ContextVar[list[Callable[[], None]] | None] = ContextVar("put_off", default=None)


@contextmanager
def whole() -> Iterator[None]:
    """Run the block in one transaction over the three databases: all of it, or none. What it put off follows."""
    if _put_off.get() is not None:
        with _transactions():
            yield
        return
    acts: list[Callable[[], None]] = []
    before = _put_off.set(acts)
    try:
        with _transactions():
            yield
    finally:
        _put_off.reset(before)
    for act in acts:
        act()


@contextmanager
def _transactions() -> Iterator[None]:
    with ExitStack() as stack:
        for alias in ORDER:
            stack.enter_context(transaction.atomic(using=alias))
        yield


def afterwards(act: Callable[[], None]) -> None:
    """Put off what destroys something until everything is stored: a crash in between destroys nothing that is needed.

    Called inside an operation.
    """
    acts = _put_off.get()
    if acts is None:
        raise RuntimeError("Something can be put off only inside an operation.")
    acts.append(act)


def wait_for(event: uuid.UUID) -> None:
    """Wait until nobody else does this very act. SQLite lets in one writer at a time; PostgreSQL is asked to."""
    connection = connections["default"]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [event.int & 2**63 - 1])


def latest(row: models.Model) -> None:
    """Read a row anew and hold it until the act is whole, so that nobody else changes it meanwhile.

    Raises:
        NotFound: where it is gone.
    """
    if _batch.get() is not None:
        return  # the rows of a batch are perhaps not stored yet, and nobody else has them
    try:
        row.refresh_from_db(from_queryset=type(row)._base_manager.select_for_update())
    except ObjectDoesNotExist:
        raise NotFound from None


@contextmanager
def batch() -> Iterator[Batch]:
    """Let many operations run as usual, and write what they wrote together at the end, in one transaction.

    The same permissions, refusals and audit rows as one by one; only the number of statements differs. Rows that
    an operation creates are found by the operations after it through the objects it returned, not by a query.
    """
    with whole(), many_keys():
        work = Batch()
        before = _batch.set(work)
        try:
            with audit.collected(work.acts):
                yield work
            with for_everybody():  # many members' acts at once, each of which was held against its own member's rights
                work.flush()
        finally:
            _batch.reset(before)


def write(row: models.Model, *fields: str) -> None:
    """Store a new row, or only the named fields of a known one."""
    work = _batch.get()
    if work is None:
        alias = router.db_for_write(type(row), instance=row)
        row.save(using=alias, force_insert=not fields, update_fields=fields or None)
    elif fields:
        work.change(row, set(fields))
    else:
        work.add(row)


def put(row: models.Model) -> None:
    """Store a derived row, in the place of the one with its number where there is one."""
    work = _batch.get()
    if work is not None:
        work.put(row)
    else:
        row.save(using=router.db_for_write(type(row), instance=row))


def take_out(kind: type[models.Model], number: uuid.UUID) -> None:
    """Remove a derived row by its number, where there is one."""
    work = _batch.get()
    if work is not None:
        work.take_out(kind, number)
    else:
        kind._base_manager.filter(pk=number).delete()


def write_many(rows: list[models.Model]) -> None:
    """Store new rows of one kind together."""
    work = _batch.get()
    if work is not None:
        for row in rows:
            work.add(row)
    elif rows:
        type(rows[0])._base_manager.bulk_create(rows)


def amend(row: models.Model, *, saw: int, changes: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    """Change the named fields of a versioned row, unless somebody changed one of them since version `saw`.

    `before` holds the values that the editor saw. Fields that nobody touched meanwhile merge; the same value twice
    is no conflict; else a person decides.

    Raises:
        Stale: with the stored values of the fields in conflict.
    """
    if row.version != saw:  # type: ignore[attr-defined]  # every row that people edit carries a version
        clash = {n: getattr(row, n) for n, v in changes.items() if getattr(row, n) not in (before.get(n), v)}
        if clash:
            raise Stale(clash)
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1  # type: ignore[attr-defined]  # every row that people edit carries a version
    write(row, "version", *changes)
