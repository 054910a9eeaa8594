"""Consent, notices and the rules of contact in words."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.interfaces.web import texts
from tabara.interfaces.web.sharing import words
from tabara.protection.cases import queries as cases
from tabara.protection.cases.enums import Caller, Capacity, Channel, ConsentPurpose, HowGiven, Leave, NoticeAnswer

Words = Mapping[str, str | Promise]
CAPACITY: Words = {
    Capacity.ABLE: gettext_lazy("Able to decide"),
    Capacity.SUPPORTED: gettext_lazy("Able, with support"),
    Capacity.NOT_NOW: gettext_lazy("Not able now"),
}
HOW: Words = {
    HowGiven.SIGNATURE: gettext_lazy("Signature"),
    HowGiven.THUMB: gettext_lazy("Thumb print"),
    HowGiven.SPOKEN: gettext_lazy("Spoken, before a witness"),
    HowGiven.REFUSED: gettext_lazy("Refused, before a witness"),
}
ANSWERS: Words = {
    NoticeAnswer.DELETED: gettext_lazy("Everything is deleted, and nothing is used any more"),
    NoticeAnswer.KEPT: gettext_lazy("Something has to be kept because of a law"),
}
CHANNELS: Words = {
    Channel.CALL: gettext_lazy("Telephone call"),
    Channel.SMS: gettext_lazy("SMS"),
    Channel.MESSAGING: gettext_lazy("WhatsApp or the like"),
    Channel.LETTER: gettext_lazy("Letter"),
    Channel.VISIT: gettext_lazy("Visit"),
    Channel.TRUSTED: gettext_lazy("Through somebody whom the person trusts"),
    Channel.SHELTER: gettext_lazy("Through the shelter"),
    Channel.PAPER: gettext_lazy("Paper to take home"),
}
LEAVES: Words = {
    Leave.ALLOWED: gettext_lazy("Yes"),
    Leave.CONDITIONS: gettext_lazy("Only under conditions"),
    Leave.FORBIDDEN: gettext_lazy("No, never"),
}
CALLERS: Words = {
    Caller.ANYONE: gettext_lazy("Anybody of the agency"),
    Caller.WOMEN: gettext_lazy("Only a woman"),
    Caller.TEAM: gettext_lazy("Only the team that holds the case"),
    Caller.WORKER: gettext_lazy("Only whoever carries the case"),
}


class Way(NamedTuple):
    """One way to reach a person as a page shows it."""

    channel: str
    title: str
    state: str
    sentence: str
    allowed: bool
    known: bool
    sealed: bool


class Answer(NamedTuple):
    """The newest answer about one general purpose."""

    title: str
    yes: bool
    on: Any


def standing(answers: Iterable[Any]) -> list[tuple[str, str]]:
    """Return each purpose beside what the person says to it today; a purpose that nobody asked about is no no."""
    told = list(answers)
    agreed, asked = cases.agreed(answers=told), {one.purpose for one in told}
    return [
        (
            texts.code_label("consent_purpose", purpose),
            _("yes") if purpose in agreed else _("no") if purpose in asked else _("not asked"),
        )
        for purpose in ConsentPurpose
    ]


def ways(found: Iterable[Any]) -> list[Way]:
    """Return the answers about each way to reach a person as a page shows them."""
    return [
        Way(
            one.channel,
            str(CHANNELS[one.channel]),
            str(LEAVES[one.rule.leave]) if one.rule else _("not asked"),
            one.sentence if one.rule else "",
            one.allowed,
            one.rule is not None,
            bool(one.rule and one.rule.says),
        )
        for one in found
    ]


def general(answers: Iterable[Any]) -> list[Answer]:
    """Return what the person says today about each purpose that names no agency."""
    known = [one for one in answers if one.recipient_id is None]
    agreed, found = cases.agreed(answers=known), []
    for purpose in ConsentPurpose:
        days = [one.withdrawn_on or one.asked_on for one in known if one.purpose == purpose]
        if days:
            found.append(Answer(texts.code_label("consent_purpose", purpose), purpose in agreed, max(days)))
    return found


def refused(answers: Iterable[Any], live: Iterable[Any]) -> list[tuple[str, Any]]:
    """Return the agencies with which nothing may be shared though the person was asked, each with the day."""
    shared = {one.recipient_id for one in live}
    newest: dict[Any, Any] = {}
    for one in answers:
        if one.recipient_id is not None and one.recipient_id not in shared:
            last = newest.setdefault(one.recipient_id, one)
            newest[one.recipient_id] = max((last, one), key=lambda row: (row.withdrawn_on or row.asked_on, row.pk))
    rows = [one for one in newest.values() if not one.given or one.withdrawn_on]
    return sorted((one.recipient.name, one.withdrawn_on or one.asked_on) for one in rows)


def lost(notice: Any) -> str:
    """Return in words what an agency may no longer use."""
    return _("everything") if notice.everything else words(notice.groups)


def statements(language: str) -> list[tuple[str, str]]:
    """Return the seven statements in a language, each with its code."""
    return [(one.key, one.text(language)) for one in cases.consent_text().statements]


def spoken(asked: str) -> str:
    """Return the language of the pack that was asked for, or the reader's."""
    pack = codelists.pack()
    return asked if asked in pack.languages else texts.language()
