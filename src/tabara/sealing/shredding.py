"""Destroy keys for good: on the ledger first, then in the database, then on the disk under it."""

import uuid
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connections, transaction

from tabara.sealing import ledger
from tabara.sealing.domains import Purpose
from tabara.sealing.ledger import Line
from tabara.sealing.models import DataKey, Erasure

DATABASE = "keys"
# A plain one leaves the bytes of dead rows in the pages; a full one alone keeps rows that a transaction in any other
# database of the server could see, because it takes a snapshot.
VACUUM = ("VACUUM sealing_datakey", "VACUUM (FULL) sealing_datakey")
PATIENCE = "2s"  # how long PostgreSQL may wait for the table of keys, while everybody waits behind it


def shred(subject: uuid.UUID, purposes: Iterable[Purpose], *, why: str) -> int:
    """Destroy a record's keys: what they sealed is noise from now on, here and in every copy. `why` is a code.

    Called when everything else of the act is stored (`access.unit.afterwards`): what is destroyed does not come back
    with a transaction that fails. A crash after the first step is completed by `replay`.
    """
    with transaction.atomic(using=DATABASE, durable=True):
        known = _remembered()  # held, so that lines and what is remembered of them grow in the same order
        return _destroyed([ledger.record(subject, purposes, why)], known)


def replay(home: Path | None = None) -> int:
    """Destroy again what a restored backup brought back, or what a crash left; return how many keys that were.

    Raises:
        LedgerBroken: where the ledger is not whole. Nothing is destroyed then.
    """
    lines = ledger.whole(home)
    with transaction.atomic(using=DATABASE, durable=True):
        return _destroyed(lines, _remembered())


def _destroyed(lines: Sequence[Line], known: Erasure) -> int:
    gone = 0
    for line in lines:
        found = DataKey.objects.filter(subject=line.subject, purpose__in=line.purposes)
        gone += found.delete()[0]
    if lines and lines[-1].number > known.lines:
        known.lines, known.chain = lines[-1].number, lines[-1].chain
        known.save(update_fields=["lines", "chain"])
    transaction.on_commit(sweep, using=DATABASE)
    return gone


def _remembered() -> Erasure:
    Erasure.objects.get_or_create(pk=1)
    return Erasure.objects.select_for_update().get(pk=1)


def sweep() -> None:
    """Take what was deleted off the disk: the write-ahead log of SQLite, the dead rows of PostgreSQL."""
    connection = connections[DATABASE]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        elif _is_owner(cursor):  # else their owner does it, from time to time: `tabara keys sweep`
            _vacuum(cursor)


def _is_owner(cursor: Any) -> bool:
    """Return whether this role may rewrite the table; where the application may not, PostgreSQL's own vacuum comes."""
    cursor.execute("SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = %s::regclass", [_table()])
    return bool(cursor.fetchone()[0])


def _vacuum(cursor: Any) -> None:
    """Write the table anew without its dead rows."""
    cursor.execute(f"SET lock_timeout = '{PATIENCE}'")
    try:
        for step in VACUUM:
            cursor.execute(step)
    except DatabaseError:
        return  # somebody reads for longer than that: the next erasure takes it along
    finally:
        cursor.execute("RESET lock_timeout")


def _table() -> str:
    return DataKey._meta.db_table
