"""What is printed of a case, and what is blacked out."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tabara.interfaces.web.forms.base import Form, OneCode


class Summary(Form):
    """For what a summary is printed, and which lines are left out of it."""

    purpose = OneCode("print_purpose", label=_("What is it for?"))
    left_out = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Which lines are blacked out?"),
        help_text=_("Telephone numbers and the like are blacked out by themselves. The name is never printed."),
    )

    def __init__(self, *args: Any, lines: Iterable[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["left_out"].choices = list(lines)
