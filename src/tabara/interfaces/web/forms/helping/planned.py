"""What is planned for a day, alone or for a group, and what became of it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode, code_choices
from tabara.interfaces.web.forms.care import in_order_of_use
from tabara.interfaces.web.forms.helping.shared import Hour

HOUR = gettext_lazy("At what hour?")
HOUR_HINT = gettext_lazy("For example 9:30.")


class Plan(Form):
    """A service planned for a day."""

    code = Choices(label=gettext_lazy("Which service?"), widget=forms.Select)
    on = DayField(label=gettext_lazy("On which day?"))
    hour = Hour(label=HOUR, help_text=HOUR_HINT)
    provider = forms.ChoiceField(required=False, label=gettext_lazy("Who gives it?"), widget=forms.Select)

    def __init__(self, *args: Any, most_given: list[str], providers: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.providers = {str(one.pk): one for one in providers}
        self.fields["code"].choices = [("", _("Choose one")), *in_order_of_use(code_choices("service"), most_given)]
        self.fields["provider"].choices = [(key, one.name) for key, one in self.providers.items()]

    def clean(self) -> dict[str, Any]:
        """Return the answers as the operation takes them."""
        found = super().clean() or {}
        found["provider"] = self.providers.get(found.get("provider", ""))
        return found


class Settle(Form):
    """What became of something that was planned."""

    became = Choices(
        label=gettext_lazy("What became of it?"),
        choices=[
            ("attended", gettext_lazy("It was given")),
            ("missed", gettext_lazy("It was missed")),
            ("moved", gettext_lazy("It is moved to another day")),
            ("cancelled", gettext_lazy("It is cancelled")),
        ],
    )
    missed = OneCode("missed_reason", long=True, required=False, label=gettext_lazy("If it was missed: why?"))
    cancelled = OneCode("cancel_reason", long=True, required=False, label=gettext_lazy("If it is cancelled: why?"))
    on = DayField(required=False, label=gettext_lazy("If it was given on another day, or is moved: on which day?"))
    hour = Hour(label=gettext_lazy("If it is moved: at what hour?"), help_text=HOUR_HINT)
    says_optional = False

    def clean(self) -> dict[str, Any]:
        """Ask for what goes with the answer."""
        found = super().clean() or {}
        became = found.get("became")
        if became in ("missed", "cancelled") and not found.get(became):
            self.add_error(became, _("Choose a reason."))
        if became == "moved" and not found.get("on") and "on" not in self.errors:
            self.add_error("on", _("Write the new day."))
        return found


class PlanSession(Form):
    """A group that meets on a day."""

    code = OneCode("service", long=True, label=gettext_lazy("Which service?"))
    on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)
    hour = Hour(label=HOUR, help_text=HOUR_HINT)
    cases = forms.MultipleChoiceField(
        label=gettext_lazy("Who is expected?"),
        help_text=gettext_lazy("The open cases in which you record services, by their code."),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )

    def __init__(self, *args: Any, found: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.found = {str(one.pk): one for one in found}
        self.fields["cases"].choices = [(key, _told(one)) for key, one in self.found.items()]


class HoldSession(Form):
    """Who came: one answer for each person who was expected."""

    def __init__(self, *args: Any, expected: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        came = [("", _("Not answered yet")), ("attended", _("Came"))]
        reasons = [(key, _("Missed: %(reason)s") % {"reason": text}) for key, text in code_choices("missed_reason")]
        for one in expected:
            self.fields[str(one.pk)] = forms.ChoiceField(
                required=False, label=one.case.code, choices=[*came, *reasons], widget=forms.Select
            )
        self.says_optional = False

    def answers(self) -> dict[str, str]:
        """Return the answers that were given, by the number of the appointment."""
        return {name: one for name, one in self.cleaned_data.items() if one and name != "event"}


def _told(case: Any) -> str:
    return f"{case.code} · {case.owner.name}" if case.owner else case.code
