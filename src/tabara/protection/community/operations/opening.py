"""Open what is sealed: what was told in an alert, and who a focal point is. Each time with a reason."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.pace import keep_pace
from tabara.protection.cases import queries as cases
from tabara.protection.cases.operations import checks
from tabara.protection.community.models import Alert, FocalPoint
from tabara.sealing.keys import Purpose, has_key, unseal

OPENS = ("community.open_alert", "community.open_point")  # what shows who somebody is, counted with the names of cases
PARTS = ("told", "reach", "spot")


@dataclass(frozen=True)
class Told:
    """What was told in an alert, how somebody can be reached, and where exactly it is."""

    told: str
    reach: str
    spot: str


@dataclass(frozen=True)
class Known:
    """Who a focal point is."""

    name: str
    phone: str


@operation("community.open_alert", needs=Permission.ALERT_TRIAGE, on="alert")
def open_alert(*, by: Member, event: uuid.UUID, at: dt.datetime, alert: Alert, reason: str) -> Told:
    """Return what was told in an alert, to the agency whose it is now. The reason stands in the audit chain."""
    keep_pace(by, alert.pk, acts=OPENS, often=_often())
    _refuse_reason(reason)
    if alert.erased_on or not has_key(alert.pk, Purpose.NARRATIVE):
        raise Refused(_("What was told in this alert has been erased. Only its course is left."))
    fields = [(alert.pk, f"alert.{alert.pk}.{name}", getattr(alert, name)) for name in PARTS]
    return Told(*cases.opened(fields=fields))


@operation("community.open_point", needs=Permission.COMMUNITY_KEEP, on="point")
def open_point(*, by: Member, event: uuid.UUID, at: dt.datetime, point: FocalPoint, reason: str) -> Known:
    """Return who a focal point is and how to telephone her. The reason stands in the audit chain."""
    keep_pace(by, point.pk, acts=OPENS, often=_often())
    _refuse_reason(reason)
    if point.erased_on or not has_key(point.pk, Purpose.IDENTITY):
        raise Refused(_("Who this focal point was has been erased."))
    return Known(**unseal(point.pk, Purpose.IDENTITY, f"point.{point.pk}", bytes(point.sealed or b"")))


def _often() -> int:
    return int(codelists.pack().parameters["identities_per_hour"])


def _refuse_reason(reason: str) -> None:
    checks.for_reason(reason, _("Say why you need to read it. Choose one of the reasons."))
