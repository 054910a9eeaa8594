"""What the schedule of the pack erases by itself, under the system's own name; each erasure is an act of its own.

It needs no second person: the schedule itself was decided on, and it can be read (ADR 0049). A hold stops it.
"""

import datetime as dt
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.founding import SYSTEM
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.operations import forget_approvals, tidy_door
from tabara.access.speaking import for_everybody
from tabara.access.unit import afterwards
from tabara.protection.cases.models import Case
from tabara.protection.community import operations as community
from tabara.protection.intake import retention
from tabara.protection.intake.operations.erasing import forget_person, forget_told
from tabara.sealing.keys import Purpose, shred
from tabara.vault import operations as vault


@operation("intake.erase_by_schedule", needs=Permission.RETENTION_RUN)
def erase_by_schedule(*, by: Member, event: uuid.UUID, at: dt.datetime, person: uuid.UUID, reason: str) -> Case:
    """Destroy who a person is whose time has passed; `reason` is the kind of the schedule."""
    _refuse_people(by)
    with for_everybody():
        found = retention.person_due(number=person, on=timezone.localdate(at))
        if found is None or found[1].held or found[1].kind != reason:
            raise Refused(_("The time of this person has not passed, or a hold keeps it. Nothing is erased."))
        forget_person(found[0], at=at, why=reason)
        return retention.cases_of(person=found[0])[-1]


@operation("intake.erase_told_by_schedule", needs=Permission.RETENTION_RUN)
def erase_told_by_schedule(*, by: Member, event: uuid.UUID, at: dt.datetime, told: uuid.UUID, reason: str) -> Case:
    """Destroy what was told in a case whose time has passed; `reason` is the kind of the schedule."""
    _refuse_people(by)
    with for_everybody():
        found = retention.told_due(number=told, on=timezone.localdate(at))
        if found is None or found[1].held or found[1].kind != reason:
            raise Refused(_("The time of this person has not passed, or a hold keeps it. Nothing is erased."))
        forget_told(found[0], at=at, why=reason)
        return found[0]


@operation("intake.drop_old_draft", needs=Permission.RETENTION_RUN)
def drop_old_draft(*, by: Member, event: uuid.UUID, at: dt.datetime, draft: uuid.UUID) -> None:
    """Destroy a form that nobody finished in time."""
    _refuse_early(by, retention.DRAFT, draft, at)
    with for_everybody():
        vault.forget_draft(draft)
    afterwards(lambda: _shred(draft, Purpose.IDENTITY, retention.DRAFT))


@operation("intake.drop_old_alert", needs=Permission.RETENTION_RUN)
def drop_old_alert(*, by: Member, event: uuid.UUID, at: dt.datetime, alert: uuid.UUID) -> None:
    """Destroy what was told in an alert whose time has passed."""
    _refuse_early(by, retention.ALERT, alert, at)
    with for_everybody():
        community.forget_alert(alert, on=timezone.localdate(at))
    afterwards(lambda: _shred(alert, Purpose.NARRATIVE, retention.ALERT))


@operation("intake.drop_old_point", needs=Permission.RETENTION_RUN)
def drop_old_point(*, by: Member, event: uuid.UUID, at: dt.datetime, point: uuid.UUID) -> None:
    """Destroy who a focal point was whose mandate ended long ago."""
    _refuse_early(by, retention.POINT, point, at)
    with for_everybody():
        community.forget_point(point, on=timezone.localdate(at))
    afterwards(lambda: _shred(point, Purpose.IDENTITY, retention.POINT))


def _refuse_early(by: Member, kind: str, number: uuid.UUID, at: dt.datetime) -> None:
    _refuse_people(by)
    waiting = {one.number for one in retention.due(on=timezone.localdate(at)) if one.kind == kind}
    if number not in waiting:
        raise Refused(_("The time of this form has not passed. Nothing is erased."))


def _shred(number: uuid.UUID, purpose: Purpose, why: str) -> None:
    shred(number, [purpose], why=why)


def _refuse_people(by: Member) -> None:
    """Refuse whoever is not the instance itself: a person who wants something erased asks a second one."""
    if by.username != SYSTEM:
        raise NotAllowed


def _end(one: retention.Waiting, *, by: Member, at: dt.datetime) -> None:
    if one.kind == retention.DRAFT:
        drop_old_draft(by=by, at=at, draft=one.number)
    elif one.kind == retention.ALERT:
        drop_old_alert(by=by, at=at, alert=one.number)
    elif one.kind == retention.POINT:
        drop_old_point(by=by, at=at, point=one.number)
    elif one.kind in (retention.TOLD, retention.TOLD_BY_A_CHILD):
        erase_told_by_schedule(by=by, at=at, told=one.number, reason=one.kind)
    else:
        erase_by_schedule(by=by, at=at, person=one.number, reason=one.kind)


def keep_terms(*, by: Member, at: dt.datetime) -> dict[str, int]:
    """Erase all that is due, each by an act of its own; return how much of each kind."""
    done: dict[str, int] = {}
    for one in retention.due(on=timezone.localdate(at)):
        if one.held:
            continue
        _end(one, by=by, at=at)
        done[one.kind] = done.get(one.kind, 0) + 1
    for kind, forget in ((retention.APPROVAL, forget_approvals), (retention.DOOR, tidy_door)):
        before = retention.ended_before(kind, at=at)
        if before is not None:
            forget(by=by, at=at, before=before)
    return done
