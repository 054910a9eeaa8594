"""What every form shares: the act's own number, days in three boxes, and choices from the codelists."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from tabara import codelists
from tabara.access.operation import new_event
from tabara.interfaces.web import texts


class Form(forms.Form):
    """A form that carries the number of its act: sent twice, it is one act."""

    event = forms.CharField(required=False, widget=forms.HiddenInput)
    use_required_attribute = False  # the server explains what is missing, in the reader's language
    says_optional = True  # whether answers that may stay empty say so

    def __init__(self, *args: Any, **given: Any) -> None:
        given.setdefault("auto_id", "%s")
        super().__init__(*args, **given)
        self.initial.setdefault("event", str(new_event()))
        for field in self.fields.values():
            if field.label:
                field.error_messages |= _refusals(field)

    @property
    def number(self) -> uuid.UUID:
        """Return the number that this form was given when it was first shown."""
        return number_of(str(self["event"].value())) or new_event()


def _refusals(field: forms.Field) -> dict[str, str]:
    """Return what is said of a wrong answer, naming the question: the summary above the form shows several."""
    about = {"question": field.label, "limit": "%(limit_value)s"}  # the limit is put in where the answer is refused
    said = {
        "required": _("“%(question)s” needs an answer.") % about,
        "max_length": _("“%(question)s” is too long: at most %(limit)s letters.") % about,
    }
    if isinstance(field, forms.IntegerField):  # the parent of the other numbers, too
        many = _("“%(question)s” has too many digits.") % about
        said |= {
            "invalid": _("“%(question)s” asks for a number, in digits.") % about,
            "min_value": _("“%(question)s” cannot be less than %(limit)s.") % about,
            "max_value": _("“%(question)s” cannot be more than %(limit)s.") % about,
            **dict.fromkeys(("max_digits", "max_decimal_places", "max_whole_digits"), many),
        }
    return said


def number_of(text: str) -> uuid.UUID | None:
    """Return the number of an act (a UUIDv7) as a browser sent it back; `None` where it is none."""
    try:
        number = uuid.UUID(text)
    except ValueError:
        return None
    return number if number.version == 7 else None


class DayParts(forms.Widget):
    """A day in three boxes, which every phone can fill."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Return the three parts as sent, or a whole ISO date where one was sent."""
        if name in data:
            return data[name]
        parts = tuple(str(data.get(f"{name}-{part}", "")).strip() for part in ("day", "month", "year"))
        return parts if any(parts) else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Return whether no part was sent at all."""
        return name not in data and f"{name}-year" not in data


def parts_of(value: Any) -> tuple[str, str, str]:
    """Return day, month and year of what a person wrote or a program gave; empty where there is nothing."""
    if isinstance(value, tuple):
        return value
    year, month, day = [*str(value or "").split("-"), "", ""][:3]
    return day, month, year


class DayField(forms.Field):
    """A day of the calendar; what no calendar has is refused with a sentence."""

    widget = DayParts

    def to_python(self, value: Any) -> dt.date | None:
        """Return the day."""
        if not value or isinstance(value, dt.date):
            return value or None
        day, month, year = parts_of(value)
        if not (day and month and year):
            raise ValidationError(_("Write the day, the month and the year."))
        try:
            return dt.date(int(year), int(month), int(day))
        except (ValueError, OverflowError):
            text = f"{day}/{month}/{year}"
            raise ValidationError(_("“%(day)s” is no day of the calendar. Correct it.") % {"day": text}) from None


class Choices(forms.ChoiceField):
    """One of a few, as radio buttons."""

    widget = forms.RadioSelect


class OneCode(forms.ChoiceField):
    """One code of a codelist: radio buttons for a short list, a list to open for a long one."""

    def __init__(self, codelist: str, *, long: bool = False, **given: Any) -> None:
        given.setdefault("widget", forms.Select if long else forms.RadioSelect)
        super().__init__(choices=lambda: code_choices(codelist, empty=long), **given)


class ManyCodes(forms.MultipleChoiceField):
    """Any number of codes of a codelist."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, codelist: str, **given: Any) -> None:
        super().__init__(choices=lambda: code_choices(codelist), **given)


class YesNo(forms.TypedChoiceField):
    """Yes or no, neither of them chosen beforehand."""

    widget = forms.RadioSelect

    def __init__(self, **given: Any) -> None:
        super().__init__(
            choices=lambda: [("yes", _("Yes")), ("no", _("No"))], coerce=lambda v: v == "yes", empty_value=None, **given
        )


def code_choices(codelist: str, *, empty: bool = False) -> list[tuple[str, str]]:
    """Return the codes that may be used today, with their labels; long lists are in the order of the labels."""
    today, spoken = timezone.localdate(), texts.language()
    found = [(code.key, code.text(spoken)) for code in codelists.pack().codelist(codelist).valid(today)]
    return [("", _("Choose one")), *sorted(found, key=lambda one: one[1])] if empty else found
