"""What is asked about places to sleep, and where a person is not safe."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.interfaces.web import texts
from tabara.interfaces.web.directory import SAFE
from tabara.interfaces.web.forms.answers import Lines
from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode


class Ages(forms.CharField):
    """The ages of children in one line."""

    def to_python(self, value: Any) -> list[int]:
        """Return the ages."""
        parts = [one.strip() for one in str(value or "").replace(";", ",").replace(" ", ",").split(",")]
        try:
            return [int(one) for one in parts if one]
        except ValueError:
            raise ValidationError(_("Write the ages of the children in years, like 2, 5, 11.")) from None


class _OfKinds(Form):
    """About the places of one kind at a provider."""

    kind = Choices(label=gettext_lazy("Which kind of place?"))

    def __init__(self, *args: Any, kinds: Iterable[str], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["kind"].choices = [(one, texts.code_label("bed_kind", one)) for one in kinds]  # type: ignore[attr-defined]  # a field of choices


class Place(_OfKinds):
    """A place to sleep, booked at an own shelter."""

    since = DayField(label=gettext_lazy("From which day?"), initial=timezone.localdate)
    until = DayField(required=False, label=gettext_lazy("Until which day? Leave it empty if nobody knows."))


class Asked(Place):
    """A place to sleep, asked for at another agency's shelter."""

    child_ages = Ages(
        required=False,
        label=gettext_lazy("Ages of the children who come along"),
        help_text=gettext_lazy("In years, like 2, 5, 11."),
        widget=forms.TextInput(attrs={"inputmode": "text", "class": "govuk-input--width-10"}),
    )


class Rooms(Form):
    """How many places of a kind there are."""

    kind = OneCode("bed_kind", label=gettext_lazy("Which kind of place?"))
    places = forms.IntegerField(
        min_value=0,
        max_value=2000,
        label=gettext_lazy("How many places are there?"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )


class Board(_OfKinds):
    """Places that nobody can use for a while."""

    places = Rooms.base_fields["places"]
    reason = OneCode("out_of_order_reason", label=gettext_lazy("Why can they not be used?"))
    since = DayField(label=gettext_lazy("From which day?"), initial=timezone.localdate)
    until = DayField(required=False, label=gettext_lazy("Until which day? Leave it empty if nobody knows."))


class Arrive(Form):
    """The day of arrival."""

    on = DayField(label=gettext_lazy("On which day did the person arrive?"), initial=timezone.localdate)


class Leave(Form):
    """The end of a stay."""

    on = DayField(label=gettext_lazy("On which day did the person leave?"), initial=timezone.localdate)
    to = OneCode("left_to", label=gettext_lazy("Where did the person go?"))
    safe = Choices(label=gettext_lazy("Is it safe there?"), choices=list(SAFE.items()))


class Until(Form):
    """How long a place is kept."""

    until = DayField(required=False, label=gettext_lazy("Until which day? Leave it empty if nobody knows."))


class Answer(Form):
    """Why a place cannot be promised."""

    reason = OneCode("decline_reason", label=gettext_lazy("Why can your shelter not take the person?"))


class Exclude(Form):
    """Why a provider is not safe for the person."""

    reason = OneCode("exclusion_reason", label=gettext_lazy("Why is it not safe?"))
    note = Lines(
        rows=3,
        most=1000,
        label=gettext_lazy("What is known about it"),
        help_text=gettext_lazy("Sealed. Only the few who carry this case can read it."),
    )
