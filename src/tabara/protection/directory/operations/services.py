"""Say what a provider offers, to whom, at what cost; change it, and end it."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara.access.enums import Permission
from tabara.access.errors import NotFound, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import amend, write
from tabara.protection.cases.operations import checks
from tabara.protection.directory.models import Offer, Provider

OLDEST, MOST = 120, 10_000
LISTS = {"closed_days": "weekday", "sexes": "sex", "disabilities": "disability", "categories": "category"}


@dataclass(frozen=True)
class Terms:
    """For whom a service is, what it costs, when and for how many; an empty answer leaves nobody out."""

    cost: str = "free"
    hours: str = ""
    closed_days: tuple[str, ...] = ()
    capacity: int | None = None
    full_until: dt.date | None = None
    sexes: tuple[str, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    takes_children: bool = False
    child_age_to: int | None = None
    disabilities: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    needs_determination: bool = False


EDITABLE = tuple(Terms.__dataclass_fields__)


@operation("directory.add_offer", needs=Permission.DIRECTORY_KEEP, on="provider")
def add_offer(
    *, by: Member, event: uuid.UUID, at: dt.datetime, provider: Provider, service: str, terms: Terms
) -> Offer:
    """Say that a provider gives a service, and on which terms."""
    today = timezone.localdate(at)
    checks.known("service", service, "service", on=today)
    if provider.offers.filter(service=service, until=None).exists():
        raise Refused(_("This provider offers that service already. Change its terms instead."), "service")
    said = {name: list(one) if isinstance(one, tuple) else one for name, one in asdict(terms).items()}
    refuse_wrong(said, today)
    row = Offer(id=event, provider=provider, service=service, since=today, **said)
    write(row)
    return row


@operation("directory.edit_offer", needs=Permission.DIRECTORY_KEEP, on="provider")
def edit_offer(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    provider: Provider,
    offer: uuid.UUID,
    saw: int,
    changes: Mapping[str, Any],
    before: Mapping[str, Any],
) -> Offer:
    """Change the terms of a service, as seen in version `saw`."""
    row = _offer(provider, offer)
    for name in changes:
        if name not in EDITABLE:
            raise Refused(_("“%(name)s” cannot be changed here.") % {"name": name}, name)
    refuse_wrong({name: changes.get(name, getattr(row, name)) for name in EDITABLE}, timezone.localdate(at))
    amend(row, saw=saw, changes=changes, before=before)
    return row


@operation("directory.end_offer", needs=Permission.DIRECTORY_KEEP, on="provider")
def end_offer(*, by: Member, event: uuid.UUID, at: dt.datetime, provider: Provider, offer: uuid.UUID) -> Offer:
    """Say that a provider gives a service no more, from today."""
    row = _offer(provider, offer)
    row.until = timezone.localdate(at)
    write(row, "until")
    return row


def _offer(provider: Provider, number: uuid.UUID) -> Offer:
    found = provider.offers.filter(pk=number, until=None).first()
    if found is None:
        raise NotFound
    return found


def refuse_wrong(said: Mapping[str, Any], today: dt.date) -> None:
    """Refuse terms that no service can have."""
    checks.known("service_cost", said["cost"], "cost", on=today)
    for name, codelist in LISTS.items():
        checks.all_known(codelist, said[name], name, on=today)
    if len(said["hours"]) > 200:
        raise Refused(_("Write at most %(most)s letters.") % {"most": 200}, "hours")
    for name, most in (("age_from", OLDEST), ("age_to", OLDEST), ("child_age_to", OLDEST), ("capacity", MOST)):
        if said[name] is not None and not 0 <= said[name] <= most:
            raise Refused(_("Write a number from 0 to %(most)s, or leave it empty.") % {"most": most}, name)
    if None not in (said["age_from"], said["age_to"]) and said["age_from"] > said["age_to"]:
        raise Refused(_("The youngest age is above the oldest. Correct one of them."), "age_to")
    if said["child_age_to"] is not None and not said["takes_children"]:
        raise Refused(_("Say first that a parent may come with children."), "takes_children")
