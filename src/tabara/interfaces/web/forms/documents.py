"""A document of a case: brought in, and opened with a reason."""

from django import forms
from django.utils.translation import gettext_lazy

from tabara.interfaces.web.forms.answers import Line
from tabara.interfaces.web.forms.base import Choices, Form
from tabara.interfaces.web.forms.identity import REASONS

ENDINGS = ".pdf,.jpg,.jpeg,.png,.webp,.txt"


class AddDocument(Form):
    """A file, and what it is about."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,  # refused with a sentence of its own
        help_text=gettext_lazy(
            "A PDF, a picture (JPEG, PNG, WebP) or a plain text, at most 8 MB. Where and with what a picture was taken "
            "is removed; a PDF is kept as it is."
        ),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )
    about = Line(
        label=gettext_lazy("What is it about?"),
        help_text=gettext_lazy("Sealed, like the file. If you leave this empty, the name of the file is kept."),
    )


class NameDocuments(Form):
    """Why somebody needs to know what the documents are about, and to open them."""

    reason = Choices(label=gettext_lazy("Why do you need the documents?"), choices=list(REASONS.items()))
