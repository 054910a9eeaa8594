"""Give suspects codes, so that the same one is recognised in two cases and named in none."""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import sealing
from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.protection.family.models import Involvement, Suspect
from tabara.sealing.keys import Purpose, seal

LENGTH = 5


@operation("family.name_suspect", needs=Permission.NARRATIVE_OPEN, on="case")
def name_suspect(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, roles: Sequence[str], told: str, code: str = ""
) -> Involvement:
    """Write down, sealed, who may have trafficked the person, under a new code or one that the agency has given."""
    chosen = checks.all_known("suspect_role", roles, "roles")
    if not chosen:
        raise Refused(_("Choose at least one part that this person played."), "roles")
    if not told.strip():
        raise Refused(_("Write what is known of this person. It is sealed."), "told")
    suspect = _suspect(by, at, code)
    if case.involvements.filter(suspect=suspect, ended_on=None).exists():
        raise Refused(_("This code stands in the case already."), "code")
    row = Involvement(id=event, case=case, suspect=suspect, roles=chosen, on=timezone.localdate(at), recorded_by=by)
    row.told = seal(case.pk, Purpose.NARRATIVE, f"involvement.{row.pk}.told", told)
    write(row)
    touch(case, at)
    return row


@operation("family.end_involvement", needs=Permission.NARRATIVE_OPEN, on="case")
def end_involvement(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, number: uuid.UUID) -> Involvement:
    """Say that an entry was wrong."""
    row = case.involvements.filter(pk=number, ended_on=None).first()
    if row is None:
        raise NotFound
    row.ended_on = timezone.localdate(at)
    write(row, "ended_on")
    touch(case, at)
    return row


def _suspect(by: Member, at: dt.datetime, code: str) -> Suspect:
    if not code:
        row = Suspect(code=f"S{sealing.code(LENGTH)}", agency=by.agency, named_on=timezone.localdate(at))
        write(row)
        return row
    found = Suspect.objects.filter(agency=by.agency_id, code=code.strip().upper()).first()
    if found is None:
        raise Refused(_("Your agency has given no such code. Choose one from the list, or leave it empty."), "code")
    return found
