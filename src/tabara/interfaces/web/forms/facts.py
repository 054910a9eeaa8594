"""The facts of a case that may be changed, each with the value that the editor saw."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tabara.interfaces.web import texts
from tabara.interfaces.web.forms.base import Form, OneCode

EDITABLE = ("household", "marital_status", "education", "referral_source")  # each is the name of its codelist, too


class EditFacts(Form):
    """What is known of the situation. Hidden beside each answer stands what it was when the form was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, case: Any, **given: Any) -> None:
        seen = {name: getattr(case, name) for name in EDITABLE}
        before = {f"before_{name}": value for name, value in seen.items()}
        super().__init__(*args, initial={**seen, **before, "version": case.version}, **given)
        for name in EDITABLE:
            self.fields[name] = OneCode(name, long=True, required=False, label=texts.list_title(name))
            self.fields[f"before_{name}"] = forms.CharField(required=False, widget=forms.HiddenInput)

    def before(self) -> dict[str, str]:
        """Return what the editor saw."""
        return {name: self.cleaned_data[f"before_{name}"] for name in EDITABLE}

    def changes(self) -> dict[str, str]:
        """Return only what the editor changed."""
        before = self.before()
        return {name: self.cleaned_data[name] for name in EDITABLE if self.cleaned_data[name] != before[name]}

    def ask(self, stored: Mapping[str, str], version: int) -> None:
        """Show what somebody else stored meanwhile beside each answer in conflict; sent again, the answers count."""
        self.data = self.data.copy()
        self.data["version"] = str(version)
        for name, value in stored.items():
            self.data[f"before_{name}"] = value
            label = texts.code_label(name, value) or _("nothing")
            self.add_error(
                name, _("Somebody stored “%(value)s” here meanwhile. Choose what is right.") % {"value": label}
            )
