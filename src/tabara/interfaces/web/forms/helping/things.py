"""Things: into a store, out of it, counted, handed to a person."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.interfaces.web import texts
from tabara.interfaces.web.forms.answers import Lines
from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode, code_choices
from tabara.interfaces.web.forms.helping.shared import HowMany

BETWEEN = ":"  # of the store and the item, in one answer


class OpenStore(Form):
    """A new store."""

    name = forms.CharField(label=gettext_lazy("Name of the store"), max_length=60)


class MoveStock(Form):
    """Things that came in, or went out otherwise than to a person."""

    kind = Choices(
        label=gettext_lazy("What happened?"),
        choices=[("in", gettext_lazy("Things came in")), ("out", gettext_lazy("Things went out"))],
    )
    item = OneCode("nfi_item", long=True, label=gettext_lazy("Which things?"))
    quantity = HowMany(label=gettext_lazy("How many?"))
    reason = forms.ChoiceField(label=gettext_lazy("Why?"), widget=forms.Select, choices=lambda: reasons("in", "out"))
    on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)


class MarkLow(Form):
    """At which number more has to come."""

    mark = HowMany(
        least=0,
        required=False,
        label=gettext_lazy("At how many does more have to come?"),
        help_text=gettext_lazy("Leave it empty if nobody has to watch."),
    )


class CountStock(Form):
    """What was counted: one number for each item that is there, and for one more."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why may a number differ?"), widget=forms.Select, choices=lambda: reasons("adjust")
    )

    def __init__(self, *args: Any, there: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        labels = texts.labels("nfi_item")
        for one in there:
            said = {"item": labels.get(one.item, one.item), "count": one.quantity}
            title = _("%(item)s: how many are there? The book says %(count)s.") % said
            self.fields[one.item] = HowMany(least=0, required=False, label=title)
        self.fields["more"] = forms.ChoiceField(
            required=False,
            label=_("Something found that is not in the book"),
            widget=forms.Select,
            choices=[("", _("Nothing")), *code_choices("nfi_item")],
        )
        self.fields["many"] = HowMany(required=False, label=_("How many of it?"))
        self.says_optional = False

    def clean(self) -> dict[str, Any]:
        """Ask how many there are of something found."""
        found = super().clean() or {}
        if found.get("more") and not found.get("many") and "many" not in self.errors:
            self.add_error("many", _("Write how many were found."))
        return found

    def counted(self) -> dict[str, int]:
        """Return what was counted; what was left empty was not."""
        given = self.cleaned_data
        beside = {"event", "reason", "more", "many"}
        found = {name: one for name, one in given.items() if name not in beside and one is not None}
        return found | ({given["more"]: given["many"]} if given["more"] else {})


class Issue(Form):
    """Something handed to a person."""

    what = forms.ChoiceField(label=gettext_lazy("What, and from which store?"), widget=forms.Select)
    quantity = HowMany(label=gettext_lazy("How many?"), initial=1)
    on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)
    notes = Lines(rows=3, most=4000, label=gettext_lazy("Notes"), help_text=gettext_lazy("Sealed."))

    def __init__(self, *args: Any, there: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.there = {f"{one.store_id}{BETWEEN}{one.item}": one for one in there}
        labels = texts.labels("nfi_item")
        found = [
            (key, _("%(item)s, %(store)s: %(count)s there") % _told(one, labels)) for key, one in self.there.items()
        ]
        self.fields["what"].choices = [("", _("Choose one")), *sorted(found, key=lambda one: one[1])]


def _told(one: Any, labels: Any) -> dict[str, Any]:
    return {"item": labels.get(one.item, one.item), "store": one.store.name, "count": one.quantity}


def reasons(*kinds: str) -> list[tuple[str, str]]:
    """Return the reasons for which the number of things changes, of these kinds."""
    codes = codelists.pack().codelist("stock_reason").codes
    return [(key, text) for key, text in code_choices("stock_reason") if codes[key].more.get("kind") in kinds]
