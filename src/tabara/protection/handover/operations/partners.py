"""The partners abroad: written down by a national administrator, taken in by two persons, struck off by one."""

import datetime as dt
import re
import uuid
from typing import Any

from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access import second
from tabara.access.enums import Permission, Scope
from tabara.access.errors import NotAllowed, NotFound, Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.handover.models import Partner
from tabara.sealing import partners
from tabara.sealing.partners import BadKeys, PublicKeys

COUNTRY = re.compile("[A-Z]{2}")  # ISO 3166-1


@operation("handover.add_partner", needs=Permission.MEMBER_MANAGE)
def add_partner(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    name: str,
    kind: str,
    country: str,
    instance: str,
    seals_to: str,
    signs_with: str,
) -> Partner:
    """Write an agency abroad down, with the keys of its instance; nothing goes there before two agree on them."""
    _refuse_others(by)
    name, instance = " ".join(name.split()), " ".join(instance.split())
    keys = PublicKeys(seals_to.strip(), signs_with.strip().lower())
    _refuse_agency(name, kind, country, instance)
    _refuse_keys(keys)
    agency = Agency(id=event, key=event.hex, name=name[:120], kind=kind, in_network=False, country=country)
    write(agency)
    row = Partner(
        agency=agency, instance=instance[:80], seals_to=keys.seals_to, signs_with=keys.signs_with, added_by=by
    )
    row.added_at = at
    write(row)
    return row


def _refuse_others(by: Member) -> None:
    if by.reach(Permission.MEMBER_MANAGE) is not Scope.ALL:
        raise NotAllowed


def _refuse_agency(name: str, kind: str, country: str, instance: str) -> None:
    if not name:
        raise Refused(_("Write the agency's name."), "name")
    if not instance:
        raise Refused(_("Write how the instance names itself."), "instance")
    if kind not in codelists.pack().codelist("agency_kind"):
        raise Refused(_("Choose a kind from the list."), "kind")
    if not COUNTRY.fullmatch(country):  # one that this pack has no name for is called by its letters
        raise Refused(_("Choose a country from the list."), "country")
    if Agency.objects.filter(name__iexact=name).exists():
        raise Refused(_("There is an agency of this name already."), "name")


def _refuse_keys(keys: PublicKeys) -> None:
    try:
        partners.refuse_bad(keys)
    except BadKeys:
        raise Refused(
            _(
                "These are not the two public keys of an instance: one begins with age1, the other has 64 digits and "
                "letters from a to f. Copy both whole."
            ),
            "seals_to",
        ) from None
    ours = partners.ours()
    if keys.seals_to == ours.seals_to or keys.signs_with == ours.signs_with:
        raise Refused(_("These are the keys of this instance itself. Write those of the partner."), "seals_to")
    if Partner.objects.filter(signs_with=keys.signs_with, closed_at=None).exists():
        raise Refused(_("There is a partner with this key already. Strike that one off first."), "signs_with")


def _refuse_unready(*, by: Member, partner: Partner, **_given: Any) -> None:
    _refuse_others(by)
    if partner.confirmed_at is not None or partner.closed_at is not None:
        raise Refused(_("This partner is in use already, or was struck off. Write it down anew."))


def _in_words(told: second.Told) -> str:
    row = Partner.objects.select_related("agency").filter(pk=told["partner"]["number"]).first()
    if row is None:
        raise NotFound
    about = {"agency": row.agency.name, "country": row.agency.country, "fingerprint": row.spoken}
    said = _(
        "Let envelopes about people go to, and come from, %(agency)s (%(country)s) from now on. Agree only if you have "
        "heard these digits from somebody there whom you know, over the telephone: %(fingerprint)s"
    )
    return said % about


@operation(
    "handover.confirm_partner",
    needs=Permission.MEMBER_MANAGE,
    two_persons=second.TwoPersons(words=_in_words, refuses=_refuse_unready),
)
def confirm_partner(*, by: Member, event: uuid.UUID, at: dt.datetime, partner: Partner) -> Partner:
    """Let envelopes go to a partner and come from it, by the keys whose fingerprint was read out and compared."""
    _refuse_unready(by=by, partner=partner)
    partner.confirmed_at = at
    write(partner, "confirmed_at")
    return partner


@operation("handover.close_partner", needs=Permission.MEMBER_MANAGE)
def close_partner(*, by: Member, event: uuid.UUID, at: dt.datetime, partner: Partner) -> Partner:
    """Strike a partner off: nothing more goes there or comes from there; what went stays."""
    _refuse_others(by)
    partner.closed_at = partner.closed_at or at
    write(partner, "closed_at")
    return partner
