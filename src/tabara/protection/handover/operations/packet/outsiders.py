"""Name an organisation that has no account, so that a person can be asked about it and referred to it."""

import datetime as dt
import uuid

from django.utils.translation import gettext as _

from tabara.access import queries as access
from tabara.access.enums import Permission
from tabara.access.errors import Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases.operations import checks
from tabara.protection.directory.models import Provider
from tabara.protection.handover.models import Outsider

LONGEST = 120


@operation("handover.name_recipient", needs=Permission.REFERRAL_SEND)
def name_recipient(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    kind: str,
    name: str = "",
    provider: Provider | None = None,
) -> Agency:
    """Name a provider of the directory, or an organisation that is not in it; one that was named before is that one."""
    checks.known("agency_kind", kind, "kind")
    said = provider.name if provider is not None else " ".join(name.split())
    if not said or len(said) > LONGEST:
        raise Refused(_("Write the name of the organisation, in at most %(most)s letters.") % {"most": LONGEST}, "name")
    if provider is not None and provider.agency is not None:
        return _without_account(provider.agency)
    known = Outsider.objects.select_related("agency").filter(provider=provider).first() if provider else None
    found = known.agency if known else Agency.objects.filter(name__iexact=said).first()
    if found is not None:
        return _without_account(found)
    agency = Agency(id=event, key=event.hex, name=said, kind=kind, deciding_kind="other", in_network=False)
    write(agency)
    write(Outsider(agency=agency, provider=provider, named_by=by, named_at=at))
    return agency


def _without_account(agency: Agency) -> Agency:
    if access.with_accounts(agencies=[agency.pk]):
        raise Refused(_("This agency has accounts here. Refer the person to it: it answers faster."), "name")
    return agency
