"""Answers as a person types them: kept as they are, read back as they look, checked when they count."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Self

from django import forms
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.errors import Refused
from tabara.access.operation import new_event
from tabara.interfaces.web import texts
from tabara.interfaces.web.forms.base import DayField, Form

Kept = Mapping[str, list[str]]  # the name of an input -> what was typed into it
LONGEST, LONGEST_LINE = 1000, 80  # letters


class Whole(forms.IntegerField):
    """A whole number, typed on a keypad of digits."""

    def __init__(self, *, least: int, most: int, **given: Any) -> None:
        width = f"govuk-input--width-{3 if most < 1000 else 4}"
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": width})
        super().__init__(required=False, min_value=least, max_value=most, widget=widget, **given)


class Line(forms.CharField):
    """One line that may stay empty."""

    def __init__(self, *, mode: str = "text", **given: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": mode})
        super().__init__(required=False, max_length=LONGEST_LINE, widget=widget, **given)


class Lines(forms.CharField):
    """A few lines that may stay empty."""

    def __init__(self, *, rows: int = 3, most: int = LONGEST, **given: Any) -> None:
        super().__init__(required=False, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **given)


class Phone(Line):
    """A telephone number, without the blanks between its digits, as the country writes them."""

    def __init__(self, **given: Any) -> None:
        super().__init__(mode="tel", **given)

    def clean(self, value: Any) -> str:
        """Return the number."""
        number = "".join(one for one in super().clean(value) if one not in " .-()/")
        pattern = forms.RegexField(regex=str(codelists.pack().parameters["phone_pattern"]), required=False)
        try:
            pattern.clean(number)
        except forms.ValidationError:
            raise forms.ValidationError(
                _("This is no telephone number of this country, nor one with its +code.")
            ) from None
        return number


class Asked(Form):
    """A part of a longer form: it can be kept unfinished, and read back."""

    def __init__(self, *args: Any, today: date, **given: Any) -> None:
        super().__init__(*args, **given)
        self.today = today

    @classmethod
    def again(cls, kept: Kept, *, today: date) -> Self:
        """Return the form filled with what was kept of it."""
        return cls(MultiValueDict({**kept, "event": [str(new_event())]}), today=today)

    def kept(self) -> dict[str, list[str]]:
        """Return what was typed, whether it is right or not."""
        data = self.data if isinstance(self.data, MultiValueDict) else MultiValueDict()
        typed = {key: [str(one) for one in data.getlist(key)] for key in data if self._asks(key)}
        return {key: values for key, values in typed.items() if any(values)}

    def _asks(self, key: str) -> bool:
        name = key.rpartition("-")[0] if key.endswith(("-day", "-month", "-year")) else key
        return name in self.fields and name != "event"

    def told(self) -> Iterator[tuple[str, str, str]]:
        """Give each answered question: the name of its field, the question, the answer as it reads."""
        for bound in self:
            if bound.name != "event" and (answer := read(bound)):
                yield bound.name, str(bound.label), answer

    def unchecked(self) -> Self:
        """Return the form with what was typed and without a word about what is wrong: nothing was sent yet."""
        self._errors = ErrorDict()
        return self

    def afresh(self) -> Self:
        """Return the form as it is first shown, with its usual answers, for the same act."""
        return type(self)(today=self.today, initial={"event": str(self.number)})

    def refuse(self, refusal: Refused, names: Mapping[str, str] | None = None) -> None:
        """Show what an operation refused beside the answer at fault, or above the form."""
        name = (names or {}).get(refusal.field, refusal.field)
        self.add_error(name if name in self.fields else None, refusal.message)


def read(bound: BoundField) -> str:
    """Return an answer as it reads: labels for codes, a day as people write it."""
    value = bound.value()
    if isinstance(bound.field, DayField):
        return _read_day(bound.field, value)
    labels = {str(key): str(text) for key, text in getattr(bound.field, "choices", ())}
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(labels.get(str(one), str(one)) for one in values if one not in (None, ""))


def _read_day(field: DayField, value: Any) -> str:
    if not value:
        return ""
    try:
        day = field.clean(value)
        return texts.day(day if isinstance(day, date) else date.fromisoformat(day))
    except (forms.ValidationError, ValueError):  # not a whole day: a year alone, or what no calendar has
        return "/".join(str(part) for part in value if part) if isinstance(value, tuple) else str(value)
