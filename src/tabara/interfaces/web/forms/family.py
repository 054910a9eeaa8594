"""What is written down about those who belong to a person."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tabara.interfaces.web.forms.answers import Lines
from tabara.interfaces.web.forms.base import Choices, DayField, Form, ManyCodes, OneCode, YesNo, code_choices
from tabara.interfaces.web.forms.identity import REASONS

SEALED = _("Sealed. Only those who may read the notes of this case can read it.")


class HouseholdMember(Form):
    """Somebody of the household or the family."""

    tie = OneCode("relative_tie", label=_("Who is it, to the person?"))
    whereabouts = OneCode("whereabouts", label=_("Where is he or she?"))
    sex = OneCode("sex", required=False, label=_("Sex"))
    birth_year = forms.IntegerField(
        required=False,
        min_value=1900,
        max_value=2100,
        label=_("Year of birth"),
        help_text=_("An estimate will do."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )
    depends = forms.BooleanField(required=False, label=_("Lives on what the person earns or does"))
    told = Lines(rows=3, most=1000, label=_("Name, and how to reach him or her"), help_text=SEALED)


class Guardian(Form):
    """Who answers for a child."""

    kind = OneCode("guardian_kind", label=_("Who answers for the child?"))
    since = DayField(label=_("Since when?"), initial=timezone.localdate)
    told = Lines(rows=3, most=1000, label=_("Name, and how to reach him or her"), help_text=SEALED)


class EndGuardian(Form):
    """Since when somebody no longer answers for a child, and why."""

    reason = OneCode("guardian_end", label=_("Why?"))
    on = DayField(label=_("Since when?"), initial=timezone.localdate)


class AskTracing(Form):
    """A search for a relative."""

    tie = OneCode("relative_tie", label=_("Who is searched for?"))
    wanted = YesNo(label=_("Does the person want this search?"), help_text=_("Ask a child, too."))
    asked_on = DayField(label=_("When did the person ask for it?"), initial=timezone.localdate)
    told = Lines(
        rows=5,
        most=4000,
        label=_("Whom to search for, and what is known: names, last place, who may know more"),
        help_text=SEALED,
    )


class TracingStep(Form):
    """How a search stands."""

    state = Choices(label=_("How does the search stand?"))
    on = DayField(label=_("On which day?"), initial=timezone.localdate)
    told = Lines(rows=4, most=4000, label=_("What came of it"), help_text=SEALED)

    def __init__(self, *args: Any, states: Iterable[str], **given: Any) -> None:
        super().__init__(*args, **given)
        allowed = set(states)
        self.fields["state"].choices = [one for one in code_choices("tracing_state") if one[0] in allowed]


class TieCases(Form):
    """Another case that belongs to this one."""

    code = forms.CharField(
        max_length=12,
        label=_("Code of the other case"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocapitalize": "characters"}),
    )
    tie = OneCode("case_tie", label=_("How do they belong together?"))
    together = forms.BooleanField(required=False, label=_("They want to stay in one place"))


class Suspect(Form):
    """Who may have trafficked the person."""

    code = forms.ChoiceField(
        required=False,
        label=_("Is it somebody who has a code already?"),
        help_text=_("The same code in two cases says that it may be the same person. Leave it empty for a new code."),
        widget=forms.Select,
    )
    roles = ManyCodes("suspect_role", label=_("What did this person do?"))
    told = Lines(rows=5, most=4000, label=_("Who it is, and what the person told of him or her"), help_text=SEALED)

    def __init__(self, *args: Any, codes: Iterable[str], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["code"].choices = [("", _("A new code")), *((one, one) for one in codes)]


class OpenFamily(Form):
    """Why the sealed words are needed."""

    reason = Choices(label=_("Why do you need what was told?"), choices=list(REASONS.items()))
