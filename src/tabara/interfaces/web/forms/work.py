"""Flags, what to be told of, and cases given away, as forms."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.interfaces.web.casefile.changes import TOPICS
from tabara.interfaces.web.forms.answers import Lines
from tabara.interfaces.web.forms.base import DayField, Form, OneCode
from tabara.protection.cases.mattering import ALWAYS


class RaiseFlag(Form):
    """What has to be known first, since when, and when somebody looks again."""

    kind = OneCode("flag", label=gettext_lazy("What does whoever opens this case have to know first?"))
    since = DayField(label=gettext_lazy("Since when?"), initial=timezone.localdate)
    until = DayField(
        required=False,
        label=gettext_lazy("On which day should somebody look at it again?"),
        help_text=gettext_lazy(
            "The day of a hearing, for example. It becomes a task. The flag stays until it is lowered."
        ),
    )
    words = Lines(
        rows=3,
        most=1000,
        label=gettext_lazy("What is behind it?"),
        help_text=gettext_lazy("Sealed. Only the few who carry this case can read it, among its notes."),
    )


class KeepFlag(Form):
    """Until when a flag is kept."""

    until = DayField(label=gettext_lazy("On which day should somebody look at it again?"))


class LowerFlag(Form):
    """Why a flag comes down."""

    why = OneCode("flag_end", label=gettext_lazy("Why does this flag come down?"))


class ChooseChanges(Form):
    """The topics that the member is told of."""

    topics = forms.MultipleChoiceField(
        required=False,
        label=gettext_lazy("What do you want to be told of?"),
        help_text=gettext_lazy("What touches somebody’s safety is always told."),
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(topic.value, text) for topic, text in TOPICS.items() if topic not in ALWAYS],
    )
    says_optional = False

    def left_out(self) -> list[str]:
        """Return the topics that were not chosen."""
        return [topic.value for topic in TOPICS if topic not in ALWAYS and topic not in self.cleaned_data["topics"]]


class GiveCases(Form):
    """Which cases go to whom."""

    cases = forms.MultipleChoiceField(
        label=gettext_lazy("Cases"), error_messages={"required": gettext_lazy("Choose at least one case.")}
    )
    to = forms.ChoiceField(label=gettext_lazy("Who carries the chosen cases from now on?"), widget=forms.Select)

    def __init__(self, *args: Any, shown: Iterable[Any], colleagues: Mapping[str, Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["cases"].choices = [(str(one.pk), one.code) for one in shown]
        self.fields["cases"].error_messages["required"] = _("Choose at least one case.")
        self.fields["to"].choices = [("", _("Choose one")), *((key, one.name) for key, one in colleagues.items())]
