"""Say that the person of a case is not safe at a provider, and lift it when that has passed."""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.cases.operations import checks, tasks
from tabara.protection.directory.enums import AskState
from tabara.protection.directory.models import Exclusion, Provider
from tabara.sealing.keys import Purpose, seal

LONGEST = 1000


@operation("directory.exclude_provider", needs=Permission.CASE_EDIT, on="case")
def exclude_provider(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, provider: Provider, reason: str, note: str = ""
) -> Exclusion:
    """Leave a provider out for this person from today, and take back what was asked of it and not answered."""
    today = timezone.localdate(at)
    checks.known("exclusion_reason", reason, "reason", on=today)
    if len(note) > LONGEST:
        raise Refused(_("Write at most %(most)s letters.") % {"most": LONGEST}, "note")
    if case.exclusions.filter(provider=provider, until=None).exists():
        raise Refused(_("This provider is left out for this person already."), "provider")
    row = Exclusion(id=event, case=case, provider=provider, reason=reason, since=today, noted_by=by)
    if note:
        row.note = seal(case.pk, Purpose.NARRATIVE, _field(row), note)
    write(row)
    for ask in case.asks.filter(provider=provider, state=AskState.SENT):
        ask.state, ask.answered_by, ask.answered_at = AskState.WITHDRAWN, by, at
        write(ask, "state", "answered_by", "answered_at")
        tasks.met(kind="place.answer", about=ask.pk)
    return row


@operation("directory.lift_exclusion", needs=Permission.CASE_EDIT, on="case")
def lift_exclusion(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, exclusion: uuid.UUID) -> Exclusion:
    """Let a provider be offered again, from today."""
    row = case.exclusions.filter(pk=exclusion, until=None).first()
    if row is None:
        raise NotFound
    row.until = timezone.localdate(at)
    write(row, "until")
    return row


@operation("directory.open_exclusion", needs=Permission.NARRATIVE_OPEN, on="case")
def open_exclusion(
    *, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, exclusion: uuid.UUID, reason: str
) -> str:
    """Return what was noted of why a provider is not safe. The reason for reading it stands in the audit chain."""
    checks.for_reason(reason)
    checks.not_erased(case)
    row = case.exclusions.filter(pk=exclusion).first()
    if row is None:
        raise NotFound
    (note,) = cases.opened(fields=[(case.pk, _field(row), row.note)])
    return note


def _field(row: Exclusion) -> str:
    return f"exclusion.{row.pk}.note"
