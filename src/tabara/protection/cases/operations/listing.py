"""Keep `case_access` true: who sees a case, in the order of the list."""

import datetime as dt
import uuid
from collections.abc import Iterator

from tabara.access.models import Agency
from tabara.access.models.account import EVERYBODY, NETWORK
from tabara.access.unit import current_batch, whole, write, write_many
from tabara.protection.cases.models import Case, CaseAccess


def principals(case: Case) -> set[uuid.UUID]:
    """Return everybody's numbers under which the case is listed: the rule that the table derives from."""
    found = {case.agency_id, EVERYBODY}
    if case.owner_id:
        found.add(case.owner_id)
    if case.team_id:
        found.add(case.team_id)
    if case.agency.in_network:
        found.add(NETWORK)
    return found


def list_new(case: Case) -> None:
    """List a case that was just opened."""
    rows = [CaseAccess(principal=one, updated_at=case.updated_at, case=case) for one in sorted(principals(case))]
    if current_batch() is not None:
        case.waiting_access = rows  # type: ignore[attr-defined]  # known to `touch`, until the batch is written
    write_many(list(rows))


def touch(case: Case, at: dt.datetime, *fields: str) -> None:
    """Store the changed fields of a case and move it to the top of every list it stands in."""
    case.updated_at = max(at, case.updated_at)
    write(case, "updated_at", *fields)
    waiting = getattr(case, "waiting_access", None) if current_batch() is not None else None
    if waiting is None:
        CaseAccess.objects.filter(case=case).update(updated_at=case.updated_at)
    else:
        for row in waiting:
            row.updated_at = case.updated_at


def relist(case: Case) -> None:
    """List a case anew after its owner, team or agency changed."""
    CaseAccess.objects.filter(case=case).delete()
    list_new(case)


def rebuild() -> int:
    """Build the whole table anew from the cases; return how many rows it has."""
    with whole():
        CaseAccess.objects.all().delete()
        rows = [CaseAccess(principal=one, updated_at=at, case_id=case) for one, at, case in _by_rule()]
        CaseAccess.objects.bulk_create(rows, batch_size=1000)
    return len(rows)


def drift() -> int:
    """Return how many rows of the table its rule does not give, or gives and are missing: zero where all is well."""
    stored = CaseAccess.objects.values_list("principal", "updated_at", "case_id")
    return len(set(stored.iterator()) ^ set(_by_rule()))


def _by_rule() -> Iterator[tuple[uuid.UUID, dt.datetime, uuid.UUID]]:
    agencies = {agency.pk: agency for agency in Agency.objects.all()}
    for case in Case.objects.iterator(chunk_size=2000):
        case.agency = agencies[case.agency_id]
        for one in sorted(principals(case)):
            yield one, case.updated_at, case.pk
