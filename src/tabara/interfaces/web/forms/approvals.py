"""The answer of a second person, and what is asked of one."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.access.roles import ROLES, WITHIN_AN_AGENCY
from tabara.interfaces.web.forms.base import Form


class Decide(Form):
    """Approve, refuse, or do what was approved: which button was pressed."""

    choice = forms.ChoiceField(choices=[(one, one) for one in ("approve", "refuse", "do")], widget=forms.HiddenInput)


class ChangeRoles(Form):
    """What an account may do from now on."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        help_text=gettext_lazy("Give only what the work needs."),
        widget=forms.CheckboxSelectMultiple,
    )
    team = forms.ChoiceField(required=False, label=gettext_lazy("Team"), widget=forms.Select)

    def __init__(self, *args: Any, teams: Iterable[Any], everywhere: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["roles"].choices = [
            (role.key, str(role.title)) for role in ROLES.values() if everywhere or role.key in WITHIN_AN_AGENCY
        ]
        self.teams = {str(one.pk): one for one in teams}
        self.fields["team"].choices = [("", _("No team")), *((key, one.name) for key, one in self.teams.items())]

    def asked(self) -> dict[str, Any]:
        """Return the answers as the operation takes them."""
        return {"roles": self.cleaned_data["roles"], "team": self.teams.get(self.cleaned_data["team"])}
