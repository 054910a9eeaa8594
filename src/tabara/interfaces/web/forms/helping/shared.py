"""What the forms of help share: an hour of the day, an amount with its currency, a whole number of things."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara import codelists
from tabara.interfaces.web.forms.answers import Line
from tabara.interfaces.web.forms.care import CURRENCIES


class Hour(Line):
    """An hour of the day that may stay empty: 9, 9:30, 9h30."""

    def clean(self, value: Any) -> dt.time | None:  # type: ignore[override]  # what was typed becomes a time
        """Return the hour."""
        typed = str(super().clean(value)).strip().lower().replace("h", ":").replace(".", ":").strip(":")
        if not typed:
            return None
        hour, _colon, minute = typed.partition(":")
        try:
            return dt.time(int(hour), int(minute or 0))
        except (OverflowError, ValueError):  # the first: of a number that no clock could count
            raise ValidationError(_("Write the hour like 9:30, or leave it empty.")) from None


class Amount(forms.DecimalField):
    """An amount of money."""

    def __init__(self, **given: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"})
        super().__init__(max_digits=14, decimal_places=2, localize=True, widget=widget, **given)


class Currency(forms.ChoiceField):
    """The country's own currency first, then the few others."""

    def __init__(self, **given: Any) -> None:
        given.setdefault("label", gettext_lazy("Currency"))
        super().__init__(choices=lambda: [(one, one) for one in currencies()], widget=forms.Select, **given)


class HowMany(forms.IntegerField):
    """A whole number of things."""

    def __init__(self, *, least: int = 1, **given: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"})
        super().__init__(min_value=least, max_value=999_999, widget=widget, **given)


def currencies() -> list[str]:
    """Return the currencies that can be chosen."""
    return [one for one in dict.fromkeys((codelists.pack().currency, *CURRENCIES)) if one]


def whole(amount: Decimal) -> Decimal:
    """Return an amount without decimals where it has none."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount
