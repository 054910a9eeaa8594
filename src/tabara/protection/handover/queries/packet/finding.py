"""Which packets there are: of a case, to its holder's own people; of a link, to whoever has it."""

import datetime as dt
import uuid

from tabara import sealing
from tabara.access import queries as access
from tabara.access.errors import NotFound
from tabara.access.models import Agency, Member
from tabara.access.protected import Whole
from tabara.access.speaking import for_everybody
from tabara.protection.cases import queries as cases
from tabara.protection.cases.models import Case
from tabara.protection.directory.models import Provider
from tabara.protection.handover.enums import GROUP_OF, LIVE, PacketField
from tabara.protection.handover.models import Outsider, Packet
from tabara.protection.referral import queries as referrals
from tabara.protection.referral.models import Referral

MOST_LISTED, AT_ONCE = 200, 5000
NAMED = ("referral__to", "made_by", "told_by", "referral__answered_by")


@cases.nothing_without("packets")
def of_case(*, by: Member, case: Case) -> list[Packet]:
    """Return the packets of a case, newest first, to the holder's own people."""
    if not cases.holds(by=by, case=case):
        return []
    return list(case.packets.select_related(*NAMED).defer("sealed", "proof")[:MOST_LISTED])


def of_referral(*, by: Member, case: Case, referral: Referral) -> list[Packet]:
    """Return the packets that went out with one referral, newest first."""
    return [row for row in of_case(by=by, case=case) if row.referral_id == referral.pk]


def one(*, by: Member, case: Case, number: uuid.UUID) -> Packet:
    """Return one packet of a case, to the holder's own people.

    Raises:
        NotFound: where there is none, or it is not this member's to see.
    """
    found = next((row for row in of_case(by=by, case=case) if row.pk == number), None)
    if found is None:
        raise NotFound
    return found


def recipients(*, by: Member, case: Case, at: dt.datetime) -> list[tuple[Agency, list[str]]]:
    """Return whoever has no account and may be shown something today, each with the groups agreed to."""
    agreed = referrals.recipients(by=by, case=case, at=at)
    have = access.with_accounts(agencies=[agency.pk for agency, _groups in agreed])
    return [(agency, groups) for agency, groups in agreed if agency.pk not in have]


def names_in(*, groups: list[str]) -> list[PacketField]:
    """Return what a packet can hold where the person agreed to these groups."""
    return [one for one in PacketField if GROUP_OF[one] in groups]


def outsider_of(*, by: Member, provider: Provider) -> Agency | None:
    """Return the organisation under which a provider of the directory was named before, where it was."""
    found = Outsider.objects.select_related("agency").filter(provider=provider).first()
    return found.agency if found else None


def behind(*, agency: uuid.UUID) -> uuid.UUID | None:
    """Return the provider of the directory that an organisation without an account is."""
    return Outsider.objects.filter(agency=agency).values_list("provider", flat=True).first()


def by_link(*, link: str) -> Packet | None:
    """Return the packet that a link was made for, whoever follows it: without the words it tells nothing."""
    with for_everybody():
        rows = Packet.objects.everything(Whole.LINK).select_related("case__agency", "referral__to")
        return rows.filter(link=sealing.fingerprint(link.encode())).first()


def can_show(*, packet: Packet, at: dt.datetime) -> bool:
    """Return whether the browser that opened a packet still shows what is in it."""
    return packet.sealed is not None and packet.shown_until is not None and at < packet.shown_until


def to_end(*, at: dt.datetime) -> list[Packet]:
    """Return the packets that keep something and whose time is over, or that were read: for the daily round."""
    with for_everybody():
        rows = Packet.objects.everything(Whole.RETENTION).filter(state__in=LIVE, sealed__isnull=False)
        over = rows.filter(ends_at__lte=at).select_related("case", "referral")
        read = rows.filter(shown_until__lte=at).select_related("case", "referral")
        return list({row.pk: row for row in (*over[:AT_ONCE], *read[:AT_ONCE])}.values())
