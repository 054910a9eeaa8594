"""Reads of the register of focal points."""

import datetime as dt
import uuid

from tabara import codelists
from tabara.access.enums import Permission, Scope
from tabara.access.errors import NotFound
from tabara.access.models import Agency, Member
from tabara.codelists import Place
from tabara.protection.community.models import Alert, FocalPoint
from tabara.protection.community.models.point import serving
from tabara.protection.community.queries.places import COMMUNE, ground

MOST_LISTED = 500


def points(*, by: Member, on: dt.date, place: str = "", late: bool = False, ended: bool = False) -> list[FocalPoint]:
    """Return the focal points that the member keeps, those whose visit is due first on top; `place` is a province.

    Those who no longer serve are listed apart.
    """
    rows = FocalPoint.objects.visible_to(by).select_related("agency")
    rows = rows.exclude(serving(on)) if ended else rows.filter(serving(on))
    if late:
        rows = rows.filter(supervise_on__lt=on)
    if place:
        rows = rows.filter(ground(place, on))
    return list(rows.order_by("supervise_on", "id")[:MOST_LISTED])


def point(*, by: Member, number: uuid.UUID) -> FocalPoint:
    """Return one focal point.

    Raises:
        NotFound: where there is none, or another agency supports it.
    """
    rows = FocalPoint.objects.visible_to(by).select_related("agency", "member", "recorded_by")
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def own_points(*, by: Member, on: dt.date) -> list[FocalPoint]:
    """Return the focal points from whom the member may write down an alert: the own one, or all of the agency."""
    rows = FocalPoint.objects.filter(serving(on), agency=by.agency_id)
    if by.reach(Permission.ALERT_RECORD) == Scope.OWN:
        rows = rows.filter(member=by.pk)
    return list(rows.order_by("place", "id")[:MOST_LISTED])


def alerts_of(*, by: Member, point: FocalPoint) -> int | None:
    """Return how many alerts came from a focal point, to the agency that supports her; to others nothing."""
    if point.agency_id != by.agency_id or not by.may(Permission.ALERT_TRIAGE):
        return None
    return Alert.objects.visible_to(by).filter(point=point).order_by().count()


def place_of(*, point: FocalPoint) -> Place:
    """Return the place in which a focal point serves, as that version of the division names it."""
    return codelists.pack().places.place(point.place, point.place_version)


def commune_of(*, point: FocalPoint) -> Place | None:
    """Return the commune in which a focal point serves, as that version of the division names it."""
    return codelists.pack().places.ancestor(place_of(point=point), COMMUNE)


def agencies(*, by: Member) -> list[Agency]:
    """Return the agencies for which the member may name a focal point, the own one first."""
    reach = by.reach(Permission.COMMUNITY_KEEP)
    if reach is None:
        return []
    wide = Agency.objects.filter(in_network=True).order_by("name") if reach >= Scope.NETWORK else ()
    return list(dict.fromkeys([by.agency, *wide]))


def colleagues(*, by: Member, agency: Agency) -> list[Member]:
    """Return the accounts of an agency that can belong to a focal point of it."""
    rows = Member.objects.filter(agency=agency, is_active=True).order_by("name")
    return [one for one in rows if one.may(Permission.ALERT_RECORD)] if by.may(Permission.COMMUNITY_KEEP) else []
