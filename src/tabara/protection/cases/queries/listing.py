"""The list of cases, page by page, and what the cases in it wait for."""

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils import timezone

from tabara import codelists
from tabara.access.enums import FieldGroup, Permission
from tabara.access.models import Member
from tabara.access.shares import EVERY_GROUP
from tabara.access.showing import shown_under
from tabara.protection.cases.enums import CaseStatus, Due, Why
from tabara.protection.cases.models import Case
from tabara.protection.cases.queries import rows
from tabara.protection.cases.queries.rows import GROUPS, UNDER, WHY, Row

PAGE = 50
AT_ONCE = PAGE + 2  # rows asked for together: a page, the case that shows that there is more, and where that one ends
COLUMNS = tuple(rows.COLUMNS)[: WHY + 1]
TOLD = COLUMNS.index("case__category")  # from here on a row tells the course of the case …
HIDES = {"case__determination": FieldGroup.FINDINGS}  # … or what was found
# Which group a filter speaks of: a case answers to it only where that group is seen. A code is no secret of the case.
TELLS: Mapping[str, FieldGroup] = {
    **dict.fromkeys(("status", "category", "owner_id", "flag", Due.SCREENING, Due.ASSISTANCE), FieldGroup.COURSE),
    **dict.fromkeys(("determination", Due.DETERMINATION), FieldGroup.FINDINGS),
}
FILTERS = ("status", "category", "determination", "owner_id", "flag", "code")
OPEN = (CaseStatus.ACTIVE, CaseStatus.FOLLOW_UP)
PRESUMED = "presumed_victim"  # whoever is here for another reason may be screened too, but nothing is late without it
QUIET = dt.timedelta(days=30)  # as long as this without any service, and a case is due
MOST_COUNTED = 100  # a number of tasks above this reads "more than 100"


@dataclass(frozen=True)
class CasePage:
    """One page of the case list, and where the next begins."""

    rows: list[Row]
    after: tuple[str, str] | None


def page(
    *,
    by: Member,
    filters: Mapping[str, Any] | None = None,
    after: tuple[str, str] | None = None,
    due: tuple[Due, dt.date] | None = None,
) -> CasePage:
    """Return a page of the member's case list, the latest change first, without ever counting the list.

    `due` keeps the cases that wait for something on a day. A case that is shared without its course stands there with
    its code alone, and answers to no other filter.
    """
    if not by.may_act or not by.may(Permission.CASE_READ):
        return CasePage([], None)
    wanted = {name: value for name, value in (filters or {}).items() if value and name in FILTERS}
    rule = rows.asked(wanted, (due[0], due[1] - QUIET) if due else None)
    told = frozenset(TELLS[name] for name in (*wanted, *(due or ())[:1]) if name in TELLS)
    start = (dt.datetime.fromisoformat(after[0]), uuid.UUID(after[1])) if after else None
    found: list[Row] = []
    for row, groups in _cases(by, rows.listed(sorted(by.principals()), rule, start, AT_ONCE)):
        if not told <= groups or not groups:
            continue
        if len(found) == PAGE:
            return CasePage(found, (found[-1][1].isoformat(), str(found[-1][0])))
        found.append(row)
    return CasePage(found, None)


def _cases(by: Member, listed: Iterator[Row]) -> Iterator[tuple[Row, frozenset[str]]]:
    """Give each case once, though it can stand under several numbers and by several rules, with the groups it shows."""
    for _case, same in groupby(listed, key=lambda row: row[0]):
        rows_of_it = list(same)
        for row in rows_of_it:
            if row[WHY] == Why.HOLDER:
                yield row[: WHY + 1], EVERY_GROUP
                break
        else:
            seen = [row for row in rows_of_it if shown_under(by, uuid.UUID(str(row[UNDER]))) & set(row[GROUPS])]
            yield _as_shared(seen) if seen else (rows_of_it[0], frozenset())


def _as_shared(same: list[Row]) -> tuple[Row, frozenset[str]]:
    """Return the row of a case that is only shared: what lies in a group that is not shared is empty in it."""
    groups = frozenset(group for row in same for group in row[GROUPS])
    shown = [
        value if place < TOLD or HIDES.get(name, FieldGroup.COURSE) in groups else None
        for place, (name, value) in enumerate(zip(COLUMNS, same[0], strict=False))
    ]
    return tuple(shown), groups


def due(*, case: Case, on: dt.date) -> list[Due]:
    """Return what an open case waits for."""
    if case.status not in OPEN:
        return []
    last = case.assisted_on or case.opened_on
    waits = {
        Due.SCREENING: case.screened_on is None and case.category == PRESUMED,
        Due.DETERMINATION: case.screened_on is not None and not case.determination,
        Due.ASSISTANCE: last <= on - QUIET,
    }
    return [what for what, is_due in waits.items() if is_due]


@dataclass(frozen=True)
class Tally:
    """How many open cases wait for what, how many cases have a flag, and how many nobody has touched for long."""

    waiting: dict[Due, int]
    flagged: int = 0
    quiet: int = 0


def tally(*, by: Member, at: dt.datetime, own: bool) -> Tally:
    """Return what waits in the member's own cases, or in all that are held within reach, in one question.

    None is counted further than `MOST_COUNTED` + 1. What is only shared is its holder's to wait for.
    """
    principal = by.pk if own else by.principal(Permission.CASE_READ)
    if not by.may_act or principal is None:
        return Tally(dict.fromkeys(Due, 0))
    mine = {"owner_id": by.pk} if own else {}
    late = timezone.localdate(at) - QUIET
    rules = [rows.asked(mine, (what, late)) for what in Due]
    rules += [rows.asked(mine | {"flag": rows.ANY}, None), rows.untouched(mine, quiet_before(at=at))]
    *waiting, flagged, quiet = rows.counts(principal, rules, MOST_COUNTED + 1)
    return Tally(dict(zip(Due, waiting, strict=True)), flagged, quiet)


def quiet_before(*, at: dt.datetime) -> dt.datetime:
    """Return the instant since which an open case must have changed not to be quiet."""
    return at - dt.timedelta(days=int(codelists.pack().parameters["quiet_days"]))
