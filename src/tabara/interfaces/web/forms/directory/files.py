"""A file of providers: sent, and agreed to once it was looked at."""

from django import forms
from django.utils.translation import gettext_lazy

from tabara.interfaces.web.forms.base import Form


class SendFile(Form):
    """A file to be looked at."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,  # refused with a sentence of its own
        help_text=gettext_lazy(
            "A table as CSV, at most 1 MB and 2,000 lines. From a spreadsheet: save it as “CSV UTF-8”."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
    )


class Agreed(Form):
    """What was looked at, and is agreed to."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
