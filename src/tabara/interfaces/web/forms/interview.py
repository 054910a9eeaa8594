"""One section of the interview as a form: the questions of the pack, each of which may be left out."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.interfaces.web import texts
from tabara.interfaces.web.forms.answers import Asked, Lines
from tabara.interfaces.web.forms.base import DayField, Form, OneCode

LONGEST_NOTE = 5000
FEW = 12  # answers that are shown one below the other; more are a list to open
REFUSED = ("unknown", "declined")


class SectionForm(Asked):
    """The questions of one section, and room for the person's own words."""

    says_optional = False

    def __init__(self, *args: Any, questions: Iterable[codelists.Question], **given: Any) -> None:
        super().__init__(*args, **given)
        self.questions = list(questions)
        place = codelists.pack().interview.place
        for question in self.questions:
            self.fields[question.key] = _field(question, place(question.key), self.today)
        self.fields["note"] = Lines(
            rows=4,
            most=LONGEST_NOTE,
            label=_("In the person’s own words"),
            help_text=_("Only what helps to protect, as short as care allows. Sealed."),
        )

    def answers(self) -> Mapping[str, list[str]]:
        """Return what was answered, by question."""
        found = {one.key: self.cleaned_data.get(one.key) for one in self.questions}
        return {key: [chosen] if isinstance(chosen, str) else list(chosen) for key, chosen in found.items() if chosen}


def _field(question: codelists.Question, place: int, today: dt.date) -> forms.Field:
    spoken, lists = texts.language(), codelists.pack().codelists
    choices = [(code.key, code.text(spoken)) for code in lists[question.codelist].valid(today)]
    known = {key for key, _text in choices}
    refused = [(key, texts.code_label(codelists.YES_OR_NO, key)) for key in REFUSED if key not in known]
    given: dict[str, Any] = {
        "required": False,
        "label": f"{place}. {question.text(spoken)}",
        "help_text": question.why(spoken),
    }
    if question.many:
        return forms.MultipleChoiceField(
            choices=[*choices, *refused], widget=forms.CheckboxSelectMultiple({"class": SMALL_BOXES}), **given
        )
    if len(choices) > FEW:
        ordered = sorted(choices, key=lambda one: one[1])
        return forms.ChoiceField(choices=[("", _("Choose one")), *refused, *ordered], **given)
    return forms.ChoiceField(
        choices=[*choices, *refused], widget=forms.RadioSelect({"class": "govuk-radios--small"}), **given
    )


SMALL_BOXES = "govuk-checkboxes--small"


class AskReview(Form):
    """Why a colleague should look again."""

    grounds = Lines(
        rows=5,
        most=LONGEST_NOTE,
        label=gettext_lazy("What should be looked at again?"),
        help_text=gettext_lazy("What is new, or what the decision did not see. Sealed."),
    )
    on = DayField(label=gettext_lazy("Day on which it is asked for"))
    says_optional = False


class Appeal(Form):
    """Who does not accept the decision."""

    asked_by = OneCode("recourse_by", label=gettext_lazy("Who does not accept it?"))
    grounds = Lines(
        rows=5,
        most=LONGEST_NOTE,
        label=gettext_lazy("What the person says about it"),
        help_text=gettext_lazy("In the person's own words. She need not give a reason. Sealed."),
    )
    on = DayField(label=gettext_lazy("Day on which the person said so"))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        asked_by: Any = self.fields["asked_by"]
        asked_by.choices = [one for one in asked_by.choices if one[0] != "agency"]


class Uphold(Form):
    """Why a decision stays as it is."""

    reasons = Lines(
        rows=6,
        most=LONGEST_NOTE,
        label=gettext_lazy("Why does the decision stay?"),
        help_text=gettext_lazy("In words that can be told to the person. Sealed."),
    )
    on = DayField(label=gettext_lazy("Day of the decision"))
    says_optional = False


class OwnWish(Form):
    """That something ends because the person, or whoever asked for it, wants it so."""

    own_wish = forms.BooleanField(required=False, label=gettext_lazy("It is their own wish, and nobody pressed them"))
    says_optional = False


class BeginTime(Form):
    """From which day somebody has time to recover and reflect."""

    since = DayField(label=gettext_lazy("From which day?"))


class MoreTime(Form):
    """Until when, and why, somebody is given more time."""

    last_day = DayField(label=gettext_lazy("Until which day? It is the last one."))
    reason = OneCode("reflection_reason", label=gettext_lazy("Why is more time needed?"))
    note = Lines(rows=3, most=LONGEST_NOTE, label=gettext_lazy("Note"), help_text=gettext_lazy("Sealed."))


class EndTime(Form):
    """That the person herself wants the time to end."""

    own_wish = forms.BooleanField(
        required=False,
        label=gettext_lazy("It is the person’s own wish, and nobody pressed her"),
    )
    note = Lines(rows=3, most=LONGEST_NOTE, label=gettext_lazy("Note"), help_text=gettext_lazy("Sealed."))


class Told(Form):
    """That somebody spoke with the person about what comes next."""

    note = Lines(
        rows=3,
        most=LONGEST_NOTE,
        label=gettext_lazy("What the person wants now"),
        help_text=gettext_lazy("To stay, to return, to testify or not: it is her choice. Sealed."),
    )
