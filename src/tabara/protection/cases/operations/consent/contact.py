"""How a person may be reached: written down, opened for a reason, and refused where it would put her in danger."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tabara.access.enums import FieldGroup, Permission
from tabara.access.errors import NotAllowed, Refused
from tabara.access.models import Member
from tabara.access.operation import operation
from tabara.access.unit import write
from tabara.protection.cases import queries
from tabara.protection.cases.enums import Caller, Channel, Leave
from tabara.protection.cases.models import Case, ContactRule
from tabara.protection.cases.operations import checks
from tabara.protection.cases.operations.listing import touch
from tabara.sealing.keys import Purpose, seal

LONGEST = 1000  # letters


@dataclass(frozen=True)
class Rule:
    """Whether, when and by whom a person may be reached in one way."""

    channel: str
    leave: str
    days: tuple[int, ...] = ()
    since: dt.time | None = None
    until: dt.time | None = None
    caller: str = Caller.ANYONE
    shared_number: bool = False
    says: str = ""  # who may pick up, and what to say


@operation("cases.set_contact_rule", needs=Permission.CASE_EDIT, on="case")
def set_contact_rule(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, rule: Rule) -> ContactRule:
    """Write down how a person may be reached in one way; the latest rule counts, and the earlier ones stay."""
    _refuse_unclear(rule)
    open_to_any = rule.leave == Leave.FORBIDDEN
    row = ContactRule(
        id=event,
        case=case,
        channel=rule.channel,
        leave=rule.leave,
        days=[] if open_to_any else sorted(set(rule.days)),
        since=None if open_to_any else rule.since,
        until=None if open_to_any else rule.until,
        caller=Caller.ANYONE if open_to_any else rule.caller,
        shared_number=rule.shared_number,
        recorded_by=by,
        recorded_at=at,
    )
    if rule.says.strip():
        row.says = seal(case.pk, Purpose.NARRATIVE, f"contact.{row.pk}.says", rule.says.strip())
    write(row)
    touch(case, at)
    return row


@operation("cases.open_contact", needs=Permission.IDENTITY_OPEN, on="case", shared=True)
def open_contact(*, by: Member, event: uuid.UUID, at: dt.datetime, case: Case, reason: str) -> dict[str, str]:
    """Return what was agreed about each way in words: who may pick up, and what to say. The reason is remembered."""
    checks.for_reason(reason, _("Say why you need to know it. Choose one of the reasons."))
    if FieldGroup.CONTACT not in queries.seen(by=by, case=case, reason=reason):
        raise NotAllowed
    checks.not_erased(case)
    rules = [one.rule for one in queries.contacts(by=by, case=case, at=at) if one.rule and one.rule.says]
    texts = queries.opened(fields=[(case.pk, f"contact.{one.pk}.says", one.says) for one in rules])
    return {rule.channel: text for rule, text in zip(rules, texts, strict=True) if text}


def refuse_contact(*, case: Case, channel: Channel, at: dt.datetime) -> None:
    """Refuse to reach a person in a way, or at a moment, that was said to be dangerous.

    Raises:
        Refused: with the one sentence that says why not.
    """
    found = queries.contact(case=case, channel=channel, at=at)
    if not found.allowed:
        raise Refused(found.sentence)


def _refuse_unclear(rule: Rule) -> None:
    if rule.channel not in tuple(Channel):
        raise Refused(_("Choose the way of reaching the person."), "channel")
    if rule.leave not in tuple(Leave):
        raise Refused(_("Say whether the person may be reached in this way."), "leave")
    if rule.caller not in tuple(Caller):
        raise Refused(_("Say who may do it."), "caller")
    if set(rule.days) - set(range(7)):
        raise Refused(_("Choose days of the week."), "days")
    if rule.since is not None and rule.since == rule.until:
        raise Refused(_("The hours begin and end at the same time. Correct one, or leave both empty."), "until")
    if len(rule.says) > LONGEST:
        raise Refused(_("Write at most %(most)s letters.") % {"most": LONGEST}, "says")
    conditions = (rule.days, rule.since, rule.until, rule.caller != Caller.ANYONE, rule.says.strip())
    if rule.leave == Leave.CONDITIONS and not any(conditions):
        raise Refused(_("Say at least one condition: the days, the hours, by whom, or what to say."), "leave")
