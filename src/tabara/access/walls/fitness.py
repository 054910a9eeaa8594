"""Is the role that this server enters with one that the walls hold, and do the walls stand?"""

from typing import Any

from tabara.access.walls.prepare import PATIENCE, QUIET
from tabara.access.walls.tables import WALLS

REMEDY = "tabara database prepare"
ROLE = """
SELECT current_user::text, rolsuper, rolbypassrls,
       EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
               AND pg_has_role(current_user, relowner, 'USAGE'))
FROM pg_roles WHERE rolname = current_user
"""
STANDING = """
SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relrowsecurity
AND c.relforcerowsecurity AND (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid
                               AND p.polname IN ('tabara_read', 'tabara_change', 'tabara_remove', 'tabara_add')) = 4
"""


class Unfit(Exception):
    """The server would enter its database as somebody whom no wall holds."""


def unfit(connection: Any) -> str:
    """Return in one sentence why a connection must not serve real people; nothing where it may, or on SQLite."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute(ROLE)
        name, mighty, bypasses, owns = cursor.fetchone()
    why = "is a superuser" if mighty else "passes by every policy (BYPASSRLS)" if bypasses else ""
    why = why or ("owns the tables" if owns else "")
    if not why:
        return ""
    return (
        f"The role “{name}” of the database {connection.settings_dict['NAME']} {why}: it would be refused nothing. "
        f"Run: {REMEDY}, and let TABARA_DATABASE name the role that it makes."
    )


def fallen(connection: Any) -> list[str]:
    """Return the tables whose wall does not stand as it should."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING)
        standing = {row[0] for row in cursor.fetchall()}
    return sorted(set(WALLS.get(connection.alias, {})) - standing)


def talkative(connection: Any) -> list[str]:
    """Return the settings by which the server would write down what a statement holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY (%s)", [list(QUIET)])
        return sorted(name for name, value in cursor.fetchall() if value != QUIET[name])


def impatient(connection: Any) -> bool:
    """Return whether the server gives up what waits for a lock, or runs, for too long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_settings WHERE name = ANY (%s) AND setting <> '0'", [list(PATIENCE)])
        return bool(cursor.fetchone()[0] == len(PATIENCE))


def refuse(*, connection: Any, **_: Any) -> None:
    """Refuse a new connection of a role that no wall holds: for processes that serve real people."""
    if why := unfit(connection):
        connection.close()
        raise Unfit(why)
