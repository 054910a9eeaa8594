"""Which connection the mart reads by: on PostgreSQL a role of its own, which can read the mart's columns and no other.

Every query of a build goes there without saying so (`project.router` asks here), so that none can forget it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.apps import apps
from django.db import connections
from django.utils.translation import gettext as _

from tabara.mart.errors import MartError
from tabara.mart.fates import FATES

REPORT = "report"  # the alias of the connection
READ = frozenset(  # apps whose rows a build reads
    {
        *("cases", "referral", "assistance", "planning", "directory", "family", "community", "reintegration"),
        *("handover", "intake", "prevention", "partnership", "prosecution"),
    }
)
MIGRATIONS = frozenset({"id", "app", "name", "applied"})  # of Django's own table: to know a half migrated database
_reading: ContextVar[bool] = ContextVar("reading_for_the_mart", default=False)


class NoReport(MartError):
    """The database shows this server's role only the rows of whoever asks; a mart of these would be a wrong one."""


def alias() -> str:
    """Return the connection that a build reads by."""
    return REPORT if REPORT in connections.settings else "default"


def alias_for(app: str) -> str | None:
    """Return the connection by which an app's rows are read at the moment; `None` outside a build."""
    return alias() if _reading.get() and app in READ else None


@contextmanager
def reading() -> Iterator[None]:
    """Read by the mart's own connection inside the block.

    Raises:
        NoReport: where there is none, and the walls would hide most rows from the server's.
    """
    refuse_blind()
    before = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(before)


def refuse_blind() -> None:
    """Refuse to read by a connection that would show only some rows."""
    connection = connections["default"]
    if connection.vendor != "postgresql" or alias() == REPORT:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_security_active('cases_case')")
        blind = cursor.fetchone()[0]
    if blind:
        raise NoReport(
            _("The mart has no connection of its own. Set TABARA_REPORT_DATABASE, and build the mart again.")
        )


def columns() -> dict[str, set[str]]:
    """Return the columns that the mart's role may read, by table: carried, made into something, or asked about."""
    found: dict[str, set[str]] = {"django_migrations": set(MIGRATIONS)}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            fate = FATES.get(f"{model._meta.app_label}.{model.__name__}.{field.name}")
            if fate is not None and (fate.columns or fate.asked) and field.column:
                found.setdefault(model._meta.db_table, set()).add(field.column)
    return found
