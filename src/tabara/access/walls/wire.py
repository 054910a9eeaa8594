"""Tell PostgreSQL, inside each transaction, in whose name it is asked. Nothing said there outlives the transaction.

Outside a transaction a statement gets a short one of its own. Nobody speaking means that nothing is said: the policies
then show no row. A pooled or persistent connection carries nobody's name from one request to the next.
"""

from collections.abc import Callable
from typing import Any, cast

from django.db import transaction
from psycopg.pq import TransactionStatus

from tabara.access.speaking import NOBODY, Speech, speech

WALLED = ("default", "vault")  # the databases with policies
SETTINGS = ("member", "principals", "agencies", "persons", "everything")  # in the order of `Speech.told`
SAY = "SELECT " + ", ".join(f"set_config('tabara.{name}', %s, true)" for name in SETTINGS)
Execute = Callable[[str, Any, bool, dict[str, Any]], Any]


def install(*, connection: Any, **_: Any) -> None:
    """Listen to every statement of a new connection to PostgreSQL; called when Django opens one."""
    if connection.vendor == "postgresql" and connection.alias in WALLED:
        connection.walls_told = NOBODY
        if tell not in connection.execute_wrappers:
            connection.execute_wrappers.append(tell)


def tell(execute: Execute, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Run a statement in the name of whoever speaks now."""
    connection = context["connection"]
    if not connection.in_atomic_block and speech() != NOBODY and connection.get_autocommit():
        with transaction.atomic(using=connection.alias):
            say(connection)
            return execute(sql, params, many, context)
    say(connection)
    if str(sql).startswith("ROLLBACK TO"):  # a savepoint takes back what was said since
        connection.walls_told = None
    return execute(sql, params, many, context)


def say(connection: Any) -> None:
    """Tell the database who speaks, unless it knows; what an earlier transaction was told is forgotten with it."""
    status = connection.connection.pgconn.transaction_status
    if status == TransactionStatus.IDLE:
        connection.walls_told = NOBODY
    now = speech()
    if now == cast("Speech | None", connection.walls_told) or status == TransactionStatus.INERROR:
        return
    connection.connection.execute(SAY, now.told())
    connection.walls_told = now
