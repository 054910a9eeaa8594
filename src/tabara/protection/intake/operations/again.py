"""Complete, in the records that a backup brought back, what the erasure ledger says was erased since it was made."""

import datetime as dt
import uuid

from django.utils import timezone

from tabara.access import audit
from tabara.access.protected import Whole
from tabara.access.speaking import for_everybody
from tabara.access.unit import whole
from tabara.protection.cases.models import Case, Person
from tabara.protection.community import operations as community
from tabara.protection.intake import retention
from tabara.protection.intake.operations.erasing import forget_notes, remember
from tabara.sealing import ledger
from tabara.sealing.keys import Purpose
from tabara.vault import operations as vault


def erase_again(*, at: dt.datetime) -> int:
    """Take out what can no longer be opened, and say so where it was; return how many erasures that completed.

    For a restore alone, before anybody can sign in: the keys are destroyed already (`sealing.shredding.replay`).
    """
    with whole(), for_everybody():
        return sum(_completed(line, at) for line in ledger.whole())


def _completed(line: ledger.Line, at: dt.datetime) -> bool:
    subject, done = uuid.UUID(line.subject), False
    if Purpose.IDENTITY in line.purposes:
        done = _without_identity(subject, line.why, at)
    if Purpose.NARRATIVE in line.purposes:
        done = _without_notes(subject, line.why, at) or done
    return done


def _without_identity(subject: uuid.UUID, why: str, at: dt.datetime) -> bool:
    person = Person.objects.everything(Whole.RETENTION).filter(pk=subject).first()
    if person is None:  # an unfinished form, or somebody registered after the backup was made
        vault.forget_draft(subject)
        return community.forget_point(subject, on=timezone.localdate(at))
    left = [one for one in retention.cases_of(person=person) if not retention.is_erased(case=one, what="identity")]
    vault.forget(person.pk)
    return _told(left, "identity", why, at)


def _without_notes(subject: uuid.UUID, why: str, at: dt.datetime) -> bool:
    case = Case.objects.everything(Whole.RETENTION).filter(pk=subject).first()
    if case is None:
        return community.forget_alert(subject, on=timezone.localdate(at))
    if retention.is_erased(case=case, what="case"):
        return False
    forget_notes(case)
    return _told([case], "case", why, at)


def _told(cases: list[Case], what: str, why: str, at: dt.datetime) -> bool:
    remember(cases, what, at=at, why=why)
    for case in cases:
        audit.note(by=None, operation="intake.erase_again", subject=case.pk, reason=why)
    return bool(cases)
