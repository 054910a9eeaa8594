"""Forms of research: define a list, choose lists to link, set a study, sign it off, say whether two are one."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tabara.interfaces.web.forms.base import Choices, DayField, Form, YesNo
from tabara.interfaces.web.studied import ANSWERS, ASSUMPTIONS, VICTIMS


class DefineList(Form):
    """Which people a list counts."""

    key = forms.CharField(
        max_length=20,
        label=_("Short name"),
        help_text=_("It stands in tables and pictures: letters and digits, no spaces, as POLICE."),
    )
    title = forms.CharField(max_length=80, label=_("Title"))
    agencies = forms.MultipleChoiceField(label=_("Whose people?"), widget=forms.CheckboxSelectMultiple)
    victims = Choices(choices=list(VICTIMS.items()), label=_("Which of their people?"))
    since = DayField(label=_("Registered from"), help_text=_("The first day."))
    until = DayField(label=_("Until"), help_text=_("The day after the last one."))
    words = forms.CharField(
        max_length=300,
        label=_("How do people come onto this list, and what does it cover?"),
        help_text=_("Which places, whom it cannot reach. Readers of a study need it. Never about one person."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["agencies"].choices = agencies  # type: ignore[attr-defined]  # a field of choices


class AskLinkage(Form):
    """Which lists are linked."""

    lists = forms.MultipleChoiceField(
        label=_("Which lists?"),
        help_text=_("Three or more: two cannot show whether they depend on each other."),
        widget=forms.CheckboxSelectMultiple,
    )
    seed = forms.IntegerField(
        min_value=0, initial=1, label=_("Seed"), help_text=_("With the same seed the same comes out again.")
    )

    def __init__(self, *args: Any, lists: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["lists"].choices = lists  # type: ignore[attr-defined]  # a field of choices


class AskStudy(Form):
    """How a study is set, and why what it rests on holds here."""

    title = forms.CharField(max_length=120, label=_("Title"), help_text=_("It stands on the report."))
    claim = forms.IntegerField(
        required=False,
        min_value=1,
        label=_("A total that somebody claims"),
        help_text=_("The study says under which assumption it would be true."),
    )
    resamples = forms.IntegerField(
        min_value=100, max_value=10_000, initial=1000, label=_("Resamples"), help_text=_("1,000 is usual.")
    )
    seed = forms.IntegerField(min_value=0, initial=1, label=_("Seed"))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for key, asks in ASSUMPTIONS.items():
            self.fields[f"why_{key}"] = forms.CharField(
                required=False, max_length=300, label=asks, widget=forms.Textarea(attrs={"rows": 2})
            )

    def why(self) -> dict[str, str]:
        """Return why each assumption holds, as far as it was said."""
        return {key: self.cleaned_data[f"why_{key}"] for key in ASSUMPTIONS}


class SignStudy(Form):
    """Whether the number of a study may leave."""

    agrees = YesNo(label=_("May what this study says leave?"))
    words = forms.CharField(
        max_length=300,
        label=_("Why?"),
        help_text=_("What you looked at: the lists, the linkage, each assumption, the report."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerRecords(Form):
    """Whether two records are one person."""

    answer = Choices(choices=list(ANSWERS.items()), label=_("Are these one person?"))
