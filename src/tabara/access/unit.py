"""The unit of work: one transaction over the three databases, and batches of many acts written together."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models, router, transaction

from tabara.access import audit
from tabara.access.errors import Stale
from tabara.access.models import AuditEvent
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

    def add(self, row: models.Model) -> None:
        """Keep a new row until the batch ends."""
        self.new.setdefault(type(row), {})[row.pk or id(row)] = row

    def change(self, row: models.Model, fields: set[str]) -> None:
        """Keep the changed fields of a row until the batch ends."""
        if row.pk not in self.new.get(type(row), {}):
            kept = self.changed.setdefault(type(row), {}).setdefault(row.pk, (row, set()))
            kept[1].update(fields)

    def flush(self) -> None:
        """Write everything."""
        for kind, rows in self.new.items():
            kind._default_manager.bulk_create(rows.values(), batch_size=500)
        for kind, kept in self.changed.items():
            fields = set().union(*(names for _, names in kept.values()))
            kind._default_manager.bulk_update([row for row, _ in kept.values()], sorted(fields), batch_size=200)
        audit.append(self.acts)


_batch: ContextVar[Batch | None] = ContextVar("batch", default=None)


def current_batch() -> Batch | None:
    """Return the batch in progress, if any."""
    return _batch.get()


@contextmanager
def whole() -> Iterator[None]:
    """Run the block in one transaction over the three databases: all of it happens, or none."""
    with ExitStack() as stack:
        for alias in ORDER:
            stack.enter_context(transaction.atomic(using=alias))
        yield


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
            yield work
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


def write_many(rows: list[models.Model]) -> None:
    """Store new rows of one kind together."""
    work = _batch.get()
    if work is not None:
        for row in rows:
            work.add(row)
    elif rows:
        type(rows[0])._default_manager.bulk_create(rows)


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
