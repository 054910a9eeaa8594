"""What leaves the house, what is erased, and what is kept: the questions."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode


class NameOffice(Form):
    """An office, and the key that it gave."""

    office = forms.CharField(max_length=80, label=gettext_lazy("Name of the office"))
    key = forms.CharField(
        max_length=80,
        label=gettext_lazy("Its public key"),
        help_text=gettext_lazy("It begins with age1. Compare it with the office over the telephone, letter by letter."),
    )


class FileWithNames(Form):
    """Whose names leave, for what, and to whom."""

    purpose = OneCode("export_purpose", label=gettext_lazy("What is the file for?"))
    recipient = Choices(label=gettext_lazy("Which office will open it?"))
    since = DayField(label=gettext_lazy("Cases opened from this day on"))
    until = DayField(label=gettext_lazy("… and before this day"), initial=timezone.localdate)
    shape = Choices(
        label=gettext_lazy("Kind of file"),
        choices=[("xlsx", "XLSX (Excel, LibreOffice)"), ("csv", "CSV")],
        initial="xlsx",
    )

    def __init__(self, *args: Any, offices: Iterable[Any], **given: Any) -> None:
        super().__init__(*args, **given)
        self.offices = {str(one.pk): one for one in offices}
        self.fields["recipient"].choices = [(key, one.office) for key, one in self.offices.items()]


class Erase(Form):
    """What of a case is erased for good, and why."""

    what = Choices(
        label=gettext_lazy("What is erased?"),
        choices=[
            ("intake.erase_identity", gettext_lazy("Who the person is")),
            ("intake.erase_case", gettext_lazy("All that was told in this case, and who the person is")),
        ],
    )
    reason = OneCode("erasure_reason", label=gettext_lazy("Why?"))


class Hold(Form):
    """Until when a case is kept, and why."""

    reason = OneCode("hold_reason", label=gettext_lazy("Why must it be kept?"))
    until = DayField(label=gettext_lazy("Until which day?"))


class PrintHeld(Form):
    """Why what is held about a person is printed."""

    reason = OneCode("report_reason", label=gettext_lazy("Who asked for it?"))


class KeepOpen(Form):
    """Why a quiet case stays open."""

    reason = OneCode("review_answer", label=gettext_lazy("Why does it stay open?"))
