"""What is done with a case: a category, a consent, a hand-over, its end; and a service given."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.interfaces.web.forms.answers import Lines
from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode, code_choices
from tabara.protection.cases.enums import ConsentPurpose

CURRENCIES = ("USD", "EUR")  # besides the country's own


class AddCategory(Form):
    """One more reason for which the person is protected."""

    category = OneCode("category", label=gettext_lazy("Category"))
    since = DayField(label=gettext_lazy("Since when?"), initial=timezone.localdate)
    primary = forms.BooleanField(required=False, label=gettext_lazy("This is the main category from now on"))


class Consent(Form):
    """What the person says now about one purpose."""

    purpose = Choices(
        label=gettext_lazy("What is it about?"),
        choices=lambda: [one for one in code_choices("consent_purpose") if one[0] in set(ConsentPurpose)],
    )
    answer = Choices(
        label=gettext_lazy("What does the person say?"),
        help_text=gettext_lazy("Help never depends on the answer."),
        choices=[
            ("given", gettext_lazy("Agrees")),
            ("refused", gettext_lazy("Does not agree")),
            ("withdrawn", gettext_lazy("Takes an earlier agreement back")),
        ],
    )
    asked_on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)
    language = OneCode("language", long=True, label=gettext_lazy("In which language did you explain it?"))
    by_guardian = forms.BooleanField(required=False, label=gettext_lazy("A parent or guardian answered, for a child"))


class HandOver(Form):
    """To whom a case is given."""

    to = Choices(
        label=gettext_lazy("Who carries the case from now on?"),
        help_text=gettext_lazy("You may lose sight of the case, if you are not on the same team."),
    )

    def __init__(self, *args: Any, colleagues: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["to"].choices = [(str(one.pk), one.name) for one in colleagues]


class Confirm(Form):
    """Nothing to ask: the button is the answer."""


class Service(Form):
    """A service that was given: what and when; the rest may stay empty."""

    code = Choices(label=gettext_lazy("Which service?"))
    on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)
    provider = forms.ChoiceField(required=False, label=gettext_lazy("Who gave it?"), widget=forms.Select)
    quantity = forms.DecimalField(
        required=False,
        max_digits=10,
        decimal_places=2,
        localize=True,
        label=gettext_lazy("How much or how many"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
    )
    unit = OneCode("service_unit", long=True, required=False, label=gettext_lazy("Unit"))
    amount = forms.DecimalField(
        required=False,
        max_digits=14,
        decimal_places=2,
        localize=True,
        label=gettext_lazy("Amount of money"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"}),
    )
    currency = forms.ChoiceField(required=False, label=gettext_lazy("Currency"), widget=forms.Select)
    notes = Lines(
        rows=4,
        most=4000,
        label=gettext_lazy("Notes"),
        help_text=gettext_lazy("Sealed. Only the few who carry this case can read them."),
    )

    def __init__(self, *args: Any, most_given: list[str], providers: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.providers = {str(one.pk): one for one in providers}
        self.fields["code"].choices = in_order_of_use(code_choices("service"), most_given)
        self.fields["provider"].choices = [(key, one.name) for key, one in self.providers.items()]
        own = codelists.pack().currency
        self.fields["currency"].choices = [(one, one) for one in dict.fromkeys((own, *CURRENCIES)) if one]

    def clean(self) -> dict[str, Any]:
        """Return the answers as the operation takes them."""
        found = super().clean() or {}
        found["provider"] = self.providers.get(found.get("provider", ""))
        if found.get("amount") is None:
            found["currency"] = ""
        if found.get("quantity") is None:
            found["unit"] = ""
        elif not found.get("unit"):
            self.add_error("unit", _("Choose what was counted."))
        return found

    @property
    def has_more_wrong(self) -> bool:
        """Return whether something is wrong beyond what and when, so that the rest has to be seen."""
        return bool(set(self.errors) - {"code", "on"})


def in_order_of_use(choices: list[tuple[str, str]], most_given: list[str]) -> list[tuple[str, str]]:
    """Return the services that are given most first, then the others in the order of the list."""
    rank = {code: place for place, code in enumerate(most_given)}
    return sorted(choices, key=lambda one: rank.get(one[0], len(rank)))
