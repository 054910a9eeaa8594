"""Name a focal point, visit and teach her, and end her mandate."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation, permitted
from tabara.access.unit import write
from tabara.protection.cases.operations import checks
from tabara.protection.community.models import FocalPoint, Supervision, TrainingAttended
from tabara.protection.community.models.point import serving
from tabara.sealing.keys import Purpose, create_key, seal

LONGEST = 80  # letters of a name


@operation("community.add_point", needs=Permission.COMMUNITY_KEEP)
def add_point(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    agency: Agency,
    name: str,
    phone: str,
    place: str,
    place_version: str,
    mandate: str,
    since: dt.date,
    languages: Iterable[str] = (),
    member: Member | None = None,
) -> FocalPoint:
    """Name a person of trust in a community; who she is, is sealed under the agency that supports her."""
    row = FocalPoint(id=event, agency=agency, member=member, place=place, place_version=place_version, since=since)
    if not permitted(by, Permission.COMMUNITY_KEEP, row):
        raise NotAllowed
    today = timezone.localdate(at)
    checks.not_after(since, today, "since", _("today"))
    checks.known_place(place, place_version, "place")
    row.mandate = checks.known("focal_mandate", mandate, "mandate", on=today)
    row.languages = checks.all_known("language", languages, "languages", on=today)
    _refuse_other_account(row, today)
    row.supervise_on = max(since, today) + dt.timedelta(days=int(codelists.pack().parameters["focal_visit_days"]))
    row.recorded_by, row.recorded_at, row.active_on = by, at, None
    create_key(row.pk, agency.pk, Purpose.IDENTITY)
    row.sealed = _sealed(row, name, phone)
    write(row)
    return row


@operation("community.correct_point", needs=Permission.COMMUNITY_KEEP, on="point")
def correct_point(
    *, by: Member, event: uuid.UUID, at: dt.datetime, point: FocalPoint, name: str, phone: str
) -> FocalPoint:
    """Replace the name and the telephone number of a focal point."""
    if point.erased_on:
        raise Refused(_("Who this focal point was has been erased."))
    point.sealed = _sealed(point, name, phone)
    write(point, "sealed")
    return point


@operation("community.end_point", needs=Permission.COMMUNITY_KEEP, on="point")
def end_point(*, by: Member, event: uuid.UUID, at: dt.datetime, point: FocalPoint, on: dt.date) -> FocalPoint:
    """End the mandate of a focal point: she no longer counts as cover, and what she did stays."""
    if point.until is not None:
        raise Refused(_("This mandate has ended already, on %(day)s.") % {"day": checks.written(point.until)})
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, point.since, "on", _("the day the mandate began"))
    point.until = on
    write(point, "until")
    return point


@operation("community.supervise_point", needs=Permission.COMMUNITY_KEEP, on="point")
def supervise_point(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    point: FocalPoint,
    on: dt.date,
    found: str,
    next_on: dt.date | None = None,
) -> Supervision:
    """Write down a visit to a focal point, what was found, and when the next one is."""
    _refuse_outside(point, on, at)
    checks.known("supervision_finding", found, "found", on=on)
    following = next_on or on + dt.timedelta(days=int(codelists.pack().parameters["focal_visit_days"]))
    if following <= on:
        raise Refused(_("The next visit has to be after this one. Choose a later day."), "next_on")
    row = Supervision(id=event, point=point, on=on, found=found, next_on=following, recorded_by=by, recorded_at=at)
    write(row)
    last = point.supervisions.order_by("-on", "-id").first()
    point.supervise_on = last.next_on if last else following  # a visit written down late does not undo a newer one
    was_active(point, on, "supervise_on")
    return row


@operation("community.attend_training", needs=Permission.COMMUNITY_KEEP, on="point")
def attend_training(
    *, by: Member, event: uuid.UUID, at: dt.datetime, point: FocalPoint, on: dt.date, course: str
) -> TrainingAttended:
    """Write down a course that a focal point went through."""
    _refuse_outside(point, on, at)
    checks.known("focal_course", course, "course", on=on)
    row = TrainingAttended(id=event, point=point, on=on, course=course, recorded_by=by, recorded_at=at)
    write(row)
    was_active(point, on)
    return row


def was_active(point: FocalPoint, on: dt.date, *more: str) -> None:
    """Remember the last day on which a focal point did something, with what else of her changed."""
    point.active_on = max(point.active_on or on, on)
    write(point, "active_on", *more)


def _sealed(point: FocalPoint, name: str, phone: str) -> bytes:
    name = " ".join(name.split())
    if not name:
        raise Refused(_("Write the name of the focal point."), "name")
    told = {"name": name[:LONGEST], "phone": phone.strip()[:LONGEST]}
    return seal(point.pk, Purpose.IDENTITY, f"point.{point.pk}", told)


def _refuse_other_account(point: FocalPoint, today: dt.date) -> None:
    member = point.member
    if member is None:
        return
    if member.agency_id != point.agency_id or not member.may(Permission.ALERT_RECORD):
        raise Refused(_("This account is not one of that agency, or cannot write alerts. Choose another."), "member")
    if FocalPoint.objects.filter(serving(today), member=member).exists():
        raise Refused(_("This account belongs to another focal point already. End that mandate first."), "member")


def _refuse_outside(point: FocalPoint, on: dt.date, at: dt.datetime) -> None:
    checks.not_after(on, timezone.localdate(at), "on", _("today"))
    checks.not_before(on, point.since, "on", _("the day the mandate began"))
    if point.until is not None and on >= point.until:
        raise Refused(_("On that day the mandate had ended. Correct the date."), "on")
