"""What is asked about a document that the Commission publishes."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tabara import codelists
from tabara.interfaces.web.forms.base import Choices, DayField, Form, OneCode
from tabara.interfaces.web.forms.documents import ENDINGS
from tabara.interfaces.web.menu import NAMES
from tabara.partnership.enums import Audience

READERS = {
    Audience.PUBLIC: _("The public: every member reads it, and it may be given to anybody"),
    Audience.PARTNERS: _("Partners: whoever works with cases, courts, communities or figures"),
    Audience.COMMISSION: _("The Commission: whoever reads its papers"),
}
SEEN_BY = {
    Audience.PUBLIC: _("public"),
    Audience.PARTNERS: _("for partners"),
    Audience.COMMISSION: _("for the Commission"),
}


def readers() -> list[tuple[str, Any]]:
    """Return the audiences as choices."""
    return [(key.value, text) for key, text in READERS.items()]


class SetAudience(Form):
    """For whom a document is published."""

    audience = Choices(label=_("For whom is it?"), choices=readers)


class Publish(SetAudience):
    """A document: what it is, for whom, of which campaign."""

    title = forms.CharField(max_length=200, label=_("Title"), help_text=_("As it stands on the document."))
    kind = OneCode("guidance_kind", long=True, label=_("What kind of document"))
    theme = OneCode("guidance_theme", long=True, label=_("Theme"))
    campaign = forms.ChoiceField(required=False, label=_("Product of a campaign"))
    field_order = ("title", "kind", "theme", "audience", "campaign")

    def __init__(self, *args: Any, campaigns: list[str], **given: Any) -> None:
        super().__init__(*args, **given)
        known = [(title, title) for title in dict.fromkeys(campaigns)]
        self.fields["campaign"].choices = [("", _("None in particular")), *known]  # type: ignore[attr-defined]  # a field of choices


class AddVersion(Form):
    """A file of a document in a language."""

    language = Choices(label=_("In which language"))
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # refused with a sentence of its own
        help_text=_("A PDF, a picture (JPEG, PNG, WebP) or a plain text, at most 8 MB. No names of people in it."),
        widget=forms.FileInput(attrs={"accept": ENDINGS}),
    )
    on = DayField(label=_("Published on"))
    changes = forms.CharField(required=False, max_length=300, label=_("What is new in it"))

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        known = [(code, NAMES.get(code, code)) for code in codelists.pack().languages]
        self.fields["language"].choices = known  # type: ignore[attr-defined]  # a field of choices
        self.initial.setdefault("on", timezone.localdate().isoformat())
