"""Open what is sealed of a person's family and of suspects, for a reason."""

import datetime as dt
import uuid
from collections.abc import Mapping

from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.family import queries

Words = Mapping[uuid.UUID, str]  # the number of an entry -> what was told


@operation("family.open", needs=Permission.NARRATIVE_OPEN, on="case", shared=True)
def open_family(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, reason: str) -> Words:
    """Return what was told of relatives, guardians, searches and suspects. The reason stands in the audit chain."""
    checks.for_reason(reason)
    checks.not_erased(case)
    searches = queries.tracings(by=by, case=case)
    rows = [
        *((one.pk, "household", one.told) for one in queries.household(by=by, case=case)),
        *((one.pk, "guardian", one.told) for one in queries.guardians(by=by, case=case)),
        *((one.pk, "tracing", one.told) for one in searches),
        *((step.pk, "tracing_step", step.told) for one in searches for step in one.steps.all()),
        *((one.involvement.pk, "involvement", one.involvement.told) for one in queries.suspects(by=by, case=case)),
    ]
    texts = cases.opened(fields=[(case.pk, f"{kind}.{number}.told", told) for number, kind, told in rows])
    return {number: text for (number, *_kind), text in zip(rows, texts, strict=True) if text}
