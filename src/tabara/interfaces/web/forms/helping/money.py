"""Money that is paid, asked for, approved, taken back; and the money of a business."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tabara.interfaces.web import texts
from tabara.interfaces.web.forms.answers import Line, Lines
from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode
from tabara.interfaces.web.forms.helping.shared import Amount, Currency, HowMany
from tabara.protection.assistance.enums import Found, Income
from tabara.protection.assistance.operations import Money, Part

PARTS = 4  # instalments that the form asks for
RECEIPT = gettext_lazy("Number of the paper receipt")
RECEIPT_HINT = gettext_lazy("Leave it empty and Tabara makes a number.")
ACCOUNT = gettext_lazy("Telephone or account that it is sent to")
ACCOUNT_HINT = gettext_lazy("Sealed: it stands with the notes, and never on this page.")


class HowPaid(Form):
    """The day, the way and the receipt of money that was agreed to."""

    on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)
    receipt = Line(label=RECEIPT, help_text=RECEIPT_HINT)
    account = Line(label=ACCOUNT, help_text=ACCOUNT_HINT)


class PayPart(HowPaid):
    """One part of the money of a business."""

    way = OneCode("payment_way", label=gettext_lazy("Which way?"))
    field_order = ("on", "way")


class Pay(HowPaid):
    """Money for a person."""

    amount = Amount(label=gettext_lazy("Amount"))
    currency = Currency()
    purpose = OneCode("payment_purpose", long=True, label=gettext_lazy("What is it for?"))
    way = OneCode("payment_way", label=gettext_lazy("Which way?"), initial="cash")
    received_by = OneCode("payment_receiver", label=gettext_lazy("Who receives it?"), initial="person")
    service = forms.ChoiceField(
        required=False,
        label=gettext_lazy("For a service that is recorded already?"),
        help_text=gettext_lazy("Otherwise the service is recorded with the money."),
        widget=forms.Select,
    )
    field_order = ("amount", "currency", "purpose", "way", "received_by", "on", "service", "receipt", "account")

    def __init__(self, *args: Any, services: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        found = [
            (str(one.pk), f"{texts.code_label('service', one.code)}, {texts.day(one.delivered_on)}") for one in services
        ]
        self.fields["service"].choices = [("", _("No, record it with this")), *found]

    def money(self) -> Money:
        """Return what is paid, as the operation takes it."""
        given = self.cleaned_data
        names = ("amount", "currency", "purpose", "way", "received_by", "receipt", "account")
        return Money(**{name: given[name] for name in names})


class Decide(Form):
    """Whether money is approved."""

    agrees = Choices(
        label=gettext_lazy("What do you decide?"),
        choices=[("yes", gettext_lazy("I approve it")), ("no", gettext_lazy("I refuse it"))],
    )
    reason = OneCode("payment_refusal", long=True, required=False, label=gettext_lazy("If you refuse: why?"))
    says_optional = False

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a refusal."""
        found = super().clean() or {}
        if found.get("agrees") == "no" and not found.get("reason"):
            self.add_error("reason", _("Choose a reason."))
        return found


class TakeBack(Form):
    """Why a line of the ledger is taken back."""

    reason = OneCode("reversal_reason", label=gettext_lazy("Why is it taken back?"))


class AskBusiness(Form):
    """Money for a business: its sector, and the parts with their days."""

    sector = OneCode("sector", long=True, label=gettext_lazy("What kind of business?"))
    currency = Currency()

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for number in range(1, PARTS + 1):
            needed = number == 1
            said = {"number": number}
            self.fields[f"amount_{number}"] = Amount(required=needed, label=_("Part %(number)s: how much?") % said)
            self.fields[f"day_{number}"] = DayField(required=needed, label=_("Part %(number)s: on which day?") % said)

    def clean(self) -> dict[str, Any]:
        """Ask for the day of each amount, and for the amount of each day."""
        found = super().clean() or {}
        for number in range(1, PARTS + 1):
            amount, day = found.get(f"amount_{number}"), found.get(f"day_{number}")
            if amount and not day and f"day_{number}" not in self.errors:
                self.add_error(f"day_{number}", _("Write the day of this part."))
            if day and not amount and f"amount_{number}" not in self.errors:
                self.add_error(f"amount_{number}", _("Write the amount of this part."))
        return found

    def parts(self) -> list[Part]:
        """Return the parts, as the operation takes them."""
        given = self.cleaned_data
        rows = [(given[f"day_{number}"], given[f"amount_{number}"]) for number in range(1, PARTS + 1)]
        return [Part(day, Decimal(amount)) for day, amount in rows if day and amount]


class Visit(Form):
    """What a visit to a business found."""

    on = DayField(label=gettext_lazy("On which day?"), initial=timezone.localdate)
    found = Choices(
        label=gettext_lazy("Does the business run?"),
        choices=[
            (Found.RUNNING, gettext_lazy("It runs")),
            (Found.CHANGED, gettext_lazy("It was changed into another one")),
            (Found.STOPPED, gettext_lazy("It has stopped")),
        ],
    )
    income = Choices(
        label=gettext_lazy("What does the person say of the income, compared with before?"),
        choices=[
            (Income.MORE, gettext_lazy("More than before")),
            (Income.SAME, gettext_lazy("The same")),
            (Income.LESS, gettext_lazy("Less than before")),
            (Income.NOT_TOLD, gettext_lazy("Does not tell")),
        ],
    )
    working = HowMany(least=0, required=False, label=gettext_lazy("How many people work there?"))
    apprentices = HowMany(least=0, required=False, label=gettext_lazy("How many apprentices learn there?"))
    notes = Lines(rows=4, most=4000, label=gettext_lazy("Notes"), help_text=gettext_lazy("Sealed."))
