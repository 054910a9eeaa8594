"""The SQL of the list, in this one place: the way through the index that each of a member's numbers has, merged.

The ORM writes one statement for each number and neither caches nor merges them; this one costs half as much as the
page that it makes (docs/adr/0050-one-rule-of-who-sees-a-case.md). Every value goes in as a parameter.
"""

import datetime as dt
import json
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.db import connection

from tabara.access.shares import this_moment
from tabara.protection.cases.enums import Due, Why

Row = tuple[Any, ...]
Start = tuple[dt.datetime, uuid.UUID]

COLUMNS = {  # as pages name them, and as the tables do
    "case_id": "a.case_id",
    "updated_at": "a.updated_at",
    "case__code": "c.code",
    "case__category": "c.category",
    "case__status": "c.status",
    "case__determination": "c.determination",
    "case__opened_on": "c.opened_on",
    "case__screened_on": "c.screened_on",
    "case__assisted_on": "c.assisted_on",
    "case__flags": "(SELECT {join}(f.kind, ',') FROM cases_flag f WHERE f.case_id = c.id AND f.lowered_at IS NULL)",
    "case__owner__name": "m.name",
    "why": "a.why",
    "groups": "a.groups",
    "principal": "a.principal",
}
FROM = "FROM cases_caseaccess a JOIN cases_case c ON c.id = a.case_id LEFT JOIN access_member m ON m.id = c.owner_id"
LIVE = "a.principal = %s AND (a.until IS NULL OR a.until > %s)"
OPEN = "c.status IN ('active', 'follow_up')"
DUE = {  # the conditions of `listing.due`; each day asked is the last on which nothing was late yet
    Due.SCREENING: f"{OPEN} AND c.screened_on IS NULL AND c.category = 'presumed_victim'",
    Due.DETERMINATION: f"{OPEN} AND c.screened_on IS NOT NULL AND c.determination = ''",
    Due.ASSISTANCE: f"{OPEN} AND COALESCE(c.assisted_on, c.opened_on) <= %s",
}
ANY = "any"  # flag, whatever it says
FLAG = "EXISTS (SELECT 1 FROM cases_flag f WHERE f.case_id = c.id AND f.lowered_at IS NULL{kind})"
AFTER = "a.updated_at <= %s AND (a.updated_at < %s OR a.case_id < %s)"
ORDER = "ORDER BY updated_at DESC, case_id DESC"
DAYS = [list(COLUMNS).index(name) for name in ("case__opened_on", "case__screened_on", "case__assisted_on")]
WHY, GROUPS, UNDER = (list(COLUMNS).index(name) for name in ("why", "groups", "principal"))


class Asked(NamedTuple):
    """A condition, and the values that go into it."""

    text: str
    values: list[Any]


def asked(filters: Mapping[str, Any], due: tuple[Due, dt.date] | None) -> Asked:
    """Return what the cases of a list must answer to; the names of filters are the columns of a case."""
    filters = dict(filters)
    flag = filters.pop("flag", "")
    parts = [f"c.{name} = %s" for name in filters]
    values = [_stored(value) for value in filters.values()]
    if flag:
        parts.append(FLAG.format(kind="" if flag == ANY else " AND f.kind = %s"))
        values += [] if flag == ANY else [flag]
    if due:
        what, late = due
        parts.append(DUE[what])
        values += [_stored(late)] if "%s" in DUE[what] else []
    return Asked(" AND ".join(["", *parts]), values)


def listed(principals: Collection[uuid.UUID], rule: Asked, start: Start | None, at_once: int) -> Iterator[Row]:
    """Give the rows under any of these numbers, latest change first; one case can have several, one after the other."""
    while True:
        found = _ask(principals, rule, start, at_once)
        whole, start = _whole(found, at_once)
        yield from whole
        if start is None:
            return


def untouched(filters: Mapping[str, Any], since: dt.datetime) -> Asked:
    """Return the condition that an open case was not changed since an instant."""
    rule = asked(filters, None)
    return Asked(f"{rule.text} AND {OPEN} AND a.updated_at < %s", [*rule.values, _stored(since)])


def counts(principal: uuid.UUID, rules: Sequence[Asked], most: int) -> list[int]:
    """Return for each rule how many cases a number holds that answer to it, none counted further than `most`."""
    held = f"SELECT 1 {FROM} WHERE {LIVE} AND a.why = %s"
    each = (f"(SELECT COUNT(*) FROM ({held}{rule.text} LIMIT {most}) counted)" for rule in rules)  # noqa: S608 - constants of this file
    values = [value for rule in rules for value in (*_live(principal), Why.HOLDER, *rule.values)]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(each)}", values)
        return [int(number) for number in cursor.fetchone()]


def _ask(principals: Collection[uuid.UUID], rule: Asked, start: Start | None, at_once: int) -> list[Row]:
    after = [_stored(one) for one in (start[0], start[0], start[1])] if start else []
    join = "string_agg" if connection.vendor == "postgresql" else "group_concat"
    columns = ", ".join(COLUMNS.values()).format(join=join)
    way = f"SELECT {columns} {FROM} WHERE {LIVE}{rule.text}{' AND ' + AFTER if start else ''} "
    way += f"ORDER BY a.updated_at DESC, a.case_id DESC LIMIT {at_once}"
    ways = [f"SELECT * FROM ({way}) way{number}" for number in range(len(principals))]  # noqa: S608 - constants of this file
    values = [value for one in principals for value in (*_live(one), *rule.values, *after)]
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(ways)} {ORDER}", values)
        return [_read(row) for row in cursor.fetchall()]


def _whole(found: list[Row], at_once: int) -> tuple[list[Row], Start | None]:
    """Return the rows above the point where a way was cut off, and that point; below it, other ways may lack rows."""
    ends: dict[Any, tuple[int, Start]] = {}
    for row in found:
        ends[row[UNDER]] = (ends.get(row[UNDER], (0,))[0] + 1, (row[1], row[0]))
    cut = [end for number, end in ends.values() if number == at_once]
    if not cut:
        return found, None
    return [row for row in found if (row[1], row[0]) >= max(cut)], max(cut)


def _live(principal: uuid.UUID) -> list[Any]:
    return [_stored(principal), _stored(this_moment())]


def _stored(value: Any) -> Any:
    """Return a value as the database in use holds it."""
    if isinstance(value, uuid.UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, dt.datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, dt.date) else value


def _read(row: Row) -> Row:
    """Return a row as Python holds it; PostgreSQL's driver gives all of it so but the groups."""
    read = list(row)
    if row[WHY] != Why.HOLDER:
        read[GROUPS] = json.loads(row[GROUPS])
    if not connection.features.has_native_uuid_field:
        read[0], read[1] = uuid.UUID(hex=row[0]), _day(dt.datetime, row[1]).replace(tzinfo=dt.UTC)
        for place in DAYS:
            read[place] = _day(dt.date, row[place])
    return tuple(read)


def _day(kind: Any, stored: Any) -> Any:
    """Return a day or a moment; SQLite gives it as text where it no longer knows the column."""
    return kind.fromisoformat(stored) if isinstance(stored, str) else stored
