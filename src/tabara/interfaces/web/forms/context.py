"""A file of context: sent with its layer and its source; undone with a reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tabara import codelists
from tabara.interfaces.web.forms.base import Form, OneCode


def divisions() -> list[tuple[str, str]]:
    """Return the divisions to choose from; none of them where each row says its own."""
    keys = codelists.pack().places.versions
    return [("", str(_("As each row says, or by its date"))), *((key, key) for key in keys)]


class SendContext(Form):
    """A file to be looked at."""

    layer = OneCode("context_layer", long=True, label=_("What does it count?"))
    source = forms.CharField(
        max_length=120,
        label=_("Who counted it?"),
        help_text=_("Whom to credit wherever it is shown: the organisation, and the round."),
    )
    division = forms.ChoiceField(
        choices=divisions,
        required=False,
        label=_("Of which division are the names?"),
        help_text=_("A code says its division by itself."),
    )
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # refused with a sentence of its own
        help_text=_("CSV or JSON in UTF-8, or a workbook (.xlsx, .ods), at most 8 MB and 100,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.json,.xlsx,.ods,text/csv,application/json"}),
    )


class UndoContext(Form):
    """Why a whole file is taken back."""

    reason = forms.CharField(max_length=200, label=_("Why is it taken back?"))
