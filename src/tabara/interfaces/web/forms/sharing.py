"""Sharing: what the person agrees to with whom, and emergency access."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.access.enums import FieldGroup
from tabara.interfaces.web.forms.answers import Lines
from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode
from tabara.interfaces.web.forms.consent import for_child
from tabara.interfaces.web.sharing import EXPLAINED, GROUPS


class Groups(forms.MultipleChoiceField):
    """Any of the groups of fields, each explained."""

    widget = forms.CheckboxSelectMultiple
    hints = EXPLAINED

    def __init__(self, **given: Any) -> None:
        super().__init__(choices=lambda: [(key, sentence(str(text))) for key, text in GROUPS.items()], **given)


def sentence(text: str) -> str:
    """Return words as a sentence begins."""
    return text[:1].upper() + text[1:]


class Agree(Form):
    """What the person says about one agency."""

    recipient = forms.ChoiceField(label=gettext_lazy("With which agency?"), widget=forms.Select)
    answer = Choices(
        label=gettext_lazy("What does the person say?"),
        help_text=gettext_lazy("Help never depends on the answer. Without an answer it is no."),
        choices=[("given", gettext_lazy("Agrees")), ("refused", gettext_lazy("Does not agree"))],
    )
    groups = Groups(required=False, label=gettext_lazy("What may this agency see?"))
    asked_apart = forms.BooleanField(
        required=False,
        label=gettext_lazy("For the police, a court or another authority: I asked about it by itself"),
    )
    own_wish = forms.BooleanField(
        required=False,
        label=gettext_lazy("For an authority, while the person recovers and reflects: it is her own wish"),
    )
    until = DayField(required=False, label=gettext_lazy("Until which day? Left empty, one year."))
    asked_on = DayField(label=gettext_lazy("On which day did you ask?"), initial=timezone.localdate)
    language = OneCode("language", long=True, label=gettext_lazy("In which language did you explain it?"))
    says_optional = False

    def __init__(self, *args: Any, agencies: Iterable[Any], childhood: bool | None = None, **given: Any) -> None:
        super().__init__(*args, **given)
        if childhood is not False:
            self.fields |= for_child(assent=True)
        self.agencies = {str(one.pk): one for one in agencies}
        names = [(key, one.name) for key, one in self.agencies.items()]
        self.fields["recipient"].choices = [("", _("Choose one")), *names]

    def clean(self) -> dict[str, Any]:
        """Return the answers as the operation takes them."""
        found = super().clean() or {}
        if found.get("recipient"):
            found["recipient"] = self.agencies[found["recipient"]]
        return found


class Along(Form):
    """What goes along with a person to somebody else: only what she agreed to is offered.

    Who extends it asks for the `groups` with these words, and for a `message`, which falls away where she did not.
    """

    asked: ClassVar = {
        "label": gettext_lazy("What goes along?"),
        "help_text": gettext_lazy("Only what the person agreed to is offered. Leave out what they do not need."),
    }

    def __init__(self, *args: Any, agreed: Iterable[str], **given: Any) -> None:
        chosen = set(agreed)
        super().__init__(*args, **given)
        self.fields["groups"].choices = [(key, sentence(str(text))) for key, text in GROUPS.items() if key in chosen]
        self.initial.setdefault("groups", sorted(chosen))
        if FieldGroup.NARRATIVE not in chosen:
            del self.fields["message"]


class Urgent(Form):
    """Emergency access: which case, and why."""

    code = forms.CharField(
        max_length=12,
        label=gettext_lazy("Number of the case"),
        widget=forms.TextInput({"class": "govuk-input--width-10 code", "autocomplete": "off"}),
    )
    reason = OneCode("emergency_reason", label=gettext_lazy("Why can it not wait?"))
    stake = Lines(
        rows=3,
        most=1000,
        label=gettext_lazy("What is at stake?"),
        help_text=gettext_lazy("Sealed. Only those who review this access read it."),
    )
