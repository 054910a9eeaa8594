"""Open what was written with a referral: the message that went along, and the note that came back."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks


@dataclass(frozen=True)
class Words:
    """What one agency wrote to the other; empty where it wrote nothing."""

    message: str
    note: str


@operation("referral.open_words", needs=Permission.NARRATIVE_OPEN, on="case", shared=True)
def open_words(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, referral: uuid.UUID, reason: str) -> Words:
    """Return what was written with a referral, to the two agencies between which it went."""
    checks.for_reason(reason, _("Say why you need to read this. Choose one of the reasons."))
    checks.not_erased(case)
    row = case.referrals.filter(pk=referral).first()
    if row is None or (row.to_id != by.agency_id and not cases.holds(by=by, case=case)):
        raise NotFound
    place = f"referral.{row.pk}"
    fields = [(case.pk, f"{place}.message", row.message), (case.pk, f"{place}.note", row.note)]
    return Words(*cases.opened(fields=fields))
