"""Which acts somebody who watches over them wants to see."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.interfaces.web.forms.base import DayField, Form


class Kind(NamedTuple):
    """A kind of event: its title, the operations (a beginning where it ends in a dot), and the outcome."""

    title: str | Promise
    operations: Sequence[str] = ()
    outcome: str = ""


KINDS: Mapping[str, Kind] = {
    "opened": Kind(
        gettext_lazy("Names, notes and photographs opened"),
        ("intake.open_identity", "intake.open_photograph", "assistance.open_notes"),
    ),
    "searched": Kind(gettext_lazy("Searches and whom they showed"), ("intake.search",)),
    "looked": Kind(gettext_lazy("Pages looked at"), ("page.",), "shown"),
    "changed": Kind(gettext_lazy("Changes to cases"), ("cases.", "assistance.", "referral.", "intake."), "done"),
    "accounts": Kind(gettext_lazy("Sign-ins and accounts"), ("access.",)),
    "given": Kind(gettext_lazy("Figures and exports"), ("report.", "figures.", "mart.", "audit.", "export.")),
    "denied": Kind(gettext_lazy("Refused"), (), "denied"),
}


class Watching(Form):
    """A member, a case, a kind, a day: what is left empty does not narrow the list."""

    says_optional = False

    member = forms.ChoiceField(required=False, label=gettext_lazy("Member"))
    kind = forms.ChoiceField(required=False, label=gettext_lazy("Kind of act"))
    code = forms.CharField(
        required=False,
        max_length=12,
        label=gettext_lazy("Case code"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocapitalize": "characters"}),
    )
    day = DayField(required=False, label=gettext_lazy("Day"))

    def __init__(self, *args: Any, members: Sequence[tuple[uuid.UUID, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["member"].choices = [("", _("All")), *((str(number), name) for number, name in members)]  # type: ignore[attr-defined]  # a choice field
        self.fields["kind"].choices = [("", _("All")), *((key, one.title) for key, one in KINDS.items())]  # type: ignore[attr-defined]  # a choice field

    def narrowed(self) -> dict[str, Any]:
        """Return what narrows the list, as the audit takes it; the case is found by whoever asks."""
        found = self.cleaned_data
        kind = KINDS.get(found["kind"], Kind(""))
        since = None
        if found["day"]:
            since = dt.datetime.combine(found["day"], dt.time(), timezone.get_current_timezone())
        return {
            "member": uuid.UUID(found["member"]) if found["member"] else None,
            "operations": kind.operations,
            "outcome": kind.outcome,
            "since": since,
            "until": since + dt.timedelta(days=1) if since else None,
        }
