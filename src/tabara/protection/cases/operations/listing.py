"""Keep `case_access` true: who sees a case, in the order of the list."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator

from tabara.access.models import Agency
from tabara.access.models.account import EVERYBODY, NETWORK
from tabara.access.protected import Whole
from tabara.access.unit import current_batch, whole, write, write_many
from tabara.protection.cases.models import Case, CaseAccess, Grant


def principals(case: Case) -> set[uuid.UUID]:
    """Return everybody's numbers under which the case is listed because of who holds it."""
    found = {case.agency_id, EVERYBODY}
    if case.owner_id:
        found.add(case.owner_id)
    if case.team_id:
        found.add(case.team_id)
    if case.agency.in_network:
        found.add(NETWORK)
    return found


def rows_of(case: Case, grants: Iterable[Grant]) -> list[CaseAccess]:
    """Return the rows that a case has: the rule that the table derives from."""
    rows = [CaseAccess(principal=one, updated_at=case.updated_at, case=case) for one in sorted(principals(case))]
    return rows + [row for grant in grants for row in rows_of_grant(case, grant)]


def rows_of_grant(case: Case, grant: Grant) -> list[CaseAccess]:
    """Return the rows that a right beside the holder's has: its member's, and the team's and the agency's if named."""
    numbers = {grant.member_id, grant.team_id, grant.agency_id} - {None}
    given = {"why": grant.why, "until": grant.until, "groups": sorted(grant.groups)}
    return [CaseAccess(principal=one, updated_at=case.updated_at, case=case, **given) for one in sorted(numbers)]


def list_new(case: Case) -> None:
    """List a case that was just opened."""
    _list(case, rows_of(case, ()))


def list_grant(case: Case, grant: Grant) -> None:
    """List a case for those to whom a right to it was just given."""
    _list(case, rows_of_grant(case, grant))


def _list(case: Case, rows: list[CaseAccess]) -> None:
    if current_batch() is not None:
        known = getattr(case, "waiting_access", [])
        case.waiting_access = [*known, *rows]  # type: ignore[attr-defined]  # for `touch`, until the batch is written
    write_many(list(rows))


def touch(case: Case, at: dt.datetime, *fields: str) -> None:
    """Store the changed fields of a case and move it to the top of every list it stands in."""
    case.updated_at = max(at, case.updated_at)
    write(case, "updated_at", *fields)
    waiting = getattr(case, "waiting_access", None) if current_batch() is not None else None
    if waiting is None:
        case.listed.update(updated_at=case.updated_at)
    else:
        for row in waiting:
            row.updated_at = case.updated_at


def relist(case: Case) -> None:
    """List a case anew after its owner, team or agency changed, or a right to it ended."""
    rows = rows_of(case, list(case.grants.filter(ended_at=None)))  # first: walls hide what hangs on an unlisted case
    case.listed.all().delete()
    _list(case, rows)


def rebuild() -> int:
    """Build the whole table anew from the cases and the rights given; return how many rows it has."""
    with whole():
        table = CaseAccess.objects.everything(Whole.REBUILD)
        table.delete()
        rows = list(_by_rule())
        table.bulk_create(rows, batch_size=1000)
    return len(rows)


def drift() -> int:
    """Return how many rows of the table its rule does not give, or gives and are missing: zero where all is well."""
    stored = CaseAccess.objects.everything(Whole.REBUILD).iterator(chunk_size=2000)
    return len({_content(row) for row in stored} ^ {_content(row) for row in _by_rule()})


def _content(row: CaseAccess) -> tuple[object, ...]:
    return row.principal, row.updated_at, row.case_id, row.why, row.until, tuple(row.groups)


def _by_rule() -> Iterator[CaseAccess]:
    agencies = {agency.pk: agency for agency in Agency.objects.all()}
    grants = defaultdict(list)
    for grant in Grant.objects.everything(Whole.REBUILD).filter(ended_at=None):
        grants[grant.case_id].append(grant)
    for case in Case.objects.everything(Whole.REBUILD).iterator(chunk_size=2000):
        case.agency = agencies[case.agency_id]
        yield from rows_of(case, grants[case.pk])
