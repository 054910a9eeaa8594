"""A child that does not want what its guardian agrees to: a supervisor answers, with a reason. Never in silence."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases.models import Case, Consent
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.consent.renewing import keep_renewals
from tabara.protection.cases.operations.listing import touch
from tabara.protection.cases.operations.tasks import met


@operation("cases.answer_refusal", needs=Permission.PLAN_APPROVE, on="case")
def answer_refusal(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, consent: uuid.UUID, share: bool, reason: str
) -> Consent:
    """Decide whether something is shared although a child does not want it, and say why; it counts from then on."""
    row = case.consents.filter(pk=consent).first()
    if row is None:
        raise NotFound
    if not row.refused_by_child or row.overruled is not None or row.withdrawn_on is not None:
        raise Refused(_("There is no refusal of a child left to answer here."))
    if share:
        checks.known("refusal_answer", reason, "reason", on=timezone.localdate(at))
    row.overruled, row.overruled_for, row.overruled_by, row.overruled_at = share, reason if share else "", by, at
    write(row, "overruled", "overruled_for", "overruled_by", "overruled_at")
    met(kind="consent.refusal", about=row.pk)
    keep_renewals(case, changed=row)
    touch(case, at)
    return row
