"""Open what is sealed of a person's family and of suspects, for a reason."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.utils.translation import gettext as _

from tabara.access.enums import Permission, Reason
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.protection.cases.models import Case
from tabara.protection.family import queries
from tabara.sealing import SealBroken
from tabara.sealing.keys import Purpose, has_key, unseal_many

Words = Mapping[uuid.UUID, str]  # the number of an entry -> what was told


@operation("family.open", needs=Permission.NARRATIVE_OPEN, on="case", shared=True)
def open_family(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, reason: str) -> Words:
    """Return what was told of relatives, guardians, searches and suspects. The reason stands in the audit chain."""
    if reason not in tuple(Reason):
        raise Refused(_("Say why you need the notes. Choose one of the reasons."), "reason")
    if not has_key(case.pk, Purpose.NARRATIVE):
        raise Refused(_("What was noted about this case has been erased. Only its course is left."))
    searches = queries.tracings(by=by, case=case)
    rows = [
        *((one.pk, "household", one.told) for one in queries.household(by=by, case=case)),
        *((one.pk, "guardian", one.told) for one in queries.guardians(by=by, case=case)),
        *((one.pk, "tracing", one.told) for one in searches),
        *((step.pk, "tracing_step", step.told) for one in searches for step in one.steps.all()),
        *((one.involvement.pk, "involvement", one.involvement.told) for one in queries.suspects(by=by, case=case)),
    ]
    texts = unseal_many(Purpose.NARRATIVE, [(case.pk, f"{kind}.{number}.told", told) for number, kind, told in rows])
    return {number: _readable(text) for (number, *_kind), text in zip(rows, texts, strict=True) if text}


def _readable(text: str | SealBroken) -> str:
    if isinstance(text, SealBroken):
        return _("This note cannot be opened: it was altered. The administrator can restore it from a backup.")
    return text
