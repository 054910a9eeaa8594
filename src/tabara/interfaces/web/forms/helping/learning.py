"""School, a course, an apprenticeship."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.interfaces.web.forms.answers import Whole
from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode


class Enrol(Form):
    """Where somebody learns, and since when."""

    kind = OneCode("enrolment_kind", label=gettext_lazy("What kind of schooling?"))
    institution = forms.CharField(
        label=gettext_lazy("Which school or workshop?"),
        help_text=gettext_lazy("Its name, never the name of a person."),
        max_length=80,
    )
    since = DayField(label=gettext_lazy("Since when?"), initial=timezone.localdate)
    until_planned = DayField(required=False, label=gettext_lazy("Planned until when?"))


class PlanTerm(Form):
    """When a term begins and ends."""

    since = DayField(label=gettext_lazy("First day of the term"))
    until = DayField(label=gettext_lazy("Last day of the term"))


class TellTerm(Form):
    """How a term went."""

    result = OneCode("term_result", label=gettext_lazy("What was the result?"))
    attendance = Whole(
        least=0,
        most=100,
        label=gettext_lazy("Of a hundred days, how many were attended?"),
        help_text=gettext_lazy("Leave it empty if nobody knows."),
    )


class EndEnrolment(Form):
    """How schooling ended."""

    to = Choices(
        label=gettext_lazy("How did it end?"),
        choices=[("completed", gettext_lazy("Completed")), ("dropped_out", gettext_lazy("Ended before"))],
    )
    reason = OneCode("dropout_reason", long=True, required=False, label=gettext_lazy("If it ended before: why?"))
    on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)
    says_optional = False

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of an end before its time."""
        found = super().clean() or {}
        if found.get("to") == "dropped_out" and not found.get("reason"):
            self.add_error("reason", _("Choose a reason."))
        return found
