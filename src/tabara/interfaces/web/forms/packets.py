"""A packet to somebody without an account: to whom, what is in it, how it goes; and what its recipient answers."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tabara.access.enums import Reason
from tabara.interfaces.web.forms.answers import Line, Lines, Phone
from tabara.interfaces.web.forms.base import Choices, Form, OneCode
from tabara.protection.handover.enums import WHO, PacketField, Reply, Way
from tabara.protection.handover.queries.packet import LABELS, names_in
from tabara.protection.referral.enums import ReferralState

WAYS: Mapping[str, str | Promise] = {
    Way.LINK: gettext_lazy("A link, sent by any message"),
    Way.SHEET: gettext_lazy("A printed sheet with the link as squares to scan"),
    Way.FILE: gettext_lazy("A sealed file"),
}
REASONS: Mapping[str, str | Promise] = {
    Reason.ASSISTANCE: gettext_lazy("They cannot give this help without knowing who comes"),
    Reason.CONTACT: gettext_lazy("They have to reach the person"),
    Reason.EMERGENCY: gettext_lazy("A life or health is in danger"),
}
HINTS: Mapping[str, str | Promise] = {
    PacketField.NAME: gettext_lazy("Only if they cannot help without it. Most can decide without a name."),
    PacketField.PHONE: gettext_lazy("The telephone, with the rules on how to reach her without danger."),
    PacketField.MESSAGE: gettext_lazy("What you write below."),
}
CODE = {"class": "govuk-input--width-10 code", "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}


class Told(forms.MultipleChoiceField):
    """Any of the things that a packet can hold."""

    widget = forms.CheckboxSelectMultiple
    hints = HINTS


class Name(Form):
    """Which organisation without an account."""

    name = Line(
        label=gettext_lazy("Name of the organisation"),
        help_text=gettext_lazy("An organisation, never a private person. Other agencies can read this name."),
    )
    kind = OneCode("agency_kind", long=True, label=gettext_lazy("What kind of organisation is it?"))


class Compose(Form):
    """What leaves, and how. Nothing that the person did not agree to can be ticked."""

    service = OneCode("service", long=True, label=gettext_lazy("Which help is needed?"))
    priority = OneCode(
        "priority",
        label=gettext_lazy("How urgent is it?"),
        help_text=gettext_lazy("The clock begins at once. What is not answered in time, the coordinator sees."),
        initial="normal",
    )
    told = Told(
        label=gettext_lazy("What do they need, to decide?"),
        help_text=gettext_lazy("Only what the person agreed to is offered. Tick as little as possible."),
        initial=[PacketField.SEX, PacketField.AGE],
    )
    reason = Choices(
        required=False,
        label=gettext_lazy("If the name or the telephone goes along: why do they need it?"),
        choices=list(REASONS.items()),
    )
    message = Lines(rows=3, label=gettext_lazy("A few words"), help_text=gettext_lazy("No names of other people."))
    way = Choices(label=gettext_lazy("How does it go?"), choices=list(WAYS.items()), initial=Way.LINK)
    by_the_person = forms.BooleanField(required=False, label=gettext_lazy("The person carries the sheet herself"))
    call = Phone(
        label=gettext_lazy("Telephone number for questions and the answer"),
        help_text=gettext_lazy("Of your agency. A sheet and a file cannot be answered without it."),
    )
    key = Line(
        label=gettext_lazy("For a file: the recipient’s public key, if it has one"),
        help_text=gettext_lazy("It begins with age1. Without a key the file is sealed with words."),
    )

    def __init__(self, *args: Any, groups: Iterable[str], under_way: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        offered = names_in(groups=list(groups))
        self.fields["told"].choices = [(one, LABELS[one]) for one in offered]
        if not set(offered) & set(WHO):
            del self.fields["reason"]
        if PacketField.MESSAGE not in offered:
            del self.fields["message"]
        if under_way:
            del self.fields["service"], self.fields["priority"]


class Words(Form):
    """The words that open a packet."""

    words = forms.CharField(
        max_length=200,
        label=gettext_lazy("The words that you were told"),
        help_text=gettext_lazy("By telephone or face to face. Big or small letters do not matter."),
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )


ANSWERS: Mapping[str, Mapping[str, str | Promise]] = {
    ReferralState.SENT: {
        Reply.ACCEPT: gettext_lazy("Yes, we help"),
        Reply.DECLINE: gettext_lazy("No, we cannot help"),
    },
    ReferralState.ACCEPTED: {
        Reply.DONE: gettext_lazy("It is finished: we say what came of it"),
        Reply.RETURN: gettext_lazy("We cannot help after all"),
    },
}
# The question that belongs to an answer, and what is said where it has none.
WHY: Mapping[str, tuple[str, str | Promise]] = {
    Reply.DECLINE: ("reason", gettext_lazy("Say why you cannot help.")),
    Reply.DONE: ("outcome", gettext_lazy("Say what came of it.")),
    Reply.RETURN: ("back", gettext_lazy("Say why you cannot help after all.")),
}


TRANSFERRED = "transferred"  # nobody without an account takes a case over


class Answer(Form):
    """What the recipient of a packet answers: at its door, or by telephone to whoever sent it."""

    code = forms.CharField(
        max_length=12,
        label=gettext_lazy("Code that the caller reads out"),
        help_text=gettext_lazy("It stands on the sheet, in the file and behind the link."),
        widget=forms.TextInput(CODE),
    )
    reply = Choices(label=gettext_lazy("What is the answer?"))
    reason = OneCode("decline_reason", required=False, label=gettext_lazy("If you cannot help: why?"))
    outcome = OneCode("referral_outcome", required=False, label=gettext_lazy("If it is finished: what came of it?"))
    back = OneCode("return_reason", required=False, label=gettext_lazy("If you cannot help after all: why?"))
    note = Lines(rows=3, label=gettext_lazy("A few words"), help_text=gettext_lazy("Sealed. Only the sender reads it."))
    says_optional = False

    def __init__(self, *args: Any, state: str, by_telephone: bool = False, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["reply"].choices = list(ANSWERS[state].items())
        outcomes = [(code, label) for code, label in self.fields["outcome"].choices if code != TRANSFERRED]
        self.fields["outcome"].choices = outcomes
        asked = {"reply", *(WHY[one][0] for one in ANSWERS[state] if one in WHY), *(("code",) if by_telephone else ())}
        asked |= {"note"} if state == ReferralState.ACCEPTED else set()
        self.fields = {name: field for name, field in self.fields.items() if name in asked or name == "event"}

    def clean(self) -> dict[str, Any]:
        """Return the answer with its reason, or with its outcome."""
        found = super().clean() or {}
        name, missing = WHY.get(found.get("reply", ""), ("", ""))
        if name and not found.get(name):
            self.add_error(name, str(missing))
        return found

    @property
    def said(self) -> dict[str, Any]:
        """Return what the operation takes."""
        found = {name: self.cleaned_data[name] for name in ("code", "reply", "note") if name in self.fields}
        name, _missing = WHY.get(found["reply"], ("", ""))
        return found | ({"why": self.cleaned_data[name]} if name else {})


def answer_form(state: str, sent: Any = None, *, by_telephone: bool = False) -> Answer | None:
    """Return the questions of the answer that can follow; nothing where none can."""
    return Answer(sent, state=state, by_telephone=by_telephone) if state in ANSWERS else None
