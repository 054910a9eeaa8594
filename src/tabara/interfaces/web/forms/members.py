"""Opening an account, and taking an agency in."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.access.roles import ROLES, WITHIN_AN_AGENCY
from tabara.interfaces.web.forms.base import Choices, Form, OneCode
from tabara.interfaces.web.menu import NAMES


class AddMember(Form):
    """Who gets an account, where they belong, and what they may do."""

    name = forms.CharField(max_length=80, label=gettext_lazy("Name"))
    username = forms.RegexField(
        r"^[a-z0-9.\-]+$",
        max_length=60,
        label=gettext_lazy("Sign-in name"),
        help_text=gettext_lazy("Small letters, digits, dots and hyphens. Others can see it."),
        error_messages={"invalid": gettext_lazy("Write only small letters a to z, digits, dots and hyphens.")},
    )
    belongs = forms.ChoiceField(label=gettext_lazy("Agency and team"), widget=forms.Select)
    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        help_text=gettext_lazy("Give only what the work needs."),
        widget=forms.CheckboxSelectMultiple,
    )
    language = Choices(label=gettext_lazy("Language"), choices=list(NAMES.items()), initial="fr")

    def __init__(self, *args: Any, agencies: Iterable[Any], everywhere: bool, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["roles"].choices = [
            (role.key, str(role.title)) for role in ROLES.values() if everywhere or role.key in WITHIN_AN_AGENCY
        ]
        self.homes = {str(one.pk): (one, None) for one in agencies}
        for agency in agencies:
            self.homes |= {f"{agency.pk}/{team.pk}": (agency, team) for team in agency.teams.all()}
        self.fields["belongs"].choices = [
            (key, f"{agency.name} – {team.name}" if team else _("%(agency)s, no team") % {"agency": agency.name})
            for key, (agency, team) in self.homes.items()
        ]

    def account(self) -> dict[str, Any]:
        """Return the answers as the operation takes them."""
        found = self.cleaned_data
        agency, team = self.homes[found["belongs"]]
        same = {name: found[name] for name in ("name", "username", "roles", "language")}
        return {**same, "agency": agency, "team": team}


class NewPassword(Form):
    """A password that its owner alone chooses, written twice."""

    password = forms.CharField(
        max_length=200,
        strip=False,
        label=gettext_lazy("New password"),
        help_text=gettext_lazy("At least 12 characters, 15 for an administrator. Several words are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        max_length=200,
        strip=False,
        label=gettext_lazy("The same password once more"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        """Refuse two passwords that are not the same."""
        again: str = self.cleaned_data["again"]
        if again != self.cleaned_data.get("password", again):
            raise forms.ValidationError(_("The two passwords are not the same. Write them again."))
        return again


class AnotherPassword(NewPassword):
    """A new password in place of the present one, which whoever only found the browser open does not know."""

    former = forms.CharField(
        max_length=200,
        strip=False,
        label=gettext_lazy("Present password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("former", "password", "again")


class AddAgency(Form):
    """Which agency takes part, and as what."""

    name = forms.CharField(max_length=120, label=gettext_lazy("Name of the agency"))
    kind = OneCode("agency_kind", label=gettext_lazy("Kind of agency"))
    deciding_kind = OneCode(
        "deciding_organisation",
        label=gettext_lazy("As what it decides on a status"),
        help_text=gettext_lazy("Determinations are counted by the kind of organisation that made them."),
    )
    teams = forms.CharField(
        max_length=600,
        required=False,
        label=gettext_lazy("Teams"),
        help_text=gettext_lazy("One on each line. Colleagues of a team see one another's cases."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def agency(self) -> dict[str, Any]:
        """Return the answers as the operation takes them."""
        found = self.cleaned_data
        same = {name: found[name] for name in ("name", "kind", "deciding_kind")}
        return {**same, "teams": found["teams"].splitlines()}
