"""Finding somebody who is known already."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.interfaces.web.forms.answers import Line, Whole
from tabara.interfaces.web.forms.base import Form, OneCode
from tabara.protection.intake.operations import Names

OLDEST = 120


class Search(Form):
    """What one knows of the person."""

    says_optional = False

    given = Line(label=gettext_lazy("Given name or nickname"))
    surname = Line(label=gettext_lazy("Surname"))
    age = Whole(least=0, most=OLDEST, label=gettext_lazy("Age, about"))
    sex = OneCode("sex", required=False, label=gettext_lazy("Sex"))

    def clean(self) -> dict[str, Any]:
        """Ask for something to search by."""
        found = super().clean() or {}
        if not (found.get("given") or found.get("surname")):
            self.add_error("given", _("Write a name, or a part of it as you heard it."))
        return found

    def names(self) -> Names:
        """Return what is known, as the search takes it."""
        found = self.cleaned_data
        year = "" if found["age"] is None else str(timezone.localdate().year - found["age"])
        return Names(given=found["given"], surname=found["surname"], birth_date=year)


class FindCode(Form):
    """The code of a case, as somebody read it aloud."""

    code = forms.CharField(
        max_length=12,
        label=gettext_lazy("Case code"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocapitalize": "characters"}),
    )
