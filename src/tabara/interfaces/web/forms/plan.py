"""What is asked about the National Action Plan."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tabara import codelists
from tabara.interfaces.web.forms.base import DayField, Form, OneCode

NO_NAMES = _("No names of people who were helped or accused.")


class SendPlan(Form):
    """A workbook of the plan."""

    title = forms.CharField(max_length=120, label=_("What the plan is called"))
    file = forms.FileField(
        label=_("Workbook"),
        allow_empty_file=True,  # refused with a sentence of its own
        help_text=_("A workbook (.xlsx, .ods) without macros or formulas, at most 8 MB and 2,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods"}),
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.initial.setdefault("title", codelists.pack().parameters["plan_title"])


class Report(Form):
    """How far an activity is."""

    progress = OneCode("plan_progress", label=_("How far it is"))
    told_on = DayField(label=_("On which day"))
    words = forms.CharField(
        required=False, max_length=500, widget=forms.Textarea, label=_("What was done"), help_text=NO_NAMES
    )
    spent = forms.DecimalField(required=False, label=_("Spent in all so far"))
    funded = forms.DecimalField(required=False, label=_("Promised or paid in all"))
    actual = forms.DecimalField(required=False, label=_("What was reached"))
    actual_year = forms.IntegerField(required=False, label=_("In which year"))
    evidence = forms.CharField(
        required=False, max_length=300, label=_("Where this can be checked"), help_text=_("An address or a document.")
    )
    source = forms.CharField(required=False, max_length=120, label=_("Who says so"), help_text=_("An organisation."))

    def __init__(self, *args: Any, one: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        activity, today = one.activity, timezone.localdate()
        self.initial.update(progress=one.progress.value, told_on=today.isoformat(), actual_year=today.year)
        if activity.indicator or not activity.measure:
            del self.fields["actual"], self.fields["actual_year"]
        else:
            self.fields["actual"].label = activity.measure
        for name in ("spent", "funded"):
            if activity.currency:
                self.fields[name].help_text = activity.currency
            else:
                del self.fields[name]


class Serves(Form):
    """Which activity of the plan a decision serves."""

    activity = forms.ChoiceField(required=False, label=_("Activity of the plan"))

    def __init__(self, *args: Any, activities: list[Any], stands: str, **given: Any) -> None:
        super().__init__(*args, **given)
        rows = [(str(one.pk), f"{one.code} · {one.title}") for one in activities]
        self.fields["activity"].choices = [("", _("None")), *rows]  # type: ignore[attr-defined]  # a field of choices
        self.initial.setdefault("activity", stands)
