"""Tie a case of protection to a court file: by whoever carries the case, while the person agrees, and no longer."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.prosecution import queries
from tabara.prosecution.models import CourtFile, FileTie
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations.consent import follows_consent


@operation("prosecution.tie_file", needs=Permission.CASE_EDIT, on="case")
def tie_file(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, code: str) -> FileTie:
    """Tie a case to the court file of that number, where the person agreed to cooperate with justice."""
    if not queries.agrees_to_justice(case=case):
        raise Refused(_("The person has not agreed to cooperate with justice. Ask her first; her help does not wait."))
    file = CourtFile.objects.filter(code=code.strip().upper()).first()
    if file is None:
        raise Refused(_("There is no court file of that number. Read it again from the court’s paper."), "code")
    if case.court_files.filter(file=file, ended_on=None).exists():
        raise Refused(_("This case is tied to that court file already."), "code")
    row = FileTie(id=event, case=case, file=file, tied_on=timezone.localdate(at), tied_by=by)
    write(row)
    return row


@operation("prosecution.untie_file", needs=Permission.CASE_EDIT, on="case")
def untie_file(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, tie: uuid.UUID) -> FileTie:
    """Untie a case from a court file."""
    row = case.court_files.filter(pk=tie).first()
    if row is None:
        raise NotFound
    if row.ended_on is None:
        row.ended_on = timezone.localdate(at)
        write(row, "ended_on")
    found: FileTie = row
    return found


@follows_consent
def untie_unagreed(by: Member, case: Case, at: dt.datetime) -> None:
    """End every tie of somebody who no longer agrees to cooperate with justice."""
    if queries.agrees_to_justice(case=case):
        return
    for row in case.court_files.filter(ended_on=None):
        row.ended_on = timezone.localdate(at)
        write(row, "ended_on")
