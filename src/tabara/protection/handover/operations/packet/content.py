"""What a packet says of a person: only what she agreed to for this recipient, and of that only what was ticked."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access import queries as access
from tabara.access.enums import Permission, Reason
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Agency, Member
from tabara.access.operation import operation, permitted
from tabara.access.pace import keep_pace
from tabara.access.speaking import opening
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import Channel, Leave
from tabara.protection.cases.models import Case, Consent
from tabara.protection.directory import queries as directory
from tabara.protection.handover.enums import GROUP_OF, WHO, PacketField
from tabara.protection.handover.queries import packet as packets
from tabara.protection.referral.operations.steps import agreed, until
from tabara.vault import queries as identities
from tabara.vault.models import Names

Facts = Mapping[str, Any]
OPENS = ("intake.open_identity", "handover.show_packet")  # of these, one more name within the hour counts
REASONS = (Reason.ASSISTANCE, Reason.CONTACT, Reason.EMERGENCY)
LONGEST = 1000


@operation("handover.show_packet", needs=Permission.REFERRAL_SEND, on="case")
def show_packet(
    *,
    by: Member,
    event: uuid.UUID,
    at: dt.datetime,
    case: Case,
    to: Agency,
    fields: Iterable[str],
    message: str = "",
    reason: str = "",
) -> Facts:
    """Show what would leave with a packet, before anything does. With a name in it, the reason is remembered."""
    facts = facts_of(by, case, to, fields, at=at, message=message, reason=reason)
    last = until(agreed(case, to, at, "to"), at)
    return {"facts": facts, "until": timezone.localdate(last).isoformat()}


def facts_of(
    by: Member, case: Case, to: Agency, fields: Iterable[str], *, at: dt.datetime, message: str, reason: str
) -> Facts:
    """Return what was ticked, as codes and words; called within an operation."""
    refuse_recipient(by, case, to, at)
    chosen = refuse_fields(by, case, agreed(case, to, at, "to"), fields, reason, message)
    who = _who(by, case) if set(chosen) & set(WHO) else None
    found = {one: TOLD[one](case, at) for one in chosen if one in TOLD}
    if PacketField.NAME in chosen and who is not None:
        found[PacketField.NAME] = who.full or ", ".join(who.aliases)
    if PacketField.PHONE in chosen and who is not None:
        found[PacketField.PHONE] = _reach(by, case, who, at)
    if PacketField.MESSAGE in chosen:
        found[PacketField.MESSAGE] = message.strip()
    return {str(one): found[one] for one in chosen if found.get(one) not in (None, "", [])}


def refuse_recipient(by: Member, case: Case, to: Agency, at: dt.datetime) -> None:
    """Refuse whoever can be asked without a packet, and a place at which the person is not safe."""
    if access.with_accounts(agencies=[to.pk]):
        raise Refused(_("This agency has accounts here. Refer the person to it: it answers faster."), "to")
    if to.country:
        raise Refused(_("This agency is in another country. Send it an envelope."), "to")
    unsafe = directory.excluded(by=by, case=case, on=timezone.localdate(at))
    if packets.behind(agency=to.pk) in unsafe:
        raise Refused(_("The person is not safe there, as is noted with the case. Choose another recipient."), "to")


def refuse_fields(
    by: Member, case: Case, consent: Consent, fields: Iterable[str], reason: str, message: str
) -> list[PacketField]:
    """Return what was ticked, in order; refuse what the person did not agree to, or the member may not see."""
    said = set(fields)
    chosen = [one for one in PacketField if one in said]
    if not chosen or said - set(packets.names_in(groups=consent.groups)):
        raise Refused(_("Choose only what the person agreed to share with this recipient."), "told")
    if (PacketField.MESSAGE in chosen) != bool(message.strip()) or len(message) > LONGEST:
        raise Refused(_("Write the few words that go along, and tick them; or do neither."), "message")
    if set(chosen) & set(WHO):
        if reason not in REASONS:
            raise Refused(_("Say why they need the name or the telephone. Choose one of the reasons."), "reason")
        if not permitted(by, Permission.IDENTITY_OPEN, case):
            raise NotAllowed
        keep_pace(by, case.pk, acts=OPENS, often=int(codelists.pack().parameters["identities_per_hour"]))
    if {GROUP_OF[one] for one in chosen} - cases.seen(by=by, case=case, reason=reason or None):
        raise NotAllowed
    return chosen


def _who(by: Member, case: Case) -> Names:
    with opening([case.person_id]):
        found = identities.identity(by=by, person=case.person_id)
    if found is None:
        raise Refused(_("Who this person is has been erased. Only the course of the case is left."), "told")
    return found


def _reach(by: Member, case: Case, who: Names, at: dt.datetime) -> Facts | None:
    """Return the telephone with the rules that stand before it; no number where nobody may call."""
    rules = [one for one in cases.contacts(by=by, case=case, at=at) if one.channel in (Channel.CALL, Channel.SMS)]
    barred = any(one.rule and one.rule.leave == Leave.FORBIDDEN for one in rules if one.channel == Channel.CALL)
    heeded = [who.safe_contact, *(one.sentence for one in rules if one.rule)]
    found = {"phones": [] if barred else list(who.phones), "heeded": [one for one in heeded if one]}
    return found if any(found.values()) else None


def _latest(case: Case) -> list[str]:
    found = case.screenings.first()
    return list(found.exploitation) if found else []


def _helped(case: Case) -> list[str]:
    rows = case.services.filter(retracted_on=None).order_by("delivered_on")
    return list(dict.fromkeys(rows.values_list("code", flat=True)))


TOLD: Mapping[PacketField, Callable[[Case, dt.datetime], Any]] = {
    PacketField.SEX: lambda case, at: case.person.sex,
    PacketField.AGE: lambda case, at: case.person.age_on(timezone.localdate(at)),
    PacketField.CITIZENSHIP: lambda case, at: case.person.citizenship,
    PacketField.PLACE: lambda case, at: [case.place, case.place_version] if case.place else None,
    PacketField.NEEDS: lambda case, at: list(case.urgent_needs),
    PacketField.CATEGORY: lambda case, at: case.category,
    PacketField.DETERMINATION: lambda case, at: case.determination,
    PacketField.EXPLOITATION: lambda case, at: _latest(case),
    PacketField.SERVICES: lambda case, at: _helped(case),
}
