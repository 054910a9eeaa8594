"""Whether a person may be reached in some way at some moment, and if not, why not, in one sentence."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.access.enums import FieldGroup, Permission
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.cases.enums import Caller, Channel, Leave
from tabara.protection.cases.models import Case, ContactRule
from tabara.protection.cases.queries.reach import seen
from tabara.protection.cases.queries.words import Written, writes

NEVER: Mapping[str, str | Promise] = {
    Channel.CALL: gettext_lazy("Do not call this person."),
    Channel.SMS: gettext_lazy("Do not send this person an SMS."),
    Channel.MESSAGING: gettext_lazy("Do not write to this person on WhatsApp or the like."),
    Channel.LETTER: gettext_lazy("Do not write this person a letter."),
    Channel.VISIT: gettext_lazy("Do not visit this person."),
    Channel.TRUSTED: gettext_lazy("Do not send word through somebody else."),
    Channel.SHELTER: gettext_lazy("Do not reach this person through the shelter."),
    Channel.PAPER: gettext_lazy(
        "This person must not take paper home. Print nothing; show it on the screen or read it out."
    ),
}
CALLERS: Mapping[str, str | Promise] = {
    Caller.WOMEN: gettext_lazy("only by a woman"),
    Caller.TEAM: gettext_lazy("only by the team that holds the case"),
    Caller.WORKER: gettext_lazy("only by whoever carries the case"),
}
DAYS: tuple[str | Promise, ...] = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)
NOBODY_ASKED = gettext_lazy("Nobody has asked yet. Ask the person before you use this way.")


@dataclass(frozen=True)
class Contact:
    """The answer for one way: whether it may be used at that moment, the rule in one sentence, and what it rests on."""

    channel: Channel
    allowed: bool
    sentence: str  # empty where nothing has to be heeded
    rule: ContactRule | None = None


def contact(*, case: Case, channel: Channel, at: dt.datetime) -> Contact:
    """Return whether a person may be reached in this way at this moment, and what has to be heeded."""
    rule = case.contact_rules.filter(channel=channel).first()
    return _answer(channel, rule, at)


def contacts(*, by: Member, case: Case, at: dt.datetime) -> list[Contact]:
    """Return the answer for every way, to whoever may know how the person is reached."""
    may = permitted(by, Permission.IDENTITY_OPEN, case) and FieldGroup.CONTACT in seen(by=by, case=case)
    if not may:
        return []
    latest: dict[str, ContactRule] = {}
    for rule in case.contact_rules.select_related("recorded_by"):
        latest.setdefault(rule.channel, rule)
    return [_answer(channel, latest.get(channel), at) for channel in Channel]


@writes
def _agreed(case: Case) -> Iterator[Written]:
    for rule in case.contact_rules.all():
        day = timezone.localdate(rule.recorded_at)
        yield Written(day, f"contact.{rule.channel}", f"contact.{rule.pk}.says", rule.says)


def _answer(channel: Channel, rule: ContactRule | None, at: dt.datetime) -> Contact:
    if rule is None:
        return Contact(channel, True, str(NOBODY_ASKED))
    if rule.leave == Leave.FORBIDDEN:
        return Contact(channel, False, str(NEVER[channel]), rule)
    heeded = [part for part in (_when(rule), str(CALLERS.get(rule.caller, ""))) if part]
    sentence = _("Only as agreed: %(conditions)s.") % {"conditions": "; ".join(heeded)} if heeded else ""
    if rule.shared_number:
        sentence = f"{sentence} {_('Somebody else may answer this number.')}".strip()
    if rule.leave == Leave.CONDITIONS and not sentence:
        sentence = _("Only under conditions. Open what was agreed before you do it.")
    return Contact(channel, _within(rule, timezone.localtime(at)), sentence, rule)


def _within(rule: ContactRule, at: dt.datetime) -> bool:
    """Return whether a moment lies in the days and hours; hours that pass midnight belong to the day they begin on."""
    now, day = at.time(), at.weekday()
    since, until = rule.since or dt.time.min, rule.until or dt.time.max
    if since > until:
        inside = now >= since or now < until
        day = day if now >= since else (day - 1) % 7
    else:
        inside = since <= now < until
    return inside and (not rule.days or day in rule.days)


def _when(rule: ContactRule) -> str:
    days = ", ".join(str(DAYS[day]) for day in sorted(rule.days))
    if rule.since is None and rule.until is None:
        return days
    hours = _("from %(since)s to %(until)s") % {
        "since": (rule.since or dt.time.min).strftime("%H:%M"),
        "until": (rule.until or dt.time(23, 59)).strftime("%H:%M"),
    }
    return f"{days}, {hours}" if days else hours
