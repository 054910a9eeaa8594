"""A case conference: who took part, what was decided, by whom it is done."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.interfaces.web.forms.answers import Lines
from tabara.interfaces.web.forms.base import DayField, Form
from tabara.interfaces.web.forms.planning.who import Somebody
from tabara.protection.planning.operations import Decided, Responsible

DECISIONS, MOST = 4, 4000  # how many are asked for on the page; letters


class Conference(Form):
    """One meeting about a case."""

    says_optional = False
    on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)
    present = forms.MultipleChoiceField(
        label=gettext_lazy("Who took part?"),
        help_text=gettext_lazy("Only agencies that may hear about the plan are offered. Any other has to leave first."),
        widget=forms.CheckboxSelectMultiple,
    )
    agenda = forms.CharField(
        max_length=MOST,
        label=gettext_lazy("What was it about?"),
        help_text=gettext_lazy("Sealed."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    notes = Lines(rows=4, most=MOST, label=gettext_lazy("What was said?"), help_text=gettext_lazy("Sealed."))

    def __init__(self, *args: Any, people: Mapping[str, Somebody], **given: Any) -> None:
        super().__init__(*args, **given)
        self.people = people
        self.fields["present"].choices = [(key, one.name) for key, one in people.items()]
        owners = [("", _("Choose one")), *((key, one.name) for key, one in people.items() if one.member)]
        for number in range(1, DECISIONS + 1):
            about = {"number": number}
            self.fields[f"decided_{number}"] = Lines(rows=2, most=MOST, label=_("Decision %(number)s") % about)
            self.fields[f"owner_{number}"] = forms.ChoiceField(
                required=False, choices=owners, widget=forms.Select, label=_("Who does decision %(number)s?") % about
            )
            self.fields[f"by_{number}"] = DayField(required=False, label=_("Decision %(number)s, by when?") % about)

    def there(self) -> list[Responsible]:
        """Return who took part."""
        return [Responsible(self.people[key].agency, self.people[key].member) for key in self.cleaned_data["present"]]

    def clean(self) -> dict[str, Any]:
        """Ask of each decision who does it, by when."""
        found = super().clean() or {}
        for number in range(1, DECISIONS + 1):
            if not found.get(f"decided_{number}"):
                continue
            for name in (f"owner_{number}", f"by_{number}"):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, _("Say of each decision who does it, and by when."))
        return found

    def decisions(self) -> list[Decided]:
        """Return what was decided."""
        rows = ([self.cleaned_data[f"{name}_{n}"] for name in ("decided", "owner", "by")] for n in _numbers())
        return [Decided(text, self.people[owner].member, by) for text, owner, by in rows if text]


def _numbers() -> range:
    return range(1, DECISIONS + 1)
